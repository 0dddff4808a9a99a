/// Merges pieces of any length with a heap: O(n log n).
///
/// The order is that of `ShortMerge`. An entry of the heap holds the merged token above the position;
/// one that no longer says what its position says is skipped when it comes up.
enum LongMerge {
  /// Appends the ids of a piece of at least 2 bytes.
  static func merge(
    _ piece: UnsafePointer<UInt8>, _ count: Int, _ model: RankModel, into ids: inout [UInt32]
  ) {
    let tokens = UnsafeMutablePointer<UInt32>.allocate(capacity: count)
    defer { tokens.deallocate() }
    for index in 0..<count { tokens[index] = model.singles[Int(piece[index])] }
    let next = run(tokens, count, model.pairs, RankIsToken()) { index in
      // Tokens of two bytes have a table of their own.
      model.doubles[Int(piece[index]) << 8 | Int(piece[index + 1])]
    }
    defer { next.deallocate() }
    var position = 0
    while position < count {
      ids.append(model.ids[Int(tokens[position])])
      position = Int(next[position])
    }
  }

  /// Merges tokens, less than 2³¹ of them; what is left is linked by the list given back, which is the
  /// caller's to free, from 0 to `count`.
  ///
  /// - Parameter firstMerge: the rank of the merge of the token at an index and the next one, or none.
  @inline(__always)
  static func run<Results: MergeResults>(
    _ tokens: UnsafeMutablePointer<UInt32>, _ count: Int, _ pairs: borrowing PairTable,
    _ results: Results, firstMerge: (Int) -> UInt32
  ) -> UnsafeMutablePointer<Int32> {
    precondition(count < Int(Int32.max))
    let none = UInt32.max
    let merges = UnsafeMutablePointer<UInt32>.allocate(capacity: count)
    let next = UnsafeMutablePointer<Int32>.allocate(capacity: count)
    let previous = UnsafeMutablePointer<Int32>.allocate(capacity: count)
    defer {
      merges.deallocate()
      previous.deallocate()
    }
    var heap = RankHeap(capacity: count)
    defer { heap.deallocate() }
    for index in 0..<count {
      next[index] = Int32(index + 1)
      previous[index] = Int32(index - 1)
      merges[index] = index + 1 < count ? firstMerge(index) : none
      if merges[index] != none { heap.append(UInt64(merges[index]) << 32 | UInt64(index)) }
    }
    heap.order()

    while let entry = heap.removeSmallest() {
      let here = Int(entry & 0xFFFF_FFFF)
      let rank = UInt32(entry >> 32)
      if merges[here] != rank { continue }
      let merged = results.token(of: rank)
      let gone = Int(next[here])
      let after = Int(next[gone])
      tokens[here] = merged
      merges[gone] = none
      next[here] = Int32(after)
      merges[here] = none
      if after < count {
        previous[after] = Int32(here)
        merges[here] = pairs.find(merged, tokens[after])
        if merges[here] != none { heap.insert(UInt64(merges[here]) << 32 | UInt64(here)) }
      }
      let before = Int(previous[here])
      if before >= 0 {
        merges[before] = pairs.find(tokens[before], merged)
        if merges[before] != none { heap.insert(UInt64(merges[before]) << 32 | UInt64(before)) }
      }
    }
    return next
  }

  /// Merges tokens, less than 2³¹ of them, by rules; the list is that of `run`.
  static func run(
    _ tokens: UnsafeMutablePointer<UInt32>, _ count: Int, _ rules: MergeRules
  ) -> UnsafeMutablePointer<Int32> {
    run(tokens, count, rules.pairs, rules.tokens) { index in
      rules.pairs.find(tokens[index], tokens[index + 1])
    }
  }
}

/// A binary heap of numbers, the smallest first.
///
/// Each merge removes one entry and adds at most two, and
/// there are fewer merges than bytes, so twice the bytes are room enough.
struct RankHeap {
  private let entries: UnsafeMutablePointer<UInt64>
  private var count = 0

  init(capacity: Int) { entries = .allocate(capacity: capacity * 2 + 2) }

  func deallocate() { entries.deallocate() }

  /// Adds an entry without order; `order()` makes a heap of all.
  mutating func append(_ entry: UInt64) {
    entries[count] = entry
    count += 1
  }

  mutating func order() {
    var index = count / 2
    while index > 0 {
      index -= 1
      sink(entries[index], from: index)
    }
  }

  mutating func insert(_ entry: UInt64) {
    var index = count
    count += 1
    while index > 0 {
      let parent = (index - 1) / 2
      if entries[parent] <= entry { break }
      entries[index] = entries[parent]
      index = parent
    }
    entries[index] = entry
  }

  mutating func removeSmallest() -> UInt64? {
    if count == 0 { return nil }
    let smallest = entries[0]
    count -= 1
    if count > 0 { sink(entries[count], from: 0) }
    return smallest
  }

  private func sink(_ entry: UInt64, from start: Int) {
    var index = start
    while true {
      var child = index * 2 + 1
      if child >= count { break }
      if child + 1 < count, entries[child + 1] < entries[child] { child += 1 }
      if entry <= entries[child] { break }
      entries[index] = entries[child]
      index = child
    }
    entries[index] = entry
  }
}
