/// Merges pieces of up to 128 bytes: a linear scan for the smallest rank at each step.
///
/// The order is tiktoken's: the pair of the lowest rank first, the leftmost of equals.
struct ShortMerge {
  /// The longest piece; a position takes the low 7 bits of a key.
  static let limit = 128

  let tokens = UnsafeMutablePointer<UInt32>.allocate(capacity: limit)
  // The token that a position and its right neighbour make, above the position: the smallest key is
  // the lowest rank and, among equals, the leftmost.
  let keys = UnsafeMutablePointer<UInt32>.allocate(capacity: limit + 1)
  let next = UnsafeMutablePointer<UInt8>.allocate(capacity: limit + 1)
  private let previous = UnsafeMutablePointer<UInt8>.allocate(capacity: limit + 1)

  func deallocate() {
    tokens.deallocate()
    keys.deallocate()
    next.deallocate()
    previous.deallocate()
  }

  /// Writes the ids of a piece of 2 to 128 bytes; gives their number.
  func merge(
    _ piece: UnsafePointer<UInt8>, _ count: Int, _ model: RankModel,
    into output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let tokens = tokens
    let keys = keys
    let last = count - 1
    for index in 0..<last {
      tokens[index] = model.singles[Int(piece[index])]
      let merged = model.doubles[Int(piece[index]) << 8 | Int(piece[index + 1])]
      keys[index] = merged == Self.none ? Self.none : merged << 7 | UInt32(index)
    }
    tokens[last] = model.singles[Int(piece[last])]
    run(count, model.pairs, RankIsToken())
    var position = 0
    var written = 0
    while position < count {
      output[written] = model.ids[Int(tokens[position])]
      written += 1
      position = Int(next[position])
    }
    return written
  }

  /// Merges `count` tokens, 1 to 128, with the keys of their pairs but for the last one.
  ///
  /// What is left is linked by `next`, from 0 to `count`.
  @inline(__always)
  func run<Results: MergeResults>(
    _ count: Int, _ pairs: borrowing PairTable, _ results: Results
  ) {
    let tokens = tokens
    let keys = keys
    let next = next
    let previous = previous
    let none = Self.none
    let last = count - 1
    for index in 0..<last {
      next[index] = UInt8(index + 1)
      previous[index + 1] = UInt8(index)
    }
    keys[last] = none
    next[last] = UInt8(count)
    while true {
      var smallest = none
      for index in 0..<last { smallest = min(smallest, keys[index]) }
      if smallest == none { break }
      let here = Int(smallest & 127)
      let merged = results.token(of: smallest >> 7)
      let gone = Int(next[here])
      let after = Int(next[gone])
      tokens[here] = merged
      keys[gone] = none
      next[here] = UInt8(after)
      if after < count {
        previous[after] = UInt8(here)
        let pair = pairs.find(merged, tokens[after])
        keys[here] = pair == none ? none : pair << 7 | UInt32(here)
      } else {
        keys[here] = none
      }
      if here > 0 {
        let before = Int(previous[here])
        let pair = pairs.find(tokens[before], merged)
        keys[before] = pair == none ? none : pair << 7 | UInt32(before)
      }
    }
  }

  private static var none: UInt32 { .max }
}

/// What token a merge of some rank makes.
protocol MergeResults {
  func token(of rank: UInt32) -> UInt32
}

/// Tokens that are known by the rank of their bytes: tiktoken's.
struct RankIsToken: MergeResults {
  @inline(__always)
  func token(of rank: UInt32) -> UInt32 { rank }
}
