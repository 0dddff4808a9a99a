/// Which piece each place of a row belongs to: a bit for each place, set where a piece ends, and the number of pieces
/// that ended before each 64 places.
///
/// A quarter of a byte a place, most of it in the cache, where a number at each place takes four bytes that are in none.
struct PieceEnds: ~Copyable {
  // Not private: then the compiler (6.3.1) makes a broken module of a debug build.
  struct Block: BitwiseCopyable {
    /// A bit for each of 64 places.
    var ends: UInt64
    /// The pieces that end before these places.
    var before: UInt32
  }

  private var blocks: RawBuffer<Block>
  private var count: UInt32 = 0

  /// Creates room for the pieces of some places; more may come.
  init(places: Int) { blocks = RawBuffer(capacity: places / 64 + 1) }

  /// Ends the next piece, the first at first; places rise.
  mutating func end(at place: Int) {
    while blocks.count <= place >> 6 { blocks.append(Block(ends: 0, before: count)) }
    blocks.base[place >> 6].ends |= 1 &<< UInt64(truncatingIfNeeded: place & 63)
    count += 1
  }

  /// The number of the piece that a place belongs to, with that at which it ends.
  ///
  /// There must be an end at the place or behind it.
  @inline(__always)
  func piece(at place: Int) -> Int {
    let block = blocks.base[place &>> 6]
    let below = (1 as UInt64) &<< UInt64(truncatingIfNeeded: place & 63) &- 1
    return Int(block.before) &+ (block.ends & below).nonzeroBitCount
  }

  /// Whether a piece ends at a place that has one at it or behind it.
  @inline(__always)
  func isEnd(_ place: Int) -> Bool {
    blocks.base[place &>> 6].ends &>> UInt64(truncatingIfNeeded: place & 63) & 1 == 1
  }
}
