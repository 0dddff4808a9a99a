/// Counts the tokens of a batch by id; owned by one thread.
struct TokenCounter {
  /// How often each id came in a batch, ids rising.
  struct Counts: Sendable {
    /// The ids that came.
    var ids: [UInt32] = []
    /// How often each did.
    var counts: [Int64] = []

    /// Adds the counts to those by id, which grow to the largest id that comes.
    func add(to totals: inout [Int64]) {
      guard let last = ids.last else { return }
      let missing = Int(last) + 1 - totals.count
      if missing > 0 { totals += [Int64](repeating: 0, count: missing) }
      for (id, count) in zip(ids, counts) { totals[Int(id)] += count }
    }
  }

  private var counts: [Int64]
  private var seen: [UInt32] = []

  /// Creates a counter of a vocabulary's ids.
  init(vocabulary: Int) { counts = [Int64](repeating: 0, count: vocabulary) }

  /// Counts the tokens of a text that occurs `weight` times; ids outside the vocabulary are left out.
  mutating func add(_ ids: [UInt32], weight: Int64) {
    if weight == 0 { return }
    counts.withUnsafeMutableBufferPointer { counts in
      for id in ids where Int(id) < counts.count {
        if counts[Int(id)] == 0 { seen.append(id) }
        counts[Int(id)] += weight
      }
    }
  }

  /// What was counted; nothing is kept.
  ///
  /// O(d log d) in the distinct ids.
  mutating func take() -> Counts {
    seen.sort()
    var taken = Counts(ids: seen, counts: [])
    taken.counts.reserveCapacity(seen.count)
    for id in seen {
      taken.counts.append(counts[Int(id)])
      counts[Int(id)] = 0
    }
    seen.removeAll(keepingCapacity: true)
    return taken
  }
}
