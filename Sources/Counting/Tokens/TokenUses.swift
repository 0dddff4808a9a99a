import Corpora
import Groundwork
import Tokenization

/// How often each token of a tokenizer comes out of texts: what pruning goes by.
public struct TokenUses: Sendable {
  /// The occurrences of each id, weighted; a count that would pass 2⁶⁴ − 1 stays there.
  public private(set) var counts: [UInt64]
  private let tokenizer: any Tokenizer

  /// Starts with no uses.
  public init(of tokenizer: any Tokenizer) {
    self.tokenizer = tokenizer
    counts = [UInt64](repeating: 0, count: tokenizer.vocabulary.count)
  }

  /// Adds the uses in all documents of files, encoded whole, with special tokens taken as text.
  ///
  /// The counts are the same for any number of workers.
  ///
  /// - Parameters:
  ///   - inputs: the files.
  ///   - weight: what each occurrence counts for, on top of the documents' own weights.
  ///   - pool: the workers.
  ///   - progress: is told of the bytes read.
  /// - Returns: what was read from each file.
  public mutating func add(
    _ inputs: CorpusInputs, weight: UInt64 = 1, pool: WorkerPool, progress: Progress = .silent
  ) throws(Failure) -> [ReadingRecord] {
    let tokenizer = tokenizer
    let states = WorkerStates<Worker>()
    let records = try inputs.map(
      pool: pool, takesWeights: true, progress: progress,
      state: { () throws(Failure) in states.add(Worker(tokenizer)) },
      { (worker, batch) throws(Failure) in worker.add(batch, weight: weight) },
      { (_, _: Void) throws(Failure) in })
    for worker in states.all {
      for (id, count) in worker.counts.enumerated() {
        counts[id] = saturatingSum(counts[id], count)
      }
    }
    return records
  }

  /// One worker's encoder and counts; used by one thread at a time.
  private final class Worker: @unchecked Sendable {
    private(set) var counts: [UInt64]
    private let encoder: any TextEncoder
    private var ids: [UInt32] = []

    init(_ tokenizer: any Tokenizer) {
      counts = [UInt64](repeating: 0, count: tokenizer.vocabulary.count)
      encoder = tokenizer.makeEncoder(specials: .text)
    }

    func add(_ batch: TextBatch, weight: UInt64) {
      batch.forEachText { (index, text) in
        if text.isEmpty { return }
        let (product, overflow) = weight.multipliedReportingOverflow(by: batch.weight(index))
        let weight = overflow ? UInt64.max : product
        ids.removeAll(keepingCapacity: true)
        encoder.encode(text, into: &ids)
        for id in ids { counts[Int(id)] = saturatingSum(counts[Int(id)], weight) }
      }
    }
  }
}
