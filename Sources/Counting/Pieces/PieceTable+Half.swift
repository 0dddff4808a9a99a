import Groundwork

extension PieceTable {
  /// One half of the occurrences: each is kept with a chance of one half, so that each piece keeps a binomial draw.
  ///
  /// Drawn by the seed and the piece's place in the order of bytes; the same content gives the same half. Pieces that
  /// keep none are left out. Complexity: O(n log n), and a step for each 64 occurrences.
  public func half(seed: UInt64) -> PieceTable {
    var result = PieceTable()
    for (place, piece) in canonicalOrder().enumerated() {
      let random = KeyedRandom(seed: seed, stream: UInt64(place))
      var kept: UInt64 = 0
      var left = counts[piece]
      var draw: UInt64 = 0
      while left > 0 {
        let bits = random.bits(draw)
        let used = min(left, 64)
        kept += UInt64((used == 64 ? bits : bits & (1 << used - 1)).nonzeroBitCount)
        left -= used
        draw += 1
      }
      if kept > 0 { result.add(self[piece], weight: kept) }
    }
    return result
  }
}
