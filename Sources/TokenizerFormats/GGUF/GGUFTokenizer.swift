import Groundwork
import Tokenization

/// The tokenizer of a GGUF file: user-defined tokens are taken out of the text first, and the stretches
/// between them are cut by the model.
///
/// Ids equal those of llama.cpp's `llama_tokenize` with `add_special` and `parse_special` false.
public struct GGUFTokenizer: ExplainingTokenizer {
  /// The tokens, with U+2581 for a space in `llama` and `t5` models, byte-level marks undone in `gpt2`.
  public let vocabulary: Vocabulary
  /// What the tokenizer is made of.
  public internal(set) var summary: TokenizerSummary
  let inner: any ExplainingTokenizer
  let userDefined: UserDefinedTokens?
  private let decoding: Decoding

  /// How ids become text.
  enum Decoding: Sendable {
    /// As the model inside does it.
    case inner
    /// U+2581 becomes a space, of which one at the start may be dropped; control tokens are left out.
    case marks(strips: Bool)
  }

  init(
    _ inner: any ExplainingTokenizer, vocabulary: Vocabulary, userDefined: UserDefinedTokens?,
    decoding: Decoding, summary: TokenizerSummary
  ) {
    self.decoding = decoding
    self.inner = inner
    self.vocabulary = vocabulary
    self.userDefined = userDefined
    self.summary = summary
  }

  /// Makes an encoder for one thread.
  public func makeEncoder() -> any TextEncoder {
    guard let userDefined else { return inner.makeEncoder() }
    return GGUFEncoder(inner.makeEncoder(), userDefined)
  }

  /// How a text becomes ids: user-defined tokens, and between them the steps of the model.
  public func explain(_ text: [UInt8]) -> Explanation {
    var builder = ExplanationBuilder(text)
    var start = 0
    let matches = text.withUnsafeBufferPointer { userDefined?.matches(in: $0) ?? [] }
    for match in matches {
      if match.start > start { builder.append(inner.explain(Array(text[start..<match.start]))) }
      builder.append(text[match.start..<match.end], added: match.id)
      start = match.end
    }
    if start < text.count { builder.append(inner.explain(Array(text[start...]))) }
    return builder.explanation
  }

  /// The text as the model inside normalizes it; for `model` as `explain` has it, with user-defined tokens
  /// as they are written.
  public func normalize(_ text: [UInt8], form: NormalizedForm) -> [UInt8] {
    if form == .readable { return inner.normalize(text, form: form) }
    return explain(text).normalized ?? text
  }

  /// The tokens that the model inside never gives.
  public func unreachableTokens() -> [UInt32]? { inner.unreachableTokens() }

  /// The bytes that ids stand for; control tokens are left out where the model's library does so.
  public func decode(_ ids: [UInt32]) throws(Failure) -> [UInt8] {
    var state = makeDecodingState()
    var output: [UInt8] = []
    for id in ids { try state.push(id, into: &output) }
    try state.finish(into: &output)
    return output
  }

  /// Makes the state that turns ids into text one by one.
  public func makeDecodingState() -> any DecodingState {
    guard case .marks(let strips) = decoding else { return inner.makeDecodingState() }
    return GGUFDecodingState(vocabulary, strips: strips)
  }
}

/// Encodes the stretches between user-defined tokens.
final class GGUFEncoder: TextEncoder {
  private let inner: any TextEncoder
  private let userDefined: UserDefinedTokens

  init(_ inner: any TextEncoder, _ userDefined: UserDefinedTokens) {
    self.inner = inner
    self.userDefined = userDefined
  }

  func encode(_ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32]) {
    var start = 0
    for match in userDefined.matches(in: text) {
      if match.start > start {
        inner.encode(UnsafeBufferPointer(rebasing: text[start..<match.start]), into: &ids)
      }
      ids.append(match.id)
      start = match.end
    }
    if start < text.count {
      inner.encode(UnsafeBufferPointer(rebasing: text[start...]), into: &ids)
    }
  }

  func encode(
    _ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32], spans: inout [TokenSpan]
  ) {
    var start = 0
    func stretch(_ end: Int) {
      if end == start { return }
      let first = spans.count
      let part = UnsafeBufferPointer(rebasing: text[start..<end])
      inner.encode(part, into: &ids, spans: &spans)
      for index in first..<spans.count {
        spans[index].start += start
        spans[index].end += start
      }
    }
    for match in userDefined.matches(in: text) {
      stretch(match.start)
      ids.append(match.id)
      spans.append(TokenSpan(start: match.start, end: match.end))
      start = match.end
    }
    stretch(text.count)
  }
}
