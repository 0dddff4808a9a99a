import Corpora
import Counting
import Groundwork
import TokenizerTraining

/// One run of any trainer: texts become counts, counts a model with its record.
///
/// A trainer is a function of the run. It says how texts are to be counted, trains on the counts, writes the
/// model, and says what came of it; what is read, drawn, left out and kept is the run's matter. A trainer that
/// needs counts of several texts, or of one text cut in several ways, counts several times, in the same order
/// in each run.
struct TrainingRun {
  /// What is read.
  let inputs: TrainingInputs
  /// Which sentences are taken.
  let sentences: SentenceChoice
  /// Rarer pieces are left out.
  let minimumCount: UInt64
  /// How much memory may be taken; nil for any.
  let memory: MemoryBudget?
  /// Where the run is kept; nil for nowhere.
  let checkpoint: TrainingCheckpoint?
  /// Where the model goes.
  let output: String
  let pool: WorkerPool
  let progress: Progress

  /// What came of a training.
  struct Outcome {
    /// Such as `8000 tokens from 1234 distinct pieces`.
    var summary: String
    /// What the user should know of the result; nil for nothing.
    var warning: String?
    /// What was read, once for each text.
    var texts: [CountedText.Facts]
    /// The files read; nil where all counts are of the same files.
    var files: Int?
  }

  /// Reads and counts texts.
  ///
  /// - Parameters:
  ///   - rule: how texts become pieces.
  ///   - part: what to read; nil for all inputs.
  ///   - needing: the bytes of memory that training on some pieces takes, with their table.
  /// - Throws: `Failure` where `--max-memory` would be passed, with advice, and what reading throws.
  func count(
    by rule: PieceRule, of part: TrainingInputs? = nil,
    needing: (PieceTotals) -> Int = { $0.tableMemory }
  ) throws(Failure) -> CountedText {
    var counter = try TextCounter(part ?? inputs, by: rule, of: self)
    let text = try counter.count(needing: needing)
    _ = consume counter
    // What counting took is taken anew by training, in other sizes.
    returnFreedMemory()
    return text
  }

  /// Trains, and says what came of it on standard error.
  ///
  /// Throws what training throws, and, at the end, the exit code of files that were not read whole.
  func run(_ train: (TrainingRun) throws(Failure) -> Outcome) throws {
    let start = ContinuousClock.now
    // The target is tried before the work.
    try AtomicFile.checkWritable(file: output)
    let outcome = try train(self)
    checkpoint?.remove()
    ProgressLine.clear()
    let files = outcome.files ?? outcome.texts.map(\.source.counting.inputs.count).max() ?? 0
    var lines = [
      "\(output): \(outcome.summary) of \(files) files; " + RunCost.text(since: start)
    ]
    if let checkpoint, checkpoint.goesOn { lines.append("went on from \(checkpoint.folder)") }
    lines += outcome.texts.flatMap(\.notes)
    if let warning = outcome.warning { lines.append("warning: \(warning)") }
    lines += outcome.texts.flatMap(\.source.doubts).map {
      "warning: \($0); see derlius corpus check"
    }
    for line in lines { printToStandardError("derlius: \(line)") }
    try ReadingNotes.finish(outcome.texts.flatMap(\.records))
  }
}
