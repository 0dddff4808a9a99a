import Groundwork
import Tokenization

/// The tokenizer of a GGUF file: user-defined tokens are taken out of the text first, and the stretches
/// between them are cut by the model.
///
/// Ids equal those of llama.cpp's `llama_tokenize` with `add_special` and `parse_special` false.
public struct GGUFTokenizer: Tokenizer {
  /// The tokens, with U+2581 for a space in `llama` and `t5` models, byte-level marks undone in `gpt2`.
  public let vocabulary: Vocabulary
  /// What the tokenizer is made of.
  public let summary: TokenizerSummary
  let inner: any Tokenizer
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
    _ inner: any Tokenizer, vocabulary: Vocabulary, userDefined: UserDefinedTokens?,
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

  /// The bytes that ids stand for; control tokens are left out where the model's library does so.
  public func decode(_ ids: [UInt32]) throws(Failure) -> [UInt8] {
    guard case .marks(let strips) = decoding else { return try inner.decode(ids) }
    let mark: [UInt8] = [0xE2, 0x96, 0x81]
    var output: [UInt8] = []
    var isFirst = true
    for id in ids {
      guard Int(id) < vocabulary.count else {
        throw .usage(
          "there is no id \(id) in a vocabulary of \(vocabulary.count)",
          remedy: "decode with the tokenizer that made the ids")
      }
      switch vocabulary.kind(of: id) {
      case .control, .unknown, .unused: continue
      case .userDefined, .byte: output += vocabulary[id]
      case .normal:
        var piece = vocabulary[id]
        if isFirst, strips, piece.starts(with: mark) { piece = piece.dropFirst(3) }
        while let byte = piece.first {
          let isMark = byte == mark[0] && piece.starts(with: mark)
          output.append(isMark ? 0x20 : byte)
          piece = piece.dropFirst(isMark ? 3 : 1)
        }
      }
      isFirst = false
    }
    return output
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
