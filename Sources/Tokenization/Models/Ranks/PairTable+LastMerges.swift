extension PairTable {
  /// For every token of three bytes and more the one pair that merging can leave before it becomes the
  /// token; two bytes have a table of their own.
  ///
  /// tiktoken merges two neighbours when their bytes together are a token, whichever two tokens they
  /// are. But what lies between two places that no token crosses is merged as if it stood alone, and a
  /// token that came to be was never crossed at its ends; so the two neighbours are those that merging
  /// the token's own bytes leaves last. Other splits never meet, and leaving them out keeps the table in
  /// the second-level cache: a quarter of the slots of all splits for cl100k_base.
  ///
  /// Tokens come in the order of rank. Mostly each step of a token's own merging has a lower rank than the
  /// token, so the pairs found before suffice; where they do not lead to two parts (ranks that are not in the
  /// order of merges, tokens that merging never gives), the merging is done again on all tokens by their
  /// bytes. Very long tokens keep all their splits, which is as exact and costs less to find.
  init(
    lastMergesOf tokens: borrowing TokenTable, _ count: Int, _ bytes: UnsafePointer<UInt8>,
    _ offsets: UnsafePointer<UInt32>, _ singles: UnsafePointer<UInt32>,
    _ doubles: UnsafePointer<UInt32>
  ) {
    self.init(expecting: count)
    let parts = TokenParts()
    defer { parts.deallocate() }
    for index in 0..<count {
      let token = bytes + Int(offsets[index])
      let length = Int(offsets[index + 1] - offsets[index])
      if length < 3 { continue }
      if length > TokenParts.limit {
        insertSplits(of: index, token, length, tokens, singles)
        continue
      }
      var left = parts.merge(token, length, below: UInt32(index), self, singles, doubles)
      if left != 2 { left = parts.merge(token, length, tokens, singles) }
      if left == 2 {
        insert(parts.tokens[0], parts.tokens[1], makes: UInt32(index))
      }
    }
  }
}

/// The parts of one token while its own bytes are merged.
private struct TokenParts {
  /// The longest token that is merged here: the time is quadratic.
  static let limit = 256

  let tokens = UnsafeMutablePointer<UInt32>.allocate(capacity: limit)
  private let ends = UnsafeMutablePointer<Int>.allocate(capacity: limit)
  private let made = UnsafeMutablePointer<UInt32>.allocate(capacity: limit)

  func deallocate() {
    tokens.deallocate()
    ends.deallocate()
    made.deallocate()
  }

  /// Merges with the tokens of lower rank, whose pairs are known; gives the number of parts left.
  @inline(__always)
  func merge(
    _ token: UnsafePointer<UInt8>, _ length: Int, below index: UInt32,
    _ pairs: borrowing PairTable, _ singles: UnsafePointer<UInt32>,
    _ doubles: UnsafePointer<UInt32>
  ) -> Int {
    for at in 0..<length { tokens[at] = singles[Int(token[at])] }
    for at in 0..<length - 1 {
      let pair = doubles[Int(token[at]) << 8 | Int(token[at + 1])]
      made[at] = pair < index ? pair : PairTable.none
    }
    var count = length
    while count > 2 {
      guard let at = smallest(count) else { return count }
      join(at, count)
      count -= 1
      if at + 1 < count { made[at] = pairs.find(tokens[at], tokens[at + 1]) }
      if at > 0 { made[at - 1] = pairs.find(tokens[at - 1], tokens[at]) }
    }
    return count
  }

  /// Merges with all tokens, looked up by their bytes; gives the number of parts left.
  func merge(
    _ token: UnsafePointer<UInt8>, _ length: Int, _ all: borrowing TokenTable,
    _ singles: UnsafePointer<UInt32>
  ) -> Int {
    for at in 0..<length {
      tokens[at] = singles[Int(token[at])]
      ends[at] = at + 1
    }
    for at in 0..<length - 1 { made[at] = find(at, token, all) }
    var count = length
    while count > 2 {
      guard let at = smallest(count) else { return count }
      for place in at..<count - 1 { ends[place] = ends[place + 1] }
      join(at, count)
      count -= 1
      if at + 1 < count { made[at] = find(at, token, all) }
      if at > 0 { made[at - 1] = find(at - 1, token, all) }
    }
    return count
  }

  /// The leftmost of the pairs with the lowest rank; nil where no pair makes a token.
  @inline(__always)
  private func smallest(_ count: Int) -> Int? {
    var best = 0
    for at in 1..<count - 1 where made[at] < made[best] { best = at }
    return made[best] == PairTable.none ? nil : best
  }

  /// Puts the merged token in place of its two parts and closes the gap.
  @inline(__always)
  private func join(_ at: Int, _ count: Int) {
    tokens[at] = made[at]
    for place in at + 1..<count - 1 {
      tokens[place] = tokens[place + 1]
      made[place - 1] = made[place]
    }
  }

  private func find(_ at: Int, _ token: UnsafePointer<UInt8>, _ all: borrowing TokenTable) -> UInt32
  {
    let start = at == 0 ? 0 : ends[at - 1]
    let length = ends[at + 1] - start
    let found = all.find(token + start, length, hash: TokenTable.hash(token + start, length))
    return found < 0 ? PairTable.none : UInt32(found)
  }
}
