/// The pairs that may be merged next: a 4-ary heap of the frequent ones.
///
/// Counts only fall once a pair is complete, and a new pair is never more frequent than the merge that
/// made it. So pairs below a threshold can stay out until nothing above it is left; then the threshold
/// falls to a quarter, and all pairs are looked through once. The heap stays small enough for the cache.
struct MergeQueue: ~Copyable {
  struct Entry: BitwiseCopyable {
    /// The pair's count when it was put in; the pair's own is not above it.
    var count: UInt64
    /// What decides first among equal counts, the smaller first: `TieOrder.key`.
    var tie: UInt64
    var left: UInt32
    var right: UInt32
    var pair: UInt32
  }

  private var heap = RawBuffer<Entry>(capacity: 1 << 10)
  private let order: TieOrder

  init(order: TieOrder) { self.order = order }

  var isEmpty: Bool { heap.count == 0 }
  /// The entry that comes first; the queue must not be empty.
  var first: Entry { heap.base[0] }

  mutating func insert(_ entry: Entry, _ tokens: borrowing TokenList) {
    heap.append(entry)
    var place = heap.count - 1
    let base = heap.base
    while place > 0 {
      let parent = (place - 1) / 4
      if !precedes(entry, base[parent], tokens) { break }
      base[place] = base[parent]
      place = parent
    }
    base[place] = entry
  }

  /// Takes the first entry out.
  mutating func removeFirst(_ tokens: borrowing TokenList) {
    heap.count -= 1
    if heap.count > 0 { sink(heap.base[heap.count], tokens) }
  }

  /// Puts the first entry where its fallen count belongs.
  mutating func lowerFirst(to count: UInt64, _ tokens: borrowing TokenList) {
    var entry = heap.base[0]
    entry.count = count
    sink(entry, tokens)
  }

  private mutating func sink(_ entry: Entry, _ tokens: borrowing TokenList) {
    let (base, count) = (heap.base, heap.count)
    var place = 0
    while true {
      let child = 4 * place + 1
      if child >= count { break }
      var best = child
      for other in child + 1..<max(child + 1, min(child + 4, count))
      where precedes(base[other], base[best], tokens) {
        best = other
      }
      if !precedes(base[best], entry, tokens) { break }
      base[place] = base[best]
      place = best
    }
    base[place] = entry
  }

  @inline(__always)
  private func precedes(_ a: Entry, _ b: Entry, _ tokens: borrowing TokenList) -> Bool {
    if a.count != b.count { return a.count > b.count }
    if a.tie != b.tie { return a.tie < b.tie }
    if order.rule == .ids { return false }
    return order.precedes((a.left, a.right), (b.left, b.right), tokens)
  }
}
