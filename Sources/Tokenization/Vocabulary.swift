/// What a token is for.
public enum TokenKind: UInt8, Sendable {
  /// An ordinary token: made by merging or by the lattice.
  case normal
  /// Stands for what the vocabulary does not know.
  case unknown
  /// A mark such as `<s>` or `<|endoftext|>`, which no ordinary text gives.
  case control
  /// A piece that the user fixed; text gives it whole.
  case userDefined
  /// An id that has no token, or one that must never come out.
  case unused
  /// One byte of a scalar that the vocabulary does not know.
  case byte
}

/// The tokens of a tokenizer: bytes by id, in one flat buffer.
///
/// Ids are 0 ..< count; an id without a token has the kind `unused` and no bytes. The bytes are those
/// that the token stands for in text: byte-level marks are undone by the reader of the format, while
/// SentencePiece's U+2581 stays (`spaceMark` says so). A token of kind `byte` holds its one byte.
public struct Vocabulary: Sendable {
  /// All tokens' bytes, one after the other.
  public private(set) var bytes: [UInt8] = []
  /// Where each token starts in `bytes`; one more entry than tokens.
  public private(set) var offsets: [Int] = [0]
  /// What each token is for.
  public private(set) var kinds: [TokenKind] = []
  /// The bytes that stand for a space in tokens: U+2581 in SentencePiece, nil where tokens hold the
  /// space itself.
  public var spaceMark: [UInt8]?

  /// Creates an empty vocabulary.
  public init(spaceMark: [UInt8]? = nil) { self.spaceMark = spaceMark }

  /// Creates a vocabulary of flat memory: one more offset than tokens, ascending, the last one the number
  /// of bytes.
  public init(bytes: [UInt8], offsets: [Int], kinds: [TokenKind], spaceMark: [UInt8]? = nil) {
    precondition(offsets.count == kinds.count + 1 && offsets.last == bytes.count)
    self.bytes = bytes
    self.offsets = offsets
    self.kinds = kinds
    self.spaceMark = spaceMark
  }

  /// The number of ids, with those that have no token.
  public var count: Int { kinds.count }

  /// The number of ids that text can give: all but control and unused ones.
  public var ordinaryCount: Int { kinds.count { $0 != .control && $0 != .unused } }

  /// Reserves room for `tokens` tokens of `bytes` bytes in all.
  public mutating func reserveCapacity(tokens: Int, bytes: Int) {
    self.bytes.reserveCapacity(bytes)
    offsets.reserveCapacity(tokens + 1)
    kinds.reserveCapacity(tokens)
  }

  /// Adds a token; its id is the count before.
  public mutating func append(_ token: some Sequence<UInt8>, kind: TokenKind = .normal) {
    bytes.append(contentsOf: token)
    offsets.append(bytes.count)
    kinds.append(kind)
  }

  /// Adds a token that lies in one piece of memory.
  public mutating func append(_ token: ArraySlice<UInt8>, kind: TokenKind = .normal) {
    token.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    offsets.append(bytes.count)
    kinds.append(kind)
  }

  /// Changes what a token of the vocabulary is for.
  public mutating func setKind(_ kind: TokenKind, of id: UInt32) { kinds[Int(id)] = kind }

  /// The bytes of a token; empty for an id outside the vocabulary.
  ///
  /// - Complexity: O(1).
  public subscript(_ id: UInt32) -> ArraySlice<UInt8> {
    let id = Int(id)
    guard id < kinds.count else { return [] }
    return bytes[offsets[id]..<offsets[id + 1]]
  }

  /// What a token is for; `unused` for an id outside the vocabulary.
  ///
  /// - Complexity: O(1).
  public func kind(of id: UInt32) -> TokenKind {
    Int(id) < kinds.count ? kinds[Int(id)] : .unused
  }
}
