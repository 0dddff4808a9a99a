import Groundwork
import Tokenization
import TokenizerFormats

/// Tells the tokenizers that are kept as JSON apart by their content, and loads them.
enum JSONVocabulary {
  /// Loads a JSON file: Tekken, or the vocabulary of GPT-2's pair of files.
  ///
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - path: where it lies.
  ///   - pattern: how text is split where the files do not say it; nil for GPT-2's pattern.
  static func load(
    bytes: [UInt8], path: String, pattern: String?
  ) throws(Failure) -> any Tokenizer {
    let value = try JSONValue(parsing: bytes, file: path)
    let sha256 = try SHA256.hexadecimalDigest(of: bytes)
    if TekkenReader.recognizes(value) {
      return try TekkenReader.load(value, file: path, sha256: sha256)
    }
    if GPT2Reader.recognizes(value) {
      guard let files = GPT2Files.find(path) else { throw GPT2Files.incomplete(path) }
      return try GPT2Reader.load(files, pattern: pattern)
    }
    throw Failure(
      "is JSON, but no tokenizer that Derlius knows", at: .file(path),
      remedy: "name a tokenizer.json, a tekken.json, or a vocab.json with its merges beside it")
  }
}
