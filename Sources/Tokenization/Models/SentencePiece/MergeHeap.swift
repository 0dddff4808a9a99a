/// BPE over any number of symbols with a heap of pairs: O(n log n).
final class MergeHeap {
  /// A pair that may be merged, if both its symbols are still what they were.
  private struct Pair: BitwiseCopyable {
    /// Rank, then how far left: the largest goes first.
    var key: UInt64
    var right: Int32
    var size: Int32
    var left: Int { Int(UInt32.max - UInt32(truncatingIfNeeded: key)) }
  }

  /// A stretch of the text; its length is 0 once it has gone into its left neighbour.
  private struct Symbol: BitwiseCopyable {
    var start: Int32
    var length: Int32
    var previous: Int32
    var next: Int32
    var isFrozen: Bool
  }

  private let tables: SentencePieceTables
  private let symbols = Scratch<Symbol>(capacity: 1)
  private let pairs = Scratch<Pair>(capacity: 1)
  @exclusivity(unchecked) private var symbolCount = 0
  @exclusivity(unchecked) private var pairCount = 0
  /// Called with (id, length of the left part) for each pair that enters the heap, if set.
  var onPair: ((Int32, Int32) -> Void)?

  init(_ tables: SentencePieceTables) { self.tables = tables }

  /// Merges a text of less than 2³¹ bytes as far as it goes.
  func merge(_ text: UnsafePointer<UInt8>, count: Int) {
    symbolCount = 0
    pairCount = 0
    var at = 0
    while at < count {
      let symbol = tables.symbol(text + at, count: count - at)
      symbols.reserve(symbolCount + 1, keeping: symbolCount)
      symbols.base[symbolCount] = Symbol(
        start: Int32(at), length: Int32(symbol.length), previous: Int32(symbolCount) - 1,
        next: Int32(symbolCount) + 1, isFrozen: symbol.isFrozen)
      symbolCount += 1
      at += symbol.length
    }
    if symbolCount == 0 { return }
    symbols.base[symbolCount - 1].next = -1
    for index in 0..<symbolCount - 1 { add(text, index, index + 1) }
    while let pair = takeBest() {
      let left = pair.left
      let right = Int(pair.right)
      let lengths = (symbols.base[left].length, symbols.base[right].length)
      if lengths.0 == 0 || lengths.1 == 0 || lengths.0 + lengths.1 != pair.size { continue }
      symbols.base[left].length = pair.size
      symbols.base[right].length = 0
      let next = Int(symbols.base[right].next)
      symbols.base[left].next = Int32(next)
      if next >= 0 { symbols.base[next].previous = Int32(left) }
      let previous = Int(symbols.base[left].previous)
      if previous >= 0 { add(text, previous, left) }
      if next >= 0 { add(text, left, next) }
    }
  }

  /// Calls `body` with (start, length) of what is left, in order.
  func forEachSymbol(_ body: (Int, Int) -> Void) {
    var index = symbolCount == 0 ? -1 : 0
    while index >= 0 {
      let symbol = symbols.base[index]
      body(Int(symbol.start), Int(symbol.length))
      index = Int(symbol.next)
    }
  }

  private func add(_ text: UnsafePointer<UInt8>, _ left: Int, _ right: Int) {
    let (first, second) = (symbols.base[left], symbols.base[right])
    if first.isFrozen || second.isFrozen { return }
    let size = first.length + second.length
    let id = tables.pieces.find(text + Int(first.start), count: Int(size))
    if id < 0 { return }
    onPair?(id, first.length)
    let key = UInt64(tables.ranks.base[Int(id)]) << 32 | UInt64(UInt32.max - UInt32(left))
    push(Pair(key: key, right: Int32(right), size: size))
  }

  private func push(_ pair: Pair) {
    pairs.reserve(pairCount + 1, keeping: pairCount)
    let pairs = pairs.base
    var index = pairCount
    pairCount += 1
    while index > 0 {
      let parent = (index - 1) / 2
      if pairs[parent].key >= pair.key { break }
      pairs[index] = pairs[parent]
      index = parent
    }
    pairs[index] = pair
  }

  private func takeBest() -> Pair? {
    if pairCount == 0 { return nil }
    let pairs = pairs.base
    let best = pairs[0]
    pairCount -= 1
    let moved = pairs[pairCount]
    var index = 0
    while true {
      var child = 2 * index + 1
      if child >= pairCount { break }
      if child + 1 < pairCount, pairs[child + 1].key > pairs[child].key { child += 1 }
      if pairs[child].key <= moved.key { break }
      pairs[index] = pairs[child]
      index = child
    }
    pairs[index] = moved
    return best
  }
}
