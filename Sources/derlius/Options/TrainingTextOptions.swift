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

  @OptionGroup var limits: RunLimitsOptions
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
  ///   - drawsSentences: whether the command has `--input-sentence-size`.
  ///   - settings: what else decides how text is counted, and is not on the command line: a rule that is read
  ///     from a file.
  func run(
    output: String, sentences: SentenceChoice, drawsSentences: Bool = true, settings: [UInt8] = []
  ) throws(Failure) -> TrainingRun {
    try limits.run(
      try trainingInputs(), output: output, sentences: sentences, drawsSentences: drawsSentences,
      settings: settings, pool: threads.pool, progress: progress.make())
  }
}
