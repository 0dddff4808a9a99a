import Groundwork

/// One worker's table and buffers.
///
/// Used by one thread at a time: the counter hands each index of the pool its own worker and waits for all
/// before it does anything else.
final class CountingWorker: @unchecked Sendable {
  // Nothing here calls back while a table is changed.
  @exclusivity(unchecked) private var table = CountingTable()
  @exclusivity(unchecked) private var pending = PendingPieces()
  private var marked: SpaceMarkedWords?
  private var sentences: SentenceWords?
  private var finder: PieceFinder?
  private var runs: SortedRuns?
  private let limit: Int

  /// A worker whose table is written out when it takes more than `limit` bytes.
  init(limit: Int) { self.limit = limit }

  deinit { pending.deallocate() }

  /// What became of the sentences so far, where the rule is one of sentences.
  var tally: SentenceTally { sentences?.tally ?? SentenceTally() }

  /// The tables written out so far.
  func takeRuns() -> SortedRuns? {
    defer { runs = nil }
    return runs
  }

  /// The bytes of memory that the tables take, about.
  var memory: Int { table.size + (marked?.memory ?? 0) + (sentences?.memory ?? 0) }

  /// Takes in what another worker counted by the same rule; its tally stays its own.
  ///
  /// So words that several workers met are normalized once. Tried and dropped: a `PieceTable` of each worker, merged by
  /// look-ups: six times slower, and all tables twice in memory.
  func absorb(_ other: CountingWorker) {
    table.absorb(&other.table)
    if let marked, let theirs = other.marked {
      marked.absorb(theirs)
    } else if marked == nil {
      swap(&marked, &other.marked)
    }
    if let sentences, let theirs = other.sentences {
      sentences.absorb(theirs)
    } else if sentences == nil {
      swap(&sentences, &other.sentences)
    }
  }

  func take() -> PieceTable {
    var words = marked?.finish() ?? sentences?.finish(into: &table) ?? PieceTable()
    let others = table.take()
    if words.count == 0 { return others }
    words.merge(few: others)
    return words
  }

  func count(
    _ batch: TextBatch, _ texts: Range<Int>, rule: PieceRule, weight: UInt64
  ) throws(Failure) {
    try batch.bytes.withPointer { (bytes) throws(Failure) in
      try add(batch, bytes, texts, rule: rule, weight: weight)
    }
    guard memory > limit else { return }
    let full = take()
    if full.count == 0 { return }
    var runs: SortedRuns
    if let begun = self.runs { runs = begun } else { runs = try SortedRuns() }
    try runs.append(full)
    self.runs = runs
  }

  private func add(
    _ batch: TextBatch, _ bytes: UnsafeBufferPointer<UInt8>, _ texts: Range<Int>, rule: PieceRule,
    weight: UInt64
  ) throws(Failure) {
    switch rule {
    case .spaceMarkedWords:
      let words = marked ?? SpaceMarkedWords()
      marked = words
      for index in texts {
        words.count(
          batch.range(index), of: bytes, weight: Self.product(weight, batch.weight(index)),
          into: &table)
      }
      words.flush(of: bytes)
    case .sentences(let rule):
      let words = sentences ?? SentenceWords(rule)
      sentences = words
      for index in texts {
        words.count(
          batch.range(index), of: bytes, weight: Self.product(weight, batch.weight(index)),
          into: &table)
      }
      words.flush(of: bytes)
    case .splitter, .words:
      let finder: PieceFinder
      if let made = self.finder { finder = made } else { finder = try PieceFinder(rule) }
      self.finder = finder
      for index in texts {
        let range = batch.range(index)
        pending.begin(
          weight: Self.product(weight, batch.weight(index)), of: bytes, into: &table)
        try find(finder, UnsafeBufferPointer(rebasing: bytes[range]), of: bytes)
      }
      pending.flush(of: bytes, into: &table)
    }
  }

  private func find(
    _ finder: PieceFinder, _ text: UnsafeBufferPointer<UInt8>, of bytes: UnsafeBufferPointer<UInt8>
  ) throws(Failure) {
    guard let base = bytes.baseAddress else { return }
    var waiting = pending
    defer { pending = waiting }
    try finder.forEachGroup(in: text) { (pieces, window) throws(Failure) in
      // Windows are parts of the text.
      let offset = window.baseAddress.map { $0 - base } ?? 0
      for piece in pieces {
        if waiting.isFull { waiting.flush(of: bytes, into: &table) }
        waiting.append(offset &+ piece.lowerBound, offset &+ piece.upperBound)
      }
    }
  }

  private static func product(_ one: UInt64, _ two: UInt64) -> UInt64 {
    let (product, overflow) = one.multipliedReportingOverflow(by: two)
    return overflow ? .max : product
  }
}
