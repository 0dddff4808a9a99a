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
  private let pool: WorkerPool
  private let workers: [CountingWorker]
  private let maxMemory: Int?
  private var runs: SortedRuns?

  /// Creates a counter without any counts.
  ///
  /// - Parameters:
  ///   - rule: how texts become pieces.
  ///   - pool: the workers.
  ///   - maxMemory: the bytes that the tables may take before they are written out; nil keeps them in
  ///     memory, however large.
  public init(rule: PieceRule, pool: WorkerPool = WorkerPool(), maxMemory: Int? = nil) {
    self.rule = rule
    self.pool = pool
    self.maxMemory = maxMemory
    workers = (0..<pool.workers).map { _ in CountingWorker() }
  }

  /// Counts the texts of a batch, each occurrence `weight` times, and once more for each of the text's
  /// own weight.
  ///
  /// Batches of some megabytes keep all workers busy; a text is never shared between two. Throws where
  /// ICU's data is missing, and where the tables cannot be written out.
  public func count(_ batch: TextBatch, weight: UInt64 = 1) throws(Failure) {
    for index in 0..<batch.count where !batch.range(index).isEmpty { documents += 1 }
    bytes += batch.bytes.count
    let shares = batch.shares
    let next = Atomic<Int>(0)
    let (workers, rule) = (workers, rule)
    _ = try pool.map(min(workers.count, shares.count)) { (worker: Int) throws(Failure) in
      while true {
        let share = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if share >= shares.count { return }
        try workers[worker].count(batch, shares[share], rule: rule, weight: weight)
      }
    }
    if let maxMemory, workers.reduce(0, { $0 + $1.table.memory }) > maxMemory { try spill() }
  }

  /// The counts of everything so far in one table; the counter is empty afterwards.
  ///
  /// For counters without `maxMemory`: what was written out is not in it.
  public func finish() -> PieceTable {
    var result = PieceTable()
    for worker in workers {
      let table = worker.take()
      // The largest table takes in the others.
      if table.count > result.count {
        let smaller = result
        result = table
        result.merge(smaller)
      } else {
        result.merge(table)
      }
    }
    clear()
    return result
  }

  /// The counts of everything so far, sorted by the pieces' bytes; the counter is empty afterwards.
  public func finishSorted() -> SortedCounts {
    let tables = workers.map { $0.take() }.filter { $0.count > 0 }
    defer { clear() }
    return SortedCounts(runs: runs, tables: tables)
  }

  private func clear() {
    documents = 0
    bytes = 0
    runs = nil
  }

  private func spill() throws(Failure) {
    var runs: SortedRuns
    if let begun = self.runs { runs = begun } else { runs = try SortedRuns() }
    for worker in workers where worker.table.count > 0 { try runs.append(worker.take()) }
    self.runs = runs
  }
}
