import Groundwork

/// One worker's table and buffers.
///
/// Used by one thread at a time: the counter hands each index of the pool its own worker and waits for all
/// before it does anything else.
final class CountingWorker: @unchecked Sendable {
  private(set) var table = PieceTable()
  private var marked = SpaceMarkedWords()
  private var sentences: SentenceWords?
  private var finder: PieceFinder?
  private var runs: SortedRuns?
  private let limit: Int

  /// A worker whose table is written out when it takes more than `limit` bytes.
  init(limit: Int) { self.limit = limit }

  /// What became of the sentences so far, where the rule is one of sentences.
  var tally: SentenceTally { sentences?.tally ?? SentenceTally() }

  /// The tables written out so far.
  func takeRuns() -> SortedRuns? {
    defer { runs = nil }
    return runs
  }

  func take() -> PieceTable {
    defer { table = PieceTable() }
    return table
  }

  func count(
    _ batch: TextBatch, _ texts: Range<Int>, rule: PieceRule, weight: UInt64
  ) throws(Failure) {
    try add(batch, texts, rule: rule, weight: weight)
    guard table.memory > limit, table.count > 0 else { return }
    var runs: SortedRuns
    if let begun = self.runs { runs = begun } else { runs = try SortedRuns() }
    try runs.append(take())
    self.runs = runs
  }

  private func add(
    _ batch: TextBatch, _ texts: Range<Int>, rule: PieceRule, weight: UInt64
  ) throws(Failure) {
    if case .spaceMarkedWords = rule {
      batch.bytes.withUnsafeBufferPointer { buffer in
        for index in texts {
          let text = UnsafeBufferPointer(rebasing: buffer[batch.range(index)])
          marked.count(text, weight: Self.product(weight, batch.weight(index)), into: &table)
        }
      }
      return
    }
    if case .sentences(let rule) = rule {
      var words = sentences ?? SentenceWords(rule)
      sentences = nil
      batch.bytes.withUnsafeBufferPointer { buffer in
        for index in texts {
          let text = UnsafeBufferPointer(rebasing: buffer[batch.range(index)])
          words.count(text, weight: Self.product(weight, batch.weight(index)), into: &table)
        }
      }
      sentences = words
      return
    }
    let finder: PieceFinder
    if let made = self.finder { finder = made } else { finder = try PieceFinder(rule) }
    self.finder = finder
    try batch.bytes.withPointer { (buffer) throws(Failure) in
      for index in texts {
        let text = UnsafeBufferPointer(rebasing: buffer[batch.range(index)])
        let weight = Self.product(weight, batch.weight(index))
        try finder.forEachGroup(in: text) { (pieces, text) throws(Failure) in
          table.addPieces(at: pieces, of: text, weight: weight, numbers: nil)
        }
      }
    }
  }

  private static func product(_ one: UInt64, _ two: UInt64) -> UInt64 {
    let (product, overflow) = one.multipliedReportingOverflow(by: two)
    return overflow ? .max : product
  }
}
