import Groundwork

/// A piece and how often it occurs.
public struct PieceCount: Sendable, Hashable {
  /// The piece's bytes.
  public var piece: [UInt8]
  /// How often it occurs.
  public var count: UInt64

  /// Creates a count.
  public init(piece: [UInt8], count: UInt64) {
    self.piece = piece
    self.count = count
  }
}

extension SortedCounts {
  /// The most frequent pieces, the most frequent first; of equally frequent ones the lesser bytes first.
  ///
  /// To be called once, as `forEach`, whose errors it throws. O(n log n) at worst; memory is that of
  /// `forEach` and twice the pieces wanted.
  ///
  /// - Parameter most: how many, at least 1.
  public func mostFrequent(_ most: Int) throws(Failure) -> [PieceCount] {
    var found: [PieceCount] = []
    // Pieces come in the order of their bytes: one that is no more frequent than the last kept is out.
    var least: UInt64 = 0
    try forEach { (piece, count) throws(Failure) in
      if count <= least { return }
      found.append(PieceCount(piece: Array(piece), count: count))
      if found.count >= 2 * most {
        Self.keep(most, of: &found)
        least = found.last?.count ?? 0
      }
    }
    Self.keep(most, of: &found)
    return found
  }

  private static func keep(_ most: Int, of found: inout [PieceCount]) {
    found.sort { one, two in
      if one.count != two.count { return one.count > two.count }
      return one.piece.lexicographicallyPrecedes(two.piece)
    }
    if found.count > most { found.removeSubrange(most...) }
  }
}
