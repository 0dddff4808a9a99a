/// BPE: merges the neighbours whose union has the best score, the leftmost first among equals.
///
/// The result is that of the reference's priority queue (`src/bpe_model.cc`, 0.2.3): its order is total
/// over the pairs that are still whole. Short chunks search all pairs each time; long ones keep a heap.
final class MergingSegmenter: PieceSegmenter {
  /// The most symbols for which a search of all pairs is used; a place takes the low 6 bits of a key.
  private static let short = 64
  private static let none = Int32.max

  private let tables: SentencePieceTables
  private let merges: MergeMemory
  // What is left is linked by `next`, from 0 to the number of symbols.
  private let starts = Scratch<Int32>(capacity: short + 1)
  /// Ids; −1 for none, and −2 − id for a symbol that is never merged.
  private let ids = Scratch<Int32>(capacity: short + 1)
  /// What symbols merge to with the next ones, where keys do not say it.
  private let pairIDs = Scratch<Int32>(capacity: short + 1)
  /// The place in the order of merges above the place in the chunk: the smallest goes first, and among
  /// equals the leftmost.
  private let keys = Scratch<Int32>(capacity: short + 2)
  private let next = Scratch<UInt8>(capacity: short + 1)
  private let previous = Scratch<UInt8>(capacity: short + 1)
  private let heap: MergeHeap
  private let hasShortIDs: Bool

  init(_ tables: SentencePieceTables) {
    self.tables = tables
    heap = MergeHeap(tables)
    merges = MergeMemory(tables)
    hasShortIDs = tables.kinds.count <= MergeMemory.mostIDs
  }

  var isCacheable: Bool { true }

  func segment(
    _ text: UnsafePointer<UInt8>, count: Int, running: inout Float, into segments: inout [Segment]
  ) {
    let symbols = merge(text, count)
    if symbols < 0 {
      segmentLong(text, count, into: &segments)
      return
    }
    let (starts, ids, next) = (starts.base, ids.base, next.base)
    var at = 0
    while at < symbols {
      let following = Int(next[at])
      segments.append(
        Segment(id: id(ids[at]), length: starts[following] - starts[at]))
      at = following
    }
  }

  func cutAlone(
    _ text: UnsafePointer<UInt8>, count: Int, into segments: UnsafeMutablePointer<Segment>
  ) -> (count: Int, limit: Float) {
    let symbols = merge(text, count)
    if symbols < 0 {
      var list: [Segment] = []
      segmentLong(text, count, into: &list)
      for index in 0..<list.count { segments[index] = list[index] }
      return (list.count, .infinity)
    }
    let (starts, ids, next) = (starts.base, ids.base, next.base)
    var at = 0
    var written = 0
    while at < symbols {
      let following = Int(next[at])
      segments[written] = Segment(id: id(ids[at]), length: starts[following] - starts[at])
      written += 1
      at = following
    }
    return (written, .infinity)
  }

  private func segmentLong(
    _ text: UnsafePointer<UInt8>, _ count: Int, into segments: inout [Segment]
  ) {
    heap.merge(text, count: count)
    heap.forEachSymbol { start, length in
      let id = tables.id(text + start, count: length)
      segments.append(Segment(id: id, length: Int32(length)))
    }
  }

  @inline(__always)
  private func id(_ symbol: Int32) -> UInt32 {
    symbol >= 0 ? UInt32(bitPattern: symbol) : symbol == -1 ? tables.unknown : UInt32(-2 - symbol)
  }

  /// Cuts a chunk into scalars and user-defined symbols; −1 where there are too many.
  private func split(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int {
    let tables = self.tables
    let (starts, ids) = (starts.base, ids.base)
    let unknown = tables.unknown
    var at = 0
    var symbols = 0
    if !tables.hasUserDefined {
      let merges = self.merges
      while at < count {
        if symbols == Self.short { return -1 }
        let length = statedLength(text + at, count: count &- at)
        starts[symbols] = Int32(truncatingIfNeeded: at)
        ids[symbols] = merges.scalar(text + at, length)
        symbols &+= 1
        at &+= length
      }
      starts[symbols] = Int32(truncatingIfNeeded: count)
      return symbols
    }
    while at < count {
      if symbols == Self.short { return -1 }
      let symbol = tables.symbol(text + at, count: count - at)
      starts[symbols] = Int32(truncatingIfNeeded: at)
      let id = tables.id(text + at, count: symbol.length)
      ids[symbols] =
        symbol.isFrozen
        ? -2 - Int32(bitPattern: id) : id == unknown ? -1 : Int32(bitPattern: id)
      symbols += 1
      at += symbol.length
    }
    starts[symbols] = Int32(truncatingIfNeeded: count)
    return symbols
  }

  /// Merges a chunk as far as it goes.
  ///
  /// - Returns: the number of symbols before merging; −1 where there are too many, and nothing was done.
  private func merge(_ text: UnsafePointer<UInt8>, _ size: Int) -> Int {
    let count = split(text, size)
    if count <= 0 { return count }
    let merges = self.merges
    let (starts, ids, pairIDs) = (starts.base, ids.base, pairIDs.base)
    let (keys, next, previous) = (keys.base, next.base, previous.base)
    let none = Self.none
    let hasShortIDs = self.hasShortIDs
    let isOrderedByID = tables.isOrderedByID
    let orders = tables.orders.base
    @inline(__always) func look(_ left: Int, _ right: Int, _ end: Int) {
      let (first, second) = (ids[left], ids[right])
      let start = Int(starts[left])
      var id: Int32 = -1
      if first >= 0, second >= 0, hasShortIDs {
        id = merges.find(first, second, text + start, Int(starts[end]) &- start)
      } else if first >= -1, second >= -1 {
        id = merges.search(text + start, Int(starts[end]) &- start)
      }
      if isOrderedByID {
        keys[left] = id < 0 ? none : id &<< 6 | Int32(truncatingIfNeeded: left)
      } else {
        pairIDs[left] = id
        keys[left] =
          id < 0
          ? none
          : Int32(truncatingIfNeeded: orders[Int(id)]) &<< 6 | Int32(truncatingIfNeeded: left)
      }
    }
    let last = count - 1
    for index in 0..<last {
      next[index] = UInt8(truncatingIfNeeded: index &+ 1)
      previous[index &+ 1] = UInt8(truncatingIfNeeded: index)
      look(index, index &+ 1, index &+ 2)
    }
    keys[last] = none
    next[last] = UInt8(truncatingIfNeeded: count)
    while true {
      // Two at a time; the last symbol's key is none.
      var (even, odd) = (none, none)
      var index = 0
      while index < last {
        even = min(even, keys[index])
        odd = min(odd, keys[index &+ 1])
        index &+= 2
      }
      let smallest = min(even, odd)
      if smallest == none { break }
      let here = Int(smallest & 63)
      let gone = Int(next[here])
      let after = Int(next[gone])
      ids[here] = isOrderedByID ? smallest &>> 6 : pairIDs[here]
      keys[gone] = none
      next[here] = UInt8(truncatingIfNeeded: after)
      if after < count {
        previous[after] = UInt8(truncatingIfNeeded: here)
        look(here, after, Int(next[after]))
      } else {
        keys[here] = none
      }
      if here > 0 { look(Int(previous[here]), here, after) }
    }
    return count
  }
}
