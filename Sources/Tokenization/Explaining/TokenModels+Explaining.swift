extension BPEModel {
  func explain(_ piece: UnsafePointer<UInt8>, count: Int) -> PieceCut {
    if parts.ignoresMerges {
      let whole = table.find(piece, count: count)
      if whole >= 0 { return PieceCut(whole: UInt32(whole), count: count) }
    }
    let worker = BPEWorker(self)
    let start = worker.symbols(of: piece, count: count)
    // What is left out counts to the symbol before it, or to the first.
    var ends: [Int] = []
    var at = 0
    var dropped = start.dropped[...]
    func skip() {
      while let next = dropped.first, next.lowerBound <= at {
        at = max(at, next.upperBound)
        dropped.removeFirst()
      }
    }
    skip()
    for symbol in start.symbols {
      at = min(at + Int(symbol.length), count)
      skip()
      ends.append(at)
    }
    return PieceCut(
      merging: ends, ids: start.symbols.map(\.id), by: rules, dropped: start.dropped)
  }
}

extension WordLevelModel {
  func explain(_ piece: UnsafePointer<UInt8>, count: Int) -> PieceCut {
    var segments: [Segment] = []
    makeWorker().segment(piece, count: count, into: &segments)
    return PieceCut(whole: segments.first?.id ?? unknown, count: count)
  }
}

extension WordPieceModel {
  func explain(_ piece: UnsafePointer<UInt8>, count: Int) -> PieceCut {
    var starts: [Int] = []
    for index in 0..<count where piece[index] & 0xC0 != 0x80 { starts.append(index) }
    var greedy = Explanation.Greedy(prefix: prefix, lookups: [], isTooLong: false)
    let unknown = [Explanation.Token(id: unknown, range: 0..<count)]
    if starts.count > longestWord {
      greedy.isTooLong = true
      return PieceCut(tokens: unknown, steps: .greedy(greedy))
    }
    var tokens: [Explanation.Token] = []
    var at = 0
    while at < count {
      let trie = at == 0 ? first : continuing
      let match = trie.longestMatch(piece + at, count: count - at)
      let end = match.map { at + $0.length }
      // From the end of the word backwards, until the token that was found.
      let tried = ([count] + starts.reversed()).prefix { $0 > end ?? at }
      let id = match.map { UInt32($0.value) }
      greedy.lookups.append(
        Explanation.Lookup(start: at, end: end, id: id, tried: Array(tried)))
      guard let id, let end else {
        return PieceCut(tokens: unknown, steps: .greedy(greedy))
      }
      tokens.append(Explanation.Token(id: id, range: at..<end))
      at = end
    }
    return PieceCut(tokens: tokens, steps: .greedy(greedy))
  }
}
