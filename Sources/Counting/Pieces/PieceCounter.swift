import Groundwork
import Synchronization
import Tokenization

/// Counts the pieces of a corpus, batch by batch, with several workers.
///
/// Each worker has a table of its own. The content is the same for any number of workers, any cutting into
/// batches and any limit on memory. Owned by one thread, which gives it the batches.
///
/// Where the tables grow over `maxMemory`, they are written to a temporary file as sorted runs and start
/// anew, so that memory is bounded by the limit and what one batch adds; `finishSorted` merges the runs.
public final class PieceCounter {
  /// How texts become pieces.
  public let rule: PieceRule
  /// The texts counted so far that are not empty.
  public private(set) var documents = 0
  /// The bytes of all texts counted so far.
  public private(set) var bytes = 0
  /// What became of the sentences counted so far, where the rule is one of sentences.
  public var sentences: SentenceTally { workers.reduce(SentenceTally()) { $0 + $1.tally } }
  let pool: WorkerPool
  var workers: [CountingWorker]
  /// The bytes that one worker's table may take.
  let limit: Int

  /// Creates a counter without any counts.
  ///
  /// - Parameters:
  ///   - rule: how texts become pieces.
  ///   - pool: the workers.
  ///   - maxMemory: the bytes that the tables may take, shared out to the workers, before they are written
  ///     out; nil keeps them in memory, however large.
  public init(rule: PieceRule, pool: WorkerPool = WorkerPool(), maxMemory: Int? = nil) {
    self.rule = rule
    self.pool = pool
    let limit = maxMemory.map { $0 / pool.workers } ?? Int.max
    self.limit = limit
    workers = (0..<pool.workers).map { _ in CountingWorker(limit: limit) }
  }

  /// Counts the texts of a batch, each occurrence `weight` times, and times the text's own weight.
  ///
  /// Batches of some megabytes keep all workers busy; a text is never shared between two. Throws where
  /// ICU's data is missing, and where the tables cannot be written out.
  public func count(_ batch: TextBatch, weight: UInt64 = 1) throws(Failure) {
    add(texts: batch)
    let shares = batch.shares
    let next = Atomic<Int>(0)
    let (workers, rule) = (workers, rule)
    _ = try pool.map(min(pool.workers, shares.count)) { (worker: Int) throws(Failure) in
      while true {
        let share = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if share >= shares.count { return }
        try workers[worker].count(batch, shares[share], rule: rule, weight: weight)
      }
    }
  }

  /// The counts of everything so far in one table; the counter is empty afterwards.
  ///
  /// For counters without `maxMemory`: what was written out is not in it.
  public func finish() -> PieceTable {
    // The largest table takes in the others.
    guard let first = workers.max(by: { $0.memory < $1.memory }) else { return PieceTable() }
    for worker in workers where worker !== first { first.absorb(worker) }
    var result = first.take()
    clear()
    // What is trained on or written needs no look-up.
    result.forgetSlots()
    return result
  }

  /// The counts of everything so far, sorted by the pieces' bytes; the counter is empty afterwards.
  public func finishSorted() -> SortedCounts {
    defer { clear() }
    return SortedCounts(
      runs: workers.compactMap { $0.takeRuns() },
      tables: workers.map { $0.take() }.filter { $0.count > 0 })
  }

  func add(texts batch: TextBatch) {
    for index in 0..<batch.count where !batch.range(index).isEmpty { documents += 1 }
    bytes += batch.bytes.count
  }

  func add(documents: Int, bytes: Int) {
    self.documents += documents
    self.bytes += bytes
  }

  private func clear() {
    documents = 0
    bytes = 0
  }
}
