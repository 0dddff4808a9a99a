/// The merges of a BPE model: by pair, with rank and result.
final class MergeRules: @unchecked Sendable {
  /// The rank of the merge of two tokens, by their ids.
  let pairs: PairTable
  /// The token that the merge of each rank makes.
  let results: FlatMemory<UInt32>

  /// Creates a table; ids and ranks must be below `PairTable.tokenLimit`.
  init(_ merges: [BPEParts.Merge]) {
    var pairs = PairTable(expecting: merges.count)
    // Of equal pairs the last one counts, as in the reference's map.
    for rank in stride(from: merges.count - 1, through: 0, by: -1) {
      let merge = merges[rank]
      pairs.insertIfNew(merge.left, merge.right, makes: UInt32(rank))
    }
    self.pairs = pairs
    results = FlatMemory(count: merges.count) { results in
      for (rank, merge) in merges.enumerated() { results[rank] = merge.result }
    }
  }

  /// The results, for the merging loops.
  var tokens: MergedTokens { MergedTokens(base: results.base) }
}

/// Tokens that several merges may make, so that a rank is not a token.
struct MergedTokens: MergeResults {
  static var countsParts: Bool { true }
  let base: UnsafePointer<UInt32>

  @inline(__always)
  func token(of rank: UInt32) -> UInt32 { base[Int(rank)] }
}

extension ShortMerge {
  /// Merges the tokens that stand in `tokens`, 1 to 128 of them; gives how many are left.
  func run(_ count: Int, _ rules: MergeRules) -> Int {
    for index in 0..<count {
      parts[index] = 1
      if index + 1 < count {
        keys[index] = Self.key(rules.pairs.find(tokens[index], tokens[index + 1]))
      }
    }
    return run(count, rules.pairs, rules.tokens)
  }
}
