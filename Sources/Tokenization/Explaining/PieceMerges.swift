/// The merges of a SentencePiece BPE model over a normalized text, kept one by one.
///
/// Unused pieces are taken apart in the end as they were last put together; see `ResegmentingSegmenter`.
struct PieceMerges {
  /// Where the symbols that merging starts from end.
  let symbolEnds: [Int]
  /// What merging did.
  let trace: MergeTrace
  /// Unused pieces that were taken apart, in order.
  private(set) var splits: [Explanation.Split] = []
  /// What is left.
  private(set) var segments: [Segment] = []

  /// How deep the reference takes pieces apart.
  private static let deepest = 100

  /// Merges a text behind which 16 bytes may be read; `skips` is asked before each merge.
  init(
    _ tables: SentencePieceTables, _ text: UnsafePointer<UInt8>, count: Int,
    skips: () -> Bool = { false }
  ) {
    var ends: [Int] = []
    var isFrozen = [Bool](repeating: false, count: count + 1)
    var at = 0
    while at < count {
      let symbol = tables.symbol(text + at, count: count - at)
      isFrozen[at] = symbol.isFrozen
      at += symbol.length
      ends.append(at)
    }
    symbolEnds = ends
    var lefts: [UInt32: Int] = [:]
    trace = MergeTrace(
      symbolEnds: ends,
      candidate: { pair in
        let (start, middle, end) = (pair.start, pair.middle, pair.end)
        // A frozen symbol never merges, so it is where it was at the start.
        if isFrozen[start] || isFrozen[middle] { return nil }
        let id = tables.pieces.find(text + start, count: end - start)
        if id < 0 { return nil }
        if tables.kinds.base[Int(id)] == TokenKind.unused.rawValue {
          lefts[UInt32(id)] = middle - start
        }
        return MergeTrace.Candidate(id: UInt32(id), priority: ~tables.ranks.base[Int(id)])
      }, skips: skips)
    var start = 0
    for end in trace.ends {
      takeApart(tables, text, start, end, lefts, depth: 0)
      start = end
    }
  }

  private mutating func takeApart(
    _ tables: SentencePieceTables, _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int,
    _ lefts: [UInt32: Int], depth: Int
  ) {
    let id = tables.pieces.find(text + start, count: end - start)
    let isUnused = id >= 0 && tables.kinds.base[Int(id)] == TokenKind.unused.rawValue
    if isUnused, depth <= Self.deepest, let left = lefts[UInt32(id)] {
      splits.append(Explanation.Split(start: start, middle: start + left, end: end))
      takeApart(tables, text, start, start + left, lefts, depth: depth + 1)
      takeApart(tables, text, start + left, end, lefts, depth: depth + 1)
      return
    }
    let isKept = id >= 0 && (!isUnused || depth > Self.deepest)
    segments.append(
      Segment(id: isKept ? UInt32(id) : tables.unknown, length: Int32(end - start)))
  }
}
