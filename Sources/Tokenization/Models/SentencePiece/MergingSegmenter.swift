/// BPE: merges the neighbours whose union has the best score, the leftmost first among equals.
///
/// The result is that of the reference's priority queue (`src/bpe_model.cc`, 0.2.3): its order is total
/// over the pairs that are still whole. Short chunks search all pairs each time; long ones keep a heap.
final class MergingSegmenter: PieceSegmenter {
  /// The most symbols for which a search of all pairs is used.
  private static let short = 40

  private let tables: SentencePieceTables
  private let lengths = Scratch<Int32>(capacity: short + 1)
  private let starts = Scratch<Int32>(capacity: short + 1)
  private let ids = Scratch<Int32>(capacity: short + 1)
  private let pairIDs = Scratch<Int32>(capacity: short + 1)
  private let pairRanks = Scratch<UInt32>(capacity: short + 1)
  private let heap: MergeHeap

  init(_ tables: SentencePieceTables) {
    self.tables = tables
    heap = MergeHeap(tables)
  }

  var isCacheable: Bool { true }

  func segment(
    _ text: UnsafePointer<UInt8>, count: Int, running: inout Float, into segments: inout [Segment]
  ) {
    let symbols = split(text, count: count)
    if symbols < 0 {
      heap.merge(text, count: count)
      heap.forEachSymbol { start, length in
        let id = tables.id(text + start, count: length)
        segments.append(Segment(id: id, length: Int32(length)))
      }
      return
    }
    let left = merge(text, symbols)
    for index in 0..<left {
      let id = ids.base[index]
      segments.append(
        Segment(id: id < 0 ? tables.unknown : UInt32(id), length: lengths.base[index]))
    }
  }

  /// Cuts a chunk into scalars and user-defined symbols; −1 where there are too many.
  private func split(_ text: UnsafePointer<UInt8>, count: Int) -> Int {
    let tables = self.tables
    let (lengths, starts, ids) = (lengths.base, starts.base, ids.base)
    var at = 0
    var symbols = 0
    while at < count {
      if symbols == Self.short { return -1 }
      let symbol = tables.symbol(text + at, count: count - at)
      // A frozen symbol's id is stored turned, so that it has no pairs.
      starts[symbols] = symbol.isFrozen ? ~Int32(at) : Int32(at)
      lengths[symbols] = Int32(symbol.length)
      let id = tables.id(text + at, count: symbol.length)
      ids[symbols] = id == tables.unknown ? -1 : Int32(id)
      symbols += 1
      at += symbol.length
    }
    return symbols
  }

  private func merge(_ text: UnsafePointer<UInt8>, _ symbols: Int) -> Int {
    let pieces = tables.pieces
    let ranks = tables.ranks.base
    let (lengths, starts, ids) = (lengths.base, starts.base, ids.base)
    let (pairIDs, pairRanks) = (pairIDs.base, pairRanks.base)
    @inline(__always) func look(_ index: Int) {
      pairRanks[index] = 0
      if starts[index] < 0 || starts[index + 1] < 0 { return }
      let length = Int(lengths[index] + lengths[index + 1])
      let id = pieces.find(text + Int(starts[index]), count: length)
      if id < 0 { return }
      pairIDs[index] = id
      pairRanks[index] = ranks[Int(id)]
    }
    var count = symbols
    for index in 0..<max(count - 1, 0) { look(index) }
    while count > 1 {
      var best = 0
      var bestRank = pairRanks[0]
      for index in 1..<max(count - 1, 1) where pairRanks[index] > bestRank {
        bestRank = pairRanks[index]
        best = index
      }
      if bestRank == 0 { break }
      lengths[best] += lengths[best + 1]
      ids[best] = pairIDs[best]
      count -= 1
      for index in best + 1..<max(count, best + 1) {
        lengths[index] = lengths[index + 1]
        starts[index] = starts[index + 1]
        ids[index] = ids[index + 1]
        pairIDs[index] = pairIDs[index + 1]
        pairRanks[index] = pairRanks[index + 1]
      }
      if best > 0 { look(best - 1) }
      if best + 1 < count { look(best) }
    }
    return count
  }
}
