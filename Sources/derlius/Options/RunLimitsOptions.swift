import ArgumentParser
import Groundwork

/// What bounds and keeps a run of training: for every trainer, and for sweeps.
struct RunLimitsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Leave out pieces that the text has less often.", valueName: "n"))
  var minCount: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "Memory that is not passed, such as 512M or 2GB: counts go to a temporary file in TMPDIR, and training "
        + "that would take more does not start.", valueName: "size"))
  var maxMemory: MemorySize?

  @Option(
    help: ArgumentHelp(
      "Keep in this folder what is done, so that the same command, run again, goes on from there.",
      valueName: "dir"))
  var checkpoint: String?

  @Option(
    help: ArgumentHelp("Bytes of text between two checkpoints.", valueName: "size"))
  var checkpointEvery = MemorySize(bytes: 4 << 30)

  /// A run of training.
  ///
  /// - Parameters:
  ///   - inputs: what is read; where texts are counted one by one, all of them together.
  ///   - output: where the model goes.
  ///   - sentences: which sentences are taken.
  ///   - drawsSentences: whether the command has `--input-sentence-size`.
  ///   - settings: what else decides how text is counted, and is not on the command line: a rule that is read
  ///     from a file.
  ///   - pool: the workers.
  ///   - progress: told of what is read and trained.
  func run(
    _ inputs: TrainingInputs, output: String, sentences: SentenceChoice, drawsSentences: Bool,
    settings: [UInt8] = [], pool: WorkerPool, progress: Progress
  ) throws(Failure) -> TrainingRun {
    if minCount == 0 {
      throw .usage("--min-count 0 means nothing", remedy: "use 1 or more")
    }
    let memory = try maxMemory.map { (size) throws(Failure) in
      try MemoryBudget(
        bytes: size.bytes, workers: pool.workers, drawsSentences: drawsSentences)
    }
    var inputs = inputs
    inputs.keepsReturns = sentences.keepsReturns
    return TrainingRun(
      inputs: inputs, sentences: sentences, minimumCount: minCount, memory: memory,
      checkpoint: try checkpoint.map { (folder) throws(Failure) in
        try TrainingCheckpoint(
          folder, inputs: inputs, settings: settings, interval: checkpointEvery.bytes)
      }, output: output, pool: pool, progress: progress)
  }
}
