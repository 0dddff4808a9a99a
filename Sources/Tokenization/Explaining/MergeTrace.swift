/// Merges neighbours one by one and keeps what happened: for explaining and for dropout.
///
/// The order is that of the encoders: the lowest priority first, the leftmost of equals. O(n log n).
struct MergeTrace {
  /// What two neighbours make.
  struct Candidate {
    var id: UInt32
    /// The lowest is merged first.
    var priority: UInt32
  }

  /// Two neighbours, in bytes of the part, and their tokens where symbols have some.
  struct Pair {
    var start: Int
    var middle: Int
    var end: Int
    var left: UInt32
    var right: UInt32
  }

  /// A merge that was made, in bytes of the part.
  struct Merge {
    var start: Int
    var middle: Int
    var end: Int
    var id: UInt32
    var priority: UInt32
  }

  /// The merges in order.
  private(set) var merges: [Merge] = []
  /// Where the symbols that are left end.
  private(set) var ends: [Int] = []
  /// The tokens of the symbols that are left.
  private(set) var ids: [UInt32] = []

  /// A symbol by its index at the start; `end` grows as it takes in its right neighbours.
  private struct Symbol {
    var start: Int
    var end: Int
    var id: UInt32
    var previous: Int
    var next: Int
    /// What it makes with its right neighbour now.
    var candidate: Candidate?
  }

  /// Merges as far as it goes.
  ///
  /// - Parameters:
  ///   - symbolEnds: where the symbols end at the start.
  ///   - ids: the symbols' tokens; none where the bytes alone decide.
  ///   - candidate: what a pair makes.
  ///   - skips: whether to pass over a pair that is next; asked once for each pair.
  init(
    symbolEnds: [Int], ids: [UInt32] = [], candidate: (Pair) -> Candidate?,
    skips: () -> Bool = { false }
  ) {
    var symbols: [Symbol] = []
    symbols.reserveCapacity(symbolEnds.count)
    for (index, end) in symbolEnds.enumerated() {
      symbols.append(
        Symbol(
          start: index == 0 ? 0 : symbolEnds[index - 1], end: end,
          id: index < ids.count ? ids[index] : 0, previous: index - 1, next: index + 1))
    }
    var heap = RankHeap(capacity: symbols.count)
    defer { heap.deallocate() }
    func look(_ index: Int) {
      let next = symbols[index].next
      symbols[index].candidate =
        next < symbols.count
        ? candidate(
          Pair(
            start: symbols[index].start, middle: symbols[index].end, end: symbols[next].end,
            left: symbols[index].id, right: symbols[next].id)) : nil
      if let found = symbols[index].candidate {
        heap.insert(UInt64(found.priority) << 32 | UInt64(index))
      }
    }
    for index in symbols.indices { look(index) }
    while let entry = heap.removeSmallest() {
      let here = Int(entry & 0xFFFF_FFFF)
      guard let found = symbols[here].candidate, UInt64(found.priority) == entry >> 32 else {
        continue
      }
      if skips() {
        symbols[here].candidate = nil
        continue
      }
      let gone = symbols[here].next
      merges.append(
        Merge(
          start: symbols[here].start, middle: symbols[here].end, end: symbols[gone].end,
          id: found.id, priority: found.priority))
      symbols[here].end = symbols[gone].end
      symbols[here].id = found.id
      symbols[here].next = symbols[gone].next
      symbols[gone].candidate = nil
      if symbols[gone].next < symbols.count { symbols[symbols[gone].next].previous = here }
      if symbols[here].previous >= 0 { look(symbols[here].previous) }
      look(here)
    }
    var index = 0
    while index < symbols.count {
      ends.append(symbols[index].end)
      self.ids.append(symbols[index].id)
      index = symbols[index].next
    }
  }
}
