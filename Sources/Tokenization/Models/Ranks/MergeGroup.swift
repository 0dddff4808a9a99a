import CHints

/// Merges up to 32 pieces of up to 15 bytes side by side, one merge of each in turn.
///
/// The table of pairs lies outside the nearest caches, and a text's first words find it cold: what a merge makes with
/// its neighbours is asked for, and looked at only when the turn comes again. The order of a piece's own merges is that
/// of `ShortMerge`, so the ids are the same.
///
/// A piece has 17 places: its tokens stand in 1 ... 15, and what no pair has in 0 and 16, so that a merge at either end
/// needs no branch. Tokens stay where they are; a bit for each place says where one is left.
struct MergeGroup {
  /// The most pieces.
  static let capacity = 32
  /// The longest piece.
  static let longest = 15

  private static let places = 20
  private static let keyPlaces = 16
  /// A token that is in no pair.
  private static let nobody = UInt32(PairTable.tokenLimit)
  /// The key of no merge, with any place.
  private static let none: UInt32 = 0x3FFF_FFF0

  private let tokens = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity * places)
  // What a token and its right neighbour make, as `key` has it.
  private let keys = UnsafeMutableRawPointer.allocate(
    byteCount: capacity * keyPlaces * 4, alignment: 64)
  private let alive = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
  private let sought = UnsafeMutablePointer<Sought>.allocate(capacity: capacity)
  private let order = UnsafeMutablePointer<Int>.allocate(capacity: capacity)

  /// The pairs that the last merge of a piece may make.
  private struct Sought {
    var left: PairTable.Sought
    var right: PairTable.Sought
    // Where their keys go.
    var before: Int
    var here: Int
  }

  func deallocate() {
    tokens.deallocate()
    keys.deallocate()
    alive.deallocate()
    sought.deallocate()
    order.deallocate()
  }

  /// The merge's rank, or that there is none, above the place: the smallest is the lowest rank and, among equals, the
  /// leftmost.
  @inline(__always)
  private static func key(_ rank: UInt32, _ place: Int) -> UInt32 {
    (rank &<< 4 | UInt32(truncatingIfNeeded: place)) & 0x3FFF_FFFF
  }

  @inline(__always)
  private func keys(_ piece: Int) -> UnsafeMutablePointer<UInt32> {
    (keys + piece &* (Self.keyPlaces * 4)).assumingMemoryBound(to: UInt32.self)
  }

  /// Sets a piece's bytes, 1 to 15.
  ///
  /// - Parameters:
  ///   - piece: which one.
  ///   - singles: the token of each byte.
  ///   - doubles: the rank of the merge of each two bytes, or `PairTable.none`.
  @inline(__always)
  func set(
    _ piece: Int, _ bytes: UnsafePointer<UInt8>, _ count: Int, _ singles: UnsafePointer<UInt32>,
    _ doubles: UnsafePointer<UInt32>
  ) {
    let tokens = tokens + piece &* Self.places
    let keys = keys(piece)
    tokens[0] = Self.nobody
    tokens[16] = Self.nobody
    UnsafeMutableRawPointer(keys).storeBytes(
      of: SIMD16<UInt32>(repeating: Self.none), as: SIMD16<UInt32>.self)
    var byte = Int(bytes[0])
    for index in 1..<count {
      let next = Int(bytes[index])
      tokens[index] = singles[byte]
      keys[index] = Self.key(doubles[byte &<< 8 | next], index)
      byte = next
    }
    tokens[count] = singles[byte]
    alive[piece] = (2 &<< UInt32(truncatingIfNeeded: count)) &- 1 | 1 &<< 16
  }

  /// Merges the first pieces.
  @inline(__always)
  func run<Results: MergeResults>(
    _ count: Int, _ pairs: borrowing PairTable, _ results: Results
  ) {
    var active = 0
    for piece in 0..<count {
      order[active] = piece
      active &+= merge(piece, pairs, results) ? 1 : 0
    }
    while active > 0 {
      var left = 0
      for index in 0..<active {
        let piece = order[index]
        let sought = sought[piece]
        let keys = keys(piece)
        keys[sought.before] = Self.key(pairs.find(sought.left), sought.before)
        keys[sought.here] = Self.key(pairs.find(sought.right), sought.here)
        order[left] = piece
        left &+= merge(piece, pairs, results) ? 1 : 0
      }
      active = left
    }
  }

  /// Does the next merge of a piece and asks for the pairs that it may make; false where there is none.
  @inline(__always)
  private func merge<Results: MergeResults>(
    _ piece: Int, _ pairs: borrowing PairTable, _ results: Results
  ) -> Bool {
    let keys = keys(piece)
    let smallest = Self.smallest(keys)
    if smallest >= Self.none { return false }
    let here = Int(smallest & 15)
    let merged = results.token(of: smallest &>> 4)
    let places = alive[piece]
    let above = places & ~((2 &<< UInt32(truncatingIfNeeded: here)) &- 1)
    let gone = above.trailingZeroBitCount
    let next = (above & (above &- 1)).trailingZeroBitCount
    let before =
      31 &- (places & ((1 &<< UInt32(truncatingIfNeeded: here)) &- 1)).leadingZeroBitCount
    alive[piece] = places & ~(1 &<< UInt32(truncatingIfNeeded: gone))
    let tokens = tokens + piece &* Self.places
    tokens[here] = merged
    keys[gone] = Self.none
    sought[piece] = Sought(
      left: pairs.seek(tokens[before], merged), right: pairs.seek(merged, tokens[next]),
      before: before, here: here)
    return true
  }

  /// The smallest of a piece's keys.
  @inline(__always)
  private static func smallest(_ keys: UnsafeMutablePointer<UInt32>) -> UInt32 {
    if derlius_has_classify() != 0 { return derlius_smallest(keys) }
    var smallest = keys[0]
    for index in 1..<keyPlaces { smallest = min(smallest, keys[index]) }
    return smallest
  }

  /// Writes what is left of a piece; gives the number of tokens.
  @inline(__always)
  func take(_ piece: Int, into output: UnsafeMutablePointer<UInt32>) -> Int {
    let tokens = tokens + piece &* Self.places
    var left = alive[piece] & 0xFFFE
    var count = 0
    while left != 0 {
      output[count] = tokens[left.trailingZeroBitCount]
      count &+= 1
      left &= left &- 1
    }
    return count
  }
}
