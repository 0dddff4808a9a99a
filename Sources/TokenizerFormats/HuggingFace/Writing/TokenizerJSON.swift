import Groundwork
import Tokenization

/// A tokenizer.json to be written: the model as values, the stages around it as JSON.
///
/// A plain value; `serialized()` gives the file, which `tokenizers` 0.20 and newer read. The stages have
/// constructors in `HuggingFaceStage`.
public struct TokenizerJSON: Sendable {
  /// The model's tokens by id, as the file writes them; ids of kind `unused` without bytes are holes.
  public var tokens: Vocabulary
  /// The model.
  ///
  /// The tokens that BPE parts hold themselves are not looked at.
  public var model: PipelineParts.Model
  /// The tokens that are found in text before the model sees it; written in the order of their ids.
  ///
  /// One whose text is a token of the model has that token's id, whatever stands here. The others get
  /// the ids after the number of the model's tokens, in their order.
  public var addedTokens: [AddedToken] = []
  /// The normalizer; nil for none.
  public var normalizer: JSONValue?
  /// The pre-tokenizer; nil for none.
  public var preTokenizer: JSONValue?
  /// The post-processor; nil for none.
  public var postProcessor: JSONValue?
  /// The decoder; nil for none.
  public var decoder: JSONValue?

  /// Creates a file with nothing around the model.
  public init(tokens: Vocabulary, model: PipelineParts.Model) {
    self.tokens = tokens
    self.model = model
  }

  /// Creates a file of a BPE, whose parts hold the tokens.
  public init(bpe parts: BPEParts) {
    self.init(tokens: parts.tokens, model: .bpe(parts))
  }

  /// The file's bytes: JSON with two spaces a level, a token and a merge on each line.
  ///
  /// - Throws: `Failure` for tokens that are not UTF-8 or are there twice, a hole in the ids of a
  ///   Unigram, which has none, and a score that is no finite number.
  /// - Complexity: O(bytes).
  public func serialized() throws(Failure) -> [UInt8] {
    try check()
    var output = TokenizerJSONText()
    output.line("{")
    output.line("  \"version\": \"1.0\",")
    output.line("  \"truncation\": null,")
    output.line("  \"padding\": null,")
    write(addedTokens, to: &output)
    output.member("normalizer", normalizer)
    output.member("pre_tokenizer", preTokenizer)
    output.member("post_processor", postProcessor)
    output.member("decoder", decoder)
    output.line("  \"model\": {")
    try writeModel(to: &output)
    output.line("  }")
    output.line("}")
    return output.bytes
  }

  private func check() throws(Failure) {
    // A Unigram's tokens are a list, in which a token may be there twice.
    let isList = if case .unigram = model { true } else { false }
    var seen = ByteTable(capacity: tokens.count)
    for id in 0..<UInt32(tokens.count) where !isHole(id) {
      let token = Array(tokens[id])
      if firstInvalidUTF8(token) != nil {
        throw Failure(
          "the token \(id) is not UTF-8", remedy: "write byte-level tokens with their letters")
      }
      let place = token.withUnsafeBufferPointer { seen.insert($0) }
      if !place.isNew, !isList {
        throw Failure(
          "the token \(id), \(String(decoding: token, as: UTF8.self).debugDescription), is there twice",
          remedy: "give each token one id")
      }
    }
  }

  /// Whether an id has no token.
  func isHole(_ id: UInt32) -> Bool { tokens.kind(of: id) == .unused && tokens[id].isEmpty }

  private func write(_ added: [AddedToken], to output: inout TokenizerJSONText) {
    let added = added.sorted { $0.id < $1.id }
    if added.isEmpty { return output.line("  \"added_tokens\": [],") }
    output.line("  \"added_tokens\": [")
    for (index, token) in added.enumerated() {
      output.add("    {\"id\": \(token.id), \"content\": ")
      output.string(token.content)
      for (name, value) in [
        ("single_word", token.isSingleWord), ("lstrip", token.stripsLeft),
        ("rstrip", token.stripsRight), ("normalized", token.isNormalized),
        ("special", token.isSpecial),
      ] {
        output.add(", \"\(name)\": \(value)")
      }
      output.line(index + 1 < added.count ? "}," : "}")
    }
    output.line("  ],")
  }
}
