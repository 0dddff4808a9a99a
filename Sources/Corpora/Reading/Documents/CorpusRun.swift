import Groundwork
import Segmentation

/// A batch on its way to the workers.
private struct Part: Sendable {
  var file: Int
  var form: TextForm
  var batch: TextBatch
}

/// A batch that a worker has done.
private struct Outcome<Result: Sendable>: Sendable {
  var file: Int
  var batch: TextBatch
  var counts: BatchCounts
  var result: Result?
}

/// What a worker keeps from batch to batch.
private struct Worker<State> {
  var preparations: [TextForm: BatchPreparation] = [:]
  var state: State
}

/// What the reading thread keeps of the batches that are done.
private final class Deliveries {
  var counts: [BatchCounts]
  /// Batches whose memory can be filled again.
  var spent: [TextBatch] = []

  init(files: Int) { counts = .init(repeating: BatchCounts(), count: files) }

  func take<Result>(_ outcome: consuming Outcome<Result>) {
    counts[outcome.file] += outcome.counts
    var batch = TextBatch()
    swap(&batch, &outcome.batch)
    batch.removeAll()
    if spent.count < 16 { spent.append(batch) }
  }
}

extension CorpusInputs {
  /// Reads the files, does the work of batches on the pool, and gives the results in order to `body`.
  func run<State, Result: Sendable>(
    batchBytes: Int, pool: WorkerPool, takesWeights: Bool, progress: Progress,
    state: @escaping @Sendable () throws(Failure) -> State,
    work: @escaping @Sendable (inout State, TextBatch) throws(Failure) -> Result,
    body: @escaping (Int, Result) throws(Failure) -> Void
  ) throws(Failure) -> [ReadingRecord] {
    let deliveries = Deliveries(files: files.count)
    let pipeline = OrderedPipeline<Worker<State>, Part, Outcome<Result>>(
      workers: pool.workers,
      state: { () throws(Failure) in Worker(state: try state()) },
      work: { (worker, part) throws(Failure) in
        var batch = part.batch
        var preparation =
          if let known = worker.preparations.removeValue(forKey: part.form) { known } else {
            try BatchPreparation(part.form)
          }
        let changes = try preparation.prepare(&batch)
        worker.preparations[part.form] = preparation
        var counts = BatchCounts(batch)
        counts.changes = changes
        let result = try work(&worker.state, batch)
        return Outcome(file: part.file, batch: batch, counts: counts, result: result)
      },
      deliver: { (outcome) throws(Failure) in
        var outcome = outcome
        if let result = outcome.result.take() { try body(outcome.file, result) }
        deliveries.take(outcome)
      })

    let files = files
    let meter = ReadingMeter(files, progress: progress)
    let reading = CorpusReading(
      batchBytes: batchBytes, takesWeights: takesWeights,
      submit: { (file, batch) throws(Failure) in
        var part = Part(
          file: file, form: files[file].options.form, batch: deliveries.spent.popLast() ?? .init())
        swap(&part.batch, &batch)
        do throws(Failure) {
          try pipeline.submit(part)
        } catch {
          throw error
        }
      },
      didRead: { meter.add($0) })

    var records: [ReadingRecord] = []
    var failed: Failure?
    do throws(Failure) {
      for (number, file) in files.enumerated() {
        records.append(try reading.read(file, number: number))
      }
    } catch {
      failed = error
    }
    // Batches before the failure are handed out; a failure among them comes first.
    try pipeline.finish()
    if let failed { throw failed }
    for index in records.indices { deliveries.counts[index].write(to: &records[index]) }
    return records
  }
}
