/// A stretch of a text on its way to the model: its bytes so far, its pieces, and where all came from.
///
/// A pipeline takes the text between two added tokens, lets the normalizers rewrite it as one piece, and
/// lets the pre-tokenizers cut the pieces and rewrite them. Bytes stay valid UTF-8 from step to step.
/// Memory is reused from text to text.
///
/// A step that only cuts does:
///
///     text.beginCutting()
///     for index in 0..<text.pieceCount { … text.cut(start, end) … }   // in ascending order
///     text.endCutting()
///
/// A step that changes bytes reads `bytes` from 0 to `count` and says of each in turn what becomes of it:
///
///     guard changesAnything(text.bytes, text.count) else { return }   // cheap when nothing changes
///     text.beginRewriting()
///     text.keep(12); text.replace(1, with: mark, 3); text.insert(mark, 3); text.drop(2); …
///     text.endRewriting()
///
/// Rewriting may cut as well: `endPiece()` closes a piece at the end of what was written. Without any call
/// of it the text is one piece again, so a pre-tokenizer calls it at least at the end of each old piece.
public struct NormalizedText: ~Copyable {
  /// The bytes as they are now; `count` of them.
  ///
  /// Valid until `endRewriting` or `load`.
  public var bytes: UnsafePointer<UInt8> { UnsafePointer(current.base) }
  /// The number of bytes.
  public private(set) var count = 0
  /// The number of pieces; none of them is empty, none overlap, all ascend.
  public private(set) var pieceCount = 0
  /// Whether spans of the source are kept.
  ///
  /// Costs 16 bytes a byte, and nothing while no step rewrites.
  public private(set) var isTracking = false
  /// How many of the first bytes have a span that starts at 0 of the whole source.
  ///
  /// 1 for a text that was not changed, more after `Prepend`, 0 where the start was stripped or
  /// the stretch lies further inside. Exact with and without tracking. A piece that starts below this is
  /// what the reference calls a first piece (`offsets_original().0 == 0`).
  public private(set) var firstBytes = 0

  /// A range of bytes that the model, or the next pre-tokenizer, sees alone.
  public struct Piece: BitwiseCopyable, Sendable {
    /// The offset of the first byte.
    public var start: Int
    /// The offset after the last byte.
    public var end: Int
  }

  private let current = Scratch<UInt8>(capacity: 1 << 12)
  private let pieces = Scratch<Piece>(capacity: 1 << 8)
  private var spans: Scratch<TokenSpan>?
  /// Whether byte i is source byte `base + i`, so that `spans` is not filled.
  private var isIdentity = true
  private var base = 0

  // What a step writes.
  private let nextBytes = Scratch<UInt8>(capacity: 1 << 12)
  private let nextPieces = Scratch<Piece>(capacity: 1 << 8)
  private var nextSpans: Scratch<TokenSpan>?
  private var written = 0
  private var read = 0
  private var nextPieceCount = 0
  private var pieceStart = 0
  private var nextFirstBytes = 0

  /// Creates an empty text.
  public init() {}

  /// The piece of an index in 0 ..< `pieceCount`.
  @inline(__always)
  public func piece(_ index: Int) -> Piece { pieces.base[index] }

  /// The source bytes that a range of bytes stands for, in offsets of the whole text.
  ///
  /// From the first byte's span start to the last byte's span end; an empty range is an empty span.
  /// Needs tracking where steps have rewritten.
  public func span(_ start: Int, _ end: Int) -> TokenSpan {
    if isIdentity { return TokenSpan(start: base + start, end: base + end) }
    guard let spans else { return TokenSpan(start: 0, end: 0) }
    if start == end {
      let at =
        start < count ? spans.base[start].start : (count > 0 ? spans.base[count - 1].end : base)
      return TokenSpan(start: at, end: at)
    }
    return TokenSpan(start: spans.base[start].start, end: spans.base[end - 1].end)
  }
}

// MARK: - Loading

extension NormalizedText {
  /// Takes source bytes `range` of a text as one piece (none where the range is empty).
  public mutating func load(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, tracking: Bool
  ) {
    current.reserve(range.count + Self.margin)
    if let source = text.baseAddress {
      current.base.update(from: source + range.lowerBound, count: range.count)
    }
    count = range.count
    isTracking = tracking
    isIdentity = true
    base = range.lowerBound
    firstBytes = base == 0 ? min(count, 1) : 0
    pieces.base[0] = Piece(start: 0, end: count)
    pieceCount = count == 0 ? 0 : 1
  }

  /// The bytes that may be read behind the text.
  public static var margin: Int { 16 }

