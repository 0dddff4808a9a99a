import Groundwork
import Tokenization

/// What people are told that a token is.
enum PieceKind: String, Sendable, CaseIterable {
  /// Text.
  case normal
  /// One byte, as a fallback for what the vocabulary does not know.
  case byte
  /// Bytes that are not whole letters.
  case fragment
  /// A mark that ordinary text does not give.
  case special
  /// Stands for what the vocabulary does not know.
  case unknown
  /// An id without a token.
  case unused

  /// What a token of a vocabulary is.
  init(_ id: UInt32, of vocabulary: Vocabulary) {
    switch vocabulary.kind(of: id) {
    case .byte: self = .byte
    case .unknown: self = .unknown
    case .unused: self = .unused
    case .control: self = .special
    case .normal, .userDefined:
      let isText = vocabulary[id].withUnsafeBufferPointer { firstInvalidUTF8($0) == nil }
      self = isText ? .normal : .fragment
    }
  }
}
