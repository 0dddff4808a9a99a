import Groundwork
import Synchronization
import Tokenization

/// Counts the pieces of a corpus, batch by batch, with several workers.
///
/// Each worker has a table of its own; `finish` merges them. The content is the same for any number of
/// workers and any cutting into batches. Owned by one thread, which gives it the batches.
public final class PieceCounter {
  /// How texts become pieces.
  public let rule: PieceRule
  /// The texts counted so far that are not empty.
  public private(set) var documents = 0
  /// The bytes of all texts counted so far.
  public private(set) var bytes = 0
  private let pool: WorkerPool
  private let workers: [CountingWorker]

  /// Creates a counter without any counts.
  public init(rule: PieceRule, pool: WorkerPool = WorkerPool()) {
    self.rule = rule
    self.pool = pool
    workers = (0..<pool.workers).map { _ in CountingWorker() }
  }

  /// Counts the texts of a batch, each occurrence `weight` times, and times the text's own weight.
  ///
  /// Batches of some megabytes keep all workers busy; a text is never shared between two.
  public func count(_ batch: TextBatch, weight: UInt64 = 1) throws(Failure) {
    for index in 0..<batch.count where !batch.range(index).isEmpty { documents += 1 }
    bytes += batch.bytes.count
    let shares = Self.shares(of: batch)
    let next = Atomic<Int>(0)
    let (workers, rule) = (workers, rule)
    _ = try pool.map(min(workers.count, shares.count)) { (worker: Int) throws(Failure) in
      while true {
        let share = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if share >= shares.count { return }
        workers[worker].count(batch, shares[share], rule: rule, weight: weight)
      }
    }
  }

  /// The counts of everything so far; the counter is empty afterwards.
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
    documents = 0
    bytes = 0
    return result
  }

  /// The texts in runs of about 128 KB.
  private static func shares(of batch: TextBatch) -> [Range<Int>] {
    var shares: [Range<Int>] = []
    var first = 0
    var start = 0
    for index in 0..<batch.count where batch.ends[index] - start >= 1 << 17 {
      shares.append(first..<index + 1)
      first = index + 1
      start = batch.ends[index]
    }
    if first < batch.count { shares.append(first..<batch.count) }
    return shares
  }
}

/// One worker's table and buffers.
///
/// Used by one thread at a time: the counter hands each index of the
/// pool its own worker and waits for all before it does anything else.
private final class CountingWorker: @unchecked Sendable {
  private var table = PieceTable()
  private var words = SpaceMarkedWords()
  private let ends = UnsafeMutableBufferPointer<Int>.allocate(capacity: 1024)

  deinit { ends.deallocate() }

  func take() -> PieceTable {
    defer { table = PieceTable() }
    return table
  }

  func count(_ batch: TextBatch, _ texts: Range<Int>, rule: PieceRule, weight: UInt64) {
    batch.bytes.withUnsafeBufferPointer { buffer in
      for index in texts {
        let text = UnsafeBufferPointer(rebasing: buffer[batch.range(index)])
        let weight = batch.weights.isEmpty ? weight : weight &* batch.weights[index]
        switch rule {
        case .splitter(let splitter): split(text, splitter, weight)
        case .spaceMarkedWords: words.count(text, weight: weight, into: &table)
        case .whiteSpaceWords: WhiteSpaceWords.count(text, weight: weight, into: &table)
        }
      }
    }
  }

  private func split(
    _ text: UnsafeBufferPointer<UInt8>, _ splitter: any Splitter, _ weight: UInt64
  ) {
    var start = 0
    while start < text.count {
      let count = splitter.nextEnds(ends, from: start, in: text)
      if count == 0 { return }
      table.addPieces(
        endingAt: UnsafeBufferPointer(rebasing: ends[..<count]), from: start, of: text,
        weight: weight)
      start = ends[count - 1]
    }
  }
}