  /// Takes the bytes `range` of a text that was normalized, with their spans, as one piece.
  public mutating func load(from other: borrowing NormalizedText, _ range: Range<Int>) {
    load(
      UnsafeBufferPointer(start: other.bytes, count: other.count), range, tracking: other.isTracking
    )
    firstBytes = max(0, min(other.firstBytes - range.lowerBound, range.count))
    isIdentity = other.isIdentity
    base = other.base + range.lowerBound
    guard !isIdentity, isTracking, let source = other.spans else { return }
    let spans = self.spans ?? Scratch(capacity: count)
    self.spans = spans
    spans.reserve(count)
    spans.base.update(from: source.base + range.lowerBound, count: count)
  }
}

// MARK: - Cutting

extension NormalizedText {
  /// Starts a new list of pieces; the old ones can be read until `endCutting`.
  public mutating func beginCutting() { nextPieceCount = 0 }

  /// Adds a piece; empty ones are left out.
  ///
  /// Bytes in no piece are dropped.
  @inline(__always)
  public mutating func cut(_ start: Int, _ end: Int) {
    if start >= end { return }
    nextPieces.reserve(nextPieceCount + 1, keeping: nextPieceCount)
    nextPieces.base[nextPieceCount] = Piece(start: start, end: end)
    nextPieceCount += 1
  }

  /// Makes the new pieces the pieces.
  public mutating func endCutting() {
    pieces.swap(with: nextPieces)
    pieceCount = nextPieceCount
  }
}

// MARK: - Rewriting

extension NormalizedText {
  /// Starts rewriting at the first byte.
  public mutating func beginRewriting() {
    written = 0
    read = 0
    nextPieceCount = 0
    pieceStart = 0
    nextFirstBytes = 0
    nextBytes.reserve(count + count / 8 + Self.margin)
    if isTracking {
      nextSpans = nextSpans ?? Scratch(capacity: count)
      nextSpans?.reserve(count + count / 8)
    }
  }

  /// The number of bytes written so far.
  public var writtenCount: Int { written }

  /// Copies the next bytes as they are, with their spans.
  @inline(__always)
  public mutating func keep(_ length: Int) {
    nextBytes.reserve(written + length + Self.margin, keeping: written)
    (nextBytes.base + written).update(from: current.base + read, count: length)
    if read < firstBytes { nextFirstBytes = written + min(length, firstBytes - read) }
    if isTracking { keepSpans(length) }
    written += length
    read += length
  }

  /// Writes `length` bytes for the next `taken` ones, 1 or more; each has the span of all that were taken.
  @inline(__always)
  public mutating func replace(
    _ taken: Int, with bytes: UnsafePointer<UInt8>, _ length: Int
  ) {
    nextBytes.reserve(written + length + Self.margin, keeping: written)
    (nextBytes.base + written).update(from: bytes, count: length)
    if read < firstBytes { nextFirstBytes = written + length }
    if isTracking { fillSpans(span(read, read + taken), length) }
    written += length
    read += taken
  }

  /// Writes bytes that stand for nothing in the source, before the next byte: their span is empty, and
  /// they count as first where that byte does.
  public mutating func insert(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    nextBytes.reserve(written + length + Self.margin, keeping: written)
    (nextBytes.base + written).update(from: bytes, count: length)
    if read < firstBytes { nextFirstBytes = written + length }
    if isTracking { fillSpans(span(read, read), length) }
    written += length
  }

  /// Leaves out the next bytes.
  @inline(__always)
  public mutating func drop(_ length: Int) { read += length }

  /// Closes a piece at the end of what was written; an empty one is left out.
  public mutating func endPiece() {
    cut(pieceStart, written)
    pieceStart = written
  }

  /// Starts the next piece at the end of what was written: what lies between is in no piece.
  public mutating func skipToPiece() { pieceStart = written }

  /// Makes what was written the text.
  ///
  /// All bytes must have been kept, replaced or dropped.
  public mutating func endRewriting() {
    if nextPieceCount == 0 { cut(0, written) }
    current.swap(with: nextBytes)
    pieces.swap(with: nextPieces)
    if isTracking {
      let old = spans
      spans = nextSpans
      nextSpans = old
    }
    isIdentity = false
    count = written
    pieceCount = nextPieceCount
    firstBytes = nextFirstBytes
  }

  private func keepSpans(_ length: Int) {
    guard let target = nextSpans else { return }
    target.reserve(written + length, keeping: written)
    if !isIdentity, let spans {
      (target.base + written).update(from: spans.base + read, count: length)
      return
    }
    for index in 0..<length {
      let at = base + read + index
      target.base[written + index] = TokenSpan(start: at, end: at + 1)
    }
  }

  private func fillSpans(_ span: TokenSpan, _ length: Int) {
    guard let target = nextSpans else { return }
    target.reserve(written + length, keeping: written)
    for index in 0..<length { target.base[written + index] = span }
  }
}
