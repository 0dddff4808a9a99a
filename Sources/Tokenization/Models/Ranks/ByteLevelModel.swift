/// Turns the bytes of a piece into ids, for a `RankEncoder`, which asks only for pieces that it does not
/// remember.
///
/// All bytes of UTF-8 have tokens, so that the ids' tokens make the piece again. Shared by threads.
protocol ByteLevelModel: AnyObject, Sendable {
  /// Writes the ids of a piece of 1 to `ShortMerge.limit` bytes; gives their number.
  func encode(
    _ piece: UnsafePointer<UInt8>, _ length: Int, _ merger: ShortMerge,
    into output: UnsafeMutablePointer<UInt32>
  ) -> Int
  /// Writes the ids of the first pieces of a group, as `encode` does for each.
  func encode(_ group: PieceGroup, _ count: Int)
  /// Appends the ids of a piece of any length. O(n log n).
  func encodeLong(_ piece: UnsafePointer<UInt8>, _ length: Int, into ids: inout [UInt32])
}

extension RankModel: ByteLevelModel {
  func encode(
    _ piece: UnsafePointer<UInt8>, _ length: Int, _ merger: ShortMerge,
    into output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let whole = tokens.find(piece, length, hash: TokenTable.hash(piece, length))
    if whole >= 0 {
      output[0] = ids[whole]
      return 1
    }
    return merger.merge(piece, length, self, into: output)
  }

  func encodeLong(_ piece: UnsafePointer<UInt8>, _ length: Int, into ids: inout [UInt32]) {
    let whole = tokens.find(piece, length, hash: TokenTable.hash(piece, length))
    if whole >= 0 {
      ids.append(self.ids[whole])
    } else {
      LongMerge.merge(piece, length, self, into: &ids)
    }
  }
}
