/// A piece of a normalized text: an id, and how many bytes it takes.
struct Segment: BitwiseCopyable {
  var id: UInt32
  var length: Int32
}

/// Cuts chunks of one normalized text after the other into pieces.
///
/// Owned by one thread.
///
/// From each chunk's start on, 16 bytes behind its end must be readable.
protocol PieceSegmenter: AnyObject {
  /// Whether the pieces of a chunk may be kept and used again.
  var isCacheable: Bool { get }
  /// Whether pieces add to `running`.
  var isScored: Bool { get }
  /// Cuts a chunk.
  ///
  /// `running` is the sum of the scores of all that came before in the text, and behind the call of all
  /// up to the chunk's end. Only Unigram has one: its float32 rounding, and so its ties, depend on it.
  func segment(
    _ text: UnsafePointer<UInt8>, count: Int, running: inout Float, into segments: inout [Segment])
  /// Cuts a chunk for the cache, without regard to the text before.
  ///
  /// - Returns: how far from zero `running` may be for the pieces to be the same; negative for never.
  func segmentAlone(
    _ text: UnsafePointer<UInt8>, count: Int, into segments: inout [Segment]
  ) -> Float
  /// The same into memory for `count` pieces; gives their number with the limit.
  func cutAlone(
    _ text: UnsafePointer<UInt8>, count: Int, into segments: UnsafeMutablePointer<Segment>
  ) -> (count: Int, limit: Float)
  /// What a piece adds to `running`; nil where there is no such sum.
  func score(of id: UInt32) -> Float?
}

extension PieceSegmenter {
  var isCacheable: Bool { false }
  var isScored: Bool { false }

  func segmentAlone(
    _ text: UnsafePointer<UInt8>, count: Int, into segments: inout [Segment]
  ) -> Float {
    var running: Float = 0
    segment(text, count: count, running: &running, into: &segments)
    return .infinity
  }

  func cutAlone(
    _ text: UnsafePointer<UInt8>, count: Int, into segments: UnsafeMutablePointer<Segment>
  ) -> (count: Int, limit: Float) {
    var list: [Segment] = []
    let limit = segmentAlone(text, count: count, into: &list)
    for index in 0..<list.count { segments[index] = list[index] }
    return (list.count, limit)
  }

  func score(of id: UInt32) -> Float? { nil }
}

/// One piece for each scalar or user-defined symbol.
final class CharSegmenter: PieceSegmenter {
  private let tables: SentencePieceTables

  init(_ tables: SentencePieceTables) { self.tables = tables }

  func segment(
    _ text: UnsafePointer<UInt8>, count: Int, running: inout Float, into segments: inout [Segment]
  ) {
    var at = 0
    while at < count {
      let symbol = tables.symbol(text + at, count: count - at)
      let id = tables.id(text + at, count: symbol.length)
      segments.append(Segment(id: id, length: Int32(symbol.length)))
      at += symbol.length
    }
  }
}

/// One piece for each space mark with what follows up to the next.
final class WordSegmenter: PieceSegmenter {
  private let tables: SentencePieceTables

  init(_ tables: SentencePieceTables) { self.tables = tables }

  func segment(
    _ text: UnsafePointer<UInt8>, count: Int, running: inout Float, into segments: inout [Segment]
  ) {
    var at = 0
    while at < count {
      let end = nextSpaceMark(text, from: at + statedLength(text + at, count: count - at), count)
      let id = tables.id(text + at, count: end - at)
      segments.append(Segment(id: id, length: Int32(end - at)))
      at = end
    }
  }
}

extension SentencePieceTables {
  /// The scalar or user-defined symbol that a text starts with; symbols are never merged.
  @inline(__always)
  func symbol(_ text: UnsafePointer<UInt8>, count: Int) -> (length: Int, isFrozen: Bool) {
    if hasUserDefined, let userDefined {
      let length = userDefined.longestPrefix(
        text, count: count, limit: SentencePieceNormalizer.mostSymbols)
      if length > 0 { return (length, true) }
    }
    return (statedLength(text, count: count), false)
  }

  /// The id of a piece in use, or that of the unknown piece.
  @inline(__always)
  func id(_ text: UnsafePointer<UInt8>, count: Int) -> UInt32 {
    let id = pieces.find(text, count: count)
    if id < 0 || kinds.base[Int(id)] == TokenKind.unused.rawValue { return unknown }
    return UInt32(id)
  }
}

/// The offset of the first U+2581 at or behind an offset; `count` where there is none.
@inline(__always)
func nextSpaceMark(_ text: UnsafePointer<UInt8>, from start: Int, _ count: Int) -> Int {
  let raw = UnsafeRawPointer(text)
  var at = start
  while at < count {
    // Eight bytes at a time: the lowest byte equal to 0xE2, found by a zero byte after exclusive-or.
    let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
    let folded = word ^ 0xE2E2_E2E2_E2E2_E2E2
    let zeros = (folded &- 0x0101_0101_0101_0101) & ~folded & 0x8080_8080_8080_8080
    if zeros == 0 {
      at += 8
      continue
    }
    at += zeros.trailingZeroBitCount >> 3
    if at + 3 > count { return count }
    if text[at + 1] == 0x96, text[at + 2] == 0x81 { return at }
    at += 1
  }
  return count
}
