import Groundwork
import Tokenization

/// A tokenizer of single bytes that changes text on its way in or out, as it is told.
struct EchoTokenizer: Tokenizer {
  enum Normalizer { case none, lower }
  enum Changes { case none, foldSpaces, compose, dropLastByte, refuse }

  var normalizer = Normalizer.none
  var changes = Changes.none
  let vocabulary: Vocabulary
  let summary = TokenizerSummary(format: "echo", model: "bytes", sha256: "")
  private let words: Int

  /// Creates a tokenizer with a token for each byte, words that never come, and a special token.
  init(normalizer: Normalizer = .none, changes: Changes = .none, words: [String] = []) {
    self.normalizer = normalizer
    self.changes = changes
    self.words = words.count
    var vocabulary = Vocabulary()
    for byte in UInt8.min...UInt8.max { vocabulary.append([byte]) }
    for word in words { vocabulary.append(Array(word.utf8)) }
    vocabulary.append(Array("<s>".utf8), kind: .control)
    self.vocabulary = vocabulary
  }

  func makeEncoder() -> any TextEncoder { EchoEncoder(self) }

  func normalize(_ text: [UInt8], form: NormalizedForm) -> [UInt8] {
    normalizer == .lower ? Array(String(decoding: text, as: UTF8.self).lowercased().utf8) : text
  }

  func decode(_ ids: [UInt32]) throws(Failure) -> [UInt8] {
    let bytes = ids.map { UInt8(truncatingIfNeeded: $0) }
    let text = String(decoding: bytes, as: UTF8.self)
    switch changes {
    case .none: return bytes
    case .foldSpaces: return Array(text.split(separator: " ").joined(separator: " ").utf8)
    case .compose:
      return Array(text.utf8).replacing(Array("e\u{301}".utf8), with: Array("\u{E9}".utf8))
    case .dropLastByte: return bytes.dropLast()
    case .refuse: throw Failure("no", remedy: "none")
    }
  }

  func unreachableTokens() -> [UInt32]? { (0..<words).map { UInt32(256 + $0) } }
}

private final class EchoEncoder: TextEncoder {
  private let tokenizer: EchoTokenizer

  init(_ tokenizer: EchoTokenizer) { self.tokenizer = tokenizer }

  func encode(_ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32]) {
    ids += tokenizer.normalize(Array(text), form: .model).map(UInt32.init)
  }

  func encode(
    _ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32], spans: inout [TokenSpan]
  ) {
    encode(text, into: &ids)
    for index in text.indices { spans.append(TokenSpan(start: index, end: index + 1)) }
  }
}
