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
  /// As `encode`, of a piece that is none of `wholeTokens`.
  func encodeParts(
    _ piece: UnsafePointer<UInt8>, _ length: Int, _ merger: ShortMerge,
    into output: UnsafeMutablePointer<UInt32>
  ) -> Int
  /// The tokens of up to 15 bytes that a piece is as a whole, whatever merges there are; nil, the default, where there
  /// are no such.
  var wholeTokens: WholeTokens? { get }
  /// Appends the ids of a piece of any length. O(n log n).
  func encodeLong(_ piece: UnsafePointer<UInt8>, _ length: Int, into ids: inout [UInt32])
}

extension ByteLevelModel {
  func encodeParts(
    _ piece: UnsafePointer<UInt8>, _ length: Int, _ merger: ShortMerge,
    into output: UnsafeMutablePointer<UInt32>
  ) -> Int { encode(piece, length, merger, into: output) }

  var wholeTokens: WholeTokens? { nil }
}

/// Tokens that are pieces, and their ids.
struct WholeTokens {
  /// How many there are at most.
  let count: Int
  /// Gives each to a function: its bytes, their number, how many can be read there, and the id.
  let forEach: ((UnsafePointer<UInt8>, Int, Int, UInt32) -> Void) -> Void
}

extension RankModel: ByteLevelModel {
  var wholeTokens: WholeTokens? {
    WholeTokens(count: count) { [self] body in
      let all = Int(offsets[count])
      for index in 0..<count {
        let start = Int(offsets[index])
        let length = Int(offsets[index + 1]) - start
        if length <= PieceKey.limit { body(bytes + start, length, all - start, ids[index]) }
      }
    }
  }

  func encodeParts(
    _ piece: UnsafePointer<UInt8>, _ length: Int, _ merger: ShortMerge,
    into output: UnsafeMutablePointer<UInt32>
  ) -> Int { merger.merge(piece, length, self, into: output) }

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
