/// How a tokenizer cuts texts into pieces that it encodes one by one.
///
/// Tokenizers whose cuttings have equal identities get the same pieces of every text, so that a text is cut
/// once for all of them, and each distinct piece is encoded once by each.
public struct PieceCutting: Sendable {
  /// What tells cuttings apart: equal ones cut every text alike.
  public struct Identity: Hashable, Sendable {
    /// What was done to texts and where they were cut, in words.
    public let description: String
    /// The tokenizer's tables, where the words do not say it all.
    private let owner: ObjectIdentifier?

    init(_ description: String, owner: AnyObject? = nil) {
      self.description = description
      self.owner = owner.map { ObjectIdentifier($0) }
    }
  }

  /// What cutting a text into stretches before its single spaces does to its pieces: see `StretchCutter`.
  ///
  /// Stretches are for tokenizers that cut otherwise but agree on these places, of texts that do not begin with
  /// white space.
  public enum Spaces: Sendable {
    /// A text's pieces are not said to be those of its stretches.
    case unknown
    /// A text's pieces are those of its stretches, each cut as a text.
    case kept
    /// A text's pieces are those of its stretches, each cut as a text without the space it begins with.
    case dropped
  }

  /// What tells it from others.
  public let identity: Identity
  /// Whether texts may be cut before single spaces first.
  public let spaces: Spaces
  private let make: @Sendable () -> any PieceCutter

  init(
    _ identity: Identity, spaces: Spaces = .unknown, make: @escaping @Sendable () -> any PieceCutter
  ) {
    self.identity = identity
    self.spaces = spaces
    self.make = make
  }

  /// Makes a cutter for one thread.
  public func makeCutter() -> any PieceCutter { make() }
}

/// A text that is about to be cut, as its pieces have it.
public struct PieceText: BitwiseCopyable {
  /// The bytes that pieces are slices of; valid until the cutter begins another text.
  public var bytes: UnsafePointer<UInt8>
  /// How many of them may be read, at least to the end of the last piece.
  public var readable: Int
}

/// Where a piece lies in its `PieceText`.
public struct PieceRange: BitwiseCopyable, Sendable {
  /// The offset of the first byte.
  public var start: Int
  /// The offset after the last byte.
  public var end: Int

  /// Creates a range.
  @inlinable
  public init(start: Int, end: Int) {
    self.start = start
    self.end = end
  }

  /// The number of bytes.
  @inlinable public var count: Int { end - start }
}

/// Cuts texts into pieces, one text after the other, on one thread.
public protocol PieceCutter: AnyObject {
  /// Takes a text, which is valid UTF-8 and not empty, and gives what its pieces are slices of.
  ///
  /// nil where the text can only be encoded whole. The text must stay until it is cut.
  func begin(_ text: UnsafeBufferPointer<UInt8>) -> PieceText?
  /// Writes the next pieces, in order, none of them empty; fewer than there is room for mean the end.
  ///
  /// - Complexity: O(bytes covered).
  func next(_ pieces: UnsafeMutableBufferPointer<PieceRange>) -> Int
}

/// Turns pieces into ids, on one thread, and says when the ids of a text are those of its pieces in a row.
///
/// They always are, but
/// - texts for which `needsWhole` holds are encoded whole;
/// - of a tokenizer with `isScored`, every piece's `limit` must be at least the sum of the `magnitude` of all
///   pieces before it (Unigram adds float32 scores from the text's start on: see `UnigramMargins`);
/// - of one with `joinsUnknown`, no piece that ends with the unknown token may stand before one that begins
///   with it, since these would be one token.
public protocol PieceEncoder: AnyObject {
  /// Bytes at which something may begin that makes a text one for `needsWhole`; 256 flags, or empty for none.
  var stops: [Bool] { get }
  /// Whether pieces have limits and magnitudes.
  var isScored: Bool { get }
  /// Whether unknown tokens in a row become one, also across pieces.
  var joinsUnknown: Bool { get }
  /// Whether a text, as it is before it is cut, must be encoded whole.
  func needsWhole(_ text: UnsafeBufferPointer<UInt8>) -> Bool
  /// Appends the ids of a piece that is not empty.
  ///
  /// Behind it 16 bytes must be readable where the cutter's text lets it: cutters that rewrite texts have
  /// such a margin, and those that do not serve encoders that do without. O(n) or O(n log n).
  func encode(_ piece: UnsafePointer<UInt8>, count: Int, into ids: inout [UInt32]) -> PieceProof
}

/// What is known of a piece's ids beside them: see `PieceEncoder`.
public struct PieceProof: Sendable, Hashable {
  /// How far from zero the running score before the piece may be; negative for never.
  public var limit = Float.infinity
  /// At least how far the piece may move the running score, either way.
  public var magnitude: Float = 0
  /// Whether the first id is the unknown token.
  public var startsUnknown = false
  /// Whether the last id is the unknown token.
  public var endsUnknown = false

  /// Creates that of a piece that depends on nothing around it.
  public init() {}
}

extension PieceEncoder {
  /// Nothing makes a text one for `needsWhole`.
  public var stops: [Bool] { [] }
  /// There are no scores.
  public var isScored: Bool { false }
  /// Nothing is joined.
  public var joinsUnknown: Bool { false }
  /// No text must be encoded whole.
  public func needsWhole(_ text: UnsafeBufferPointer<UInt8>) -> Bool { false }
}
