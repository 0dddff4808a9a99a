/// Merges pieces of up to 128 bytes: a linear scan for the smallest rank at each step.
///
/// The order is tiktoken's: the pair of the lowest rank first, the leftmost of equals.
struct ShortMerge {
  /// The longest piece; a position takes the low 7 bits of a key.
  static let limit = 128

  /// The tokens; they close up as they are merged.
  let tokens = UnsafeMutablePointer<UInt32>.allocate(capacity: limit + 8)
  /// What a token and its right neighbour make, as `key` has it.
  let keys = UnsafeMutablePointer<UInt32>.allocate(capacity: limit + 8)
  /// Of how many tokens each is made, where the results count that.
  let parts = UnsafeMutablePointer<UInt32>.allocate(capacity: limit + 8)

  init() {
    parts.initialize(repeating: 0, count: Self.limit + 8)
    tokens.initialize(repeating: 0, count: Self.limit + 8)
    keys.initialize(repeating: 0, count: Self.limit + 8)
  }

  func deallocate() {
    tokens.deallocate()
    keys.deallocate()
    parts.deallocate()
  }

  /// The key of a merge's rank, or of `PairTable.none`: room for a position below it, so that the smallest is the lowest
  /// rank and, among equals, the leftmost.
  @inline(__always)
  static func key(_ rank: UInt32) -> UInt32 { rank &<< 7 }

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
      keys[index] = Self.key(model.doubles[Int(piece[index]) << 8 | Int(piece[index + 1])])
    }
    tokens[last] = model.singles[Int(piece[last])]
    let left = run(count, model.pairs, RankIsToken())
    for index in 0..<left { output[index] = model.ids[Int(tokens[index])] }
    return left
  }

  /// Merges `count` tokens, 1 to 128, with the keys of their pairs; gives how many are left.
  ///
  /// Dropped: a linked list of what is left. The scans did not get shorter, and each link was a read that waited.
  @inline(__always)
  func run<Results: MergeResults>(
    _ count: Int, _ pairs: borrowing PairTable, _ results: Results
  ) -> Int {
    let tokens = tokens
    let keys = keys
    let none = Self.key(PairTable.none)
    var count = count
    while true {
      var smallest = UInt32.max
      for index in 0..<count &- 1 {
        smallest = min(smallest, keys[index] | UInt32(truncatingIfNeeded: index))
      }
      if smallest >= none { return count }
      let here = Int(smallest & 127)
      let merged = results.token(of: smallest &>> 7)
      tokens[here] = merged
      if Results.countsParts { parts[here] &+= parts[here &+ 1] }
      count &-= 1
      var at = here &+ 1
      while at < count {
        Self.moveFour(tokens + at)
        Self.moveFour(keys + at)
        if Results.countsParts { Self.moveFour(parts + at) }
        at &+= 4
      }
      if here &+ 1 < count { keys[here] = Self.key(pairs.find(merged, tokens[here &+ 1])) }
      if here > 0 { keys[here &- 1] = Self.key(pairs.find(tokens[here &- 1], merged)) }
    }
  }

  /// Puts four values a place to the left.
  @inline(__always)
  private static func moveFour(_ values: UnsafeMutablePointer<UInt32>) {
    let raw = UnsafeMutableRawPointer(values)
    raw.storeBytes(
      of: raw.loadUnaligned(fromByteOffset: 4, as: SIMD4<UInt32>.self), as: SIMD4<UInt32>.self)
  }
}

/// What token a merge of some rank makes.
protocol MergeResults {
  /// Whether it is wanted of how many tokens each is made in the end.
  static var countsParts: Bool { get }
  func token(of rank: UInt32) -> UInt32
}

/// Tokens that are known by the rank of their bytes: tiktoken's.
struct RankIsToken: MergeResults {
  static var countsParts: Bool { false }

  @inline(__always)
  func token(of rank: UInt32) -> UInt32 { rank }
}
