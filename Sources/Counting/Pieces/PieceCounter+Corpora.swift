import Corpora
import Groundwork
import Synchronization

extension PieceCounter {
  /// Counts all documents of files, each as often as its weight says.
  ///
  /// Forms and counting are shared out to the workers batch by batch, while this thread reads. Throws what
  /// `CorpusInputs.read` throws, and where the tables cannot be written out.
  ///
  /// - Parameters:
  ///   - inputs: the files.
  ///   - weight: what each occurrence counts for, on top of the documents' own weights.
  ///   - progress: is told of the bytes read.
  /// - Returns: what was read from each file.
  public func count(
    _ inputs: CorpusInputs, weight: UInt64 = 1, progress: Progress = .silent
  ) throws(Failure) -> [ReadingRecord] {
    try count(
      inputs, weight: weight, progress: progress, also: { (_) throws(Failure) in () },
      { (_) throws(Failure) in })
  }

  /// Counts as `count` does, and does other work on the same batches, so that the files are read once.
  ///
  /// - Parameters:
  ///   - inputs: the files.
  ///   - weight: what each occurrence counts for, on top of the documents' own weights.
  ///   - progress: is told of the bytes read.
  ///   - work: makes a result of a batch; runs on any thread.
  ///   - take: takes the results in the order of the batches, on this thread.
  /// - Returns: what was read from each file.
  public func count<Result: Sendable>(
    _ inputs: CorpusInputs, weight: UInt64 = 1, progress: Progress = .silent,
    also work: @escaping @Sendable (TextBatch) throws(Failure) -> Result,
    _ take: (Result) throws(Failure) -> Void
  ) throws(Failure) -> [ReadingRecord] {
    let made = Made()
    let (rule, limit) = (rule, limit)
    defer { workers += made.workers }
    return try inputs.map(
      pool: pool, takesWeights: true, progress: progress,
      state: { () throws(Failure) in made.worker(limit: limit) },
      { (worker, batch) throws(Failure) in
        try worker.count(batch, 0..<batch.count, rule: rule, weight: weight)
        var documents = 0
        for index in 0..<batch.count where !batch.range(index).isEmpty { documents += 1 }
        return (documents: documents, bytes: batch.bytes.count, result: try work(batch))
      },
      { (_, part) throws(Failure) in
        add(documents: part.documents, bytes: part.bytes)
        try take(part.result)
      })
  }

  /// The workers of one reading, to be kept behind it.
  private final class Made: Sendable {
    private let all = Mutex<[CountingWorker]>([])

    var workers: [CountingWorker] { all.withLock { $0 } }

    func worker(limit: Int) -> CountingWorker {
      let worker = CountingWorker(limit: limit)
      all.withLock { $0.append(worker) }
      return worker
    }
  }
}
