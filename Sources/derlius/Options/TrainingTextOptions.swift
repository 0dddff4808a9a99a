import ArgumentParser
import Corpora
import Groundwork
import Segmentation

/// What every trainer reads, and how it runs.
struct TrainingTextOptions: ParsableArguments {
  @Option(help: "The form that texts are brought to first: raw, NFC, NFD, NFKC, NFKD, lower.")
  var form = "raw"

  @Option(
    help: ArgumentHelp(
      "A count file (piece, tab, count) as input; repeat; FILE=WEIGHT as for inputs.",
      valueName: "file"))
  var counts: [String] = []

  @Option(
    help: ArgumentHelp(
      "Inputs with weights, a line each: INPUT, tab, WEIGHT; # starts a comment.",
      valueName: "file"))
  var mix: String?

  @Option(
    help: ArgumentHelp(
      "Evaluation text: training lines that stand in it or share 8 words with it are left out; repeat.",
      valueName: "file"))
  var exclude: [String] = []

  @Option(
    help: ArgumentHelp("Leave out pieces that the text has less often (1).", valueName: "n"))
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

  @OptionGroup var reading: CorpusOptions
  @OptionGroup var threads: ThreadOption
  @OptionGroup var progress: ProgressOption

  @Argument(
    help: ArgumentHelp(
      "Files, folders, quoted patterns or names of pulled corpora; INPUT=WEIGHT counts each piece so often.",
      valueName: "input"))
  var inputs: [String] = []

  /// What is read; throws (usage) where there is nothing.
  func trainingInputs() throws(Failure) -> TrainingInputs {
    guard let form = TextForm(form) else {
      throw .usage(
        "\(form) is no form of text", remedy: "use raw, NFC, NFD, NFKC, NFKD or lower")
    }
    var texts: [WeightedInput] = []
    for input in inputs { texts.append(try WeightedInput(parsing: input)) }
    if let mix { texts += try MixFile.inputs(contentsOf: mix) }
    var counts: [WeightedInput] = []
    for input in self.counts { counts.append(try WeightedInput(parsing: input)) }
    if texts.isEmpty, counts.isEmpty {
      throw .usage("there is no input", remedy: "name text files, or --counts FILE")
    }
    return TrainingInputs(
      texts: texts, counts: counts, options: reading, form: form, exclude: exclude)
  }

  /// A run of training.
  ///
  /// - Parameters:
  ///   - output: where the model goes.
  ///   - sentences: which sentences are taken.
  ///   - settings: what else decides how text is counted, and is not on the command line: a rule that is read
  ///     from a file.
  func run(
    output: String, sentences: SentenceChoice, settings: [UInt8] = []
  ) throws(Failure) -> TrainingRun {
    if minCount == 0 {
      throw .usage("--min-count 0 means nothing", remedy: "use 1 or more")
    }
    let inputs = try trainingInputs()
    let memory = try maxMemory.map { (size) throws(Failure) in
      try MemoryBudget(bytes: size.bytes, workers: threads.pool.workers)
    }
    return TrainingRun(
      inputs: inputs, sentences: sentences, minimumCount: minCount, memory: memory,
      checkpoint: try checkpoint.map { (folder) throws(Failure) in
        try TrainingCheckpoint(
          folder, inputs: inputs, settings: settings, interval: checkpointEvery.bytes)
      }, output: output, pool: threads.pool, progress: progress.make())
  }
}
