import Groundwork
import Tokenization
import TokenizerMetrics

/// A tokenizer that was found and loaded, with what a report says of it.
public struct LocatedTokenizer: Sendable {
  /// The name in tables.
  public var name: String
  /// The tokenizer.
  public var tokenizer: any Tokenizer
  /// Where its file is; never recorded in results.
  public var path: String
  /// The file's name in results: without folders, and the manifest's where one named it.
  public var file: String
  /// The file's size in bytes.
  public var bytes: Int
  /// What the file does not say: a rank file's side file, or what the files beside a tokenizer.json
  /// change; nil where it says all.
  public var specification: JSONValue?
  /// Whether a folder was named, in which this file won.
  public var isOfFolder = false

  /// The record for results: nothing of where the file lies.
  public var record: TokenizerRecord {
    let summary = tokenizer.summary
    var details: [NamedText] = []
    if let pattern = summary.pattern { details.append(NamedText("pattern", pattern)) }
    if let normalizer = summary.normalizer {
      details.append(NamedText("normalizer", normalizer))
    }
    details += summary.details.map { NamedText($0.name, $0.value) }
    return TokenizerRecord(
      name: name, format: summary.format, model: summary.model,
      vocabularySize: tokenizer.vocabulary.count,
      ordinarySize: tokenizer.vocabulary.ordinaryCount, file: file, bytes: bytes,
      sha256: summary.sha256, details: details)
  }
}
