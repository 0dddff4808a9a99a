import ArgumentParser
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
      "Evaluation text: training lines that stand in it or share 8 words with it are left out; repeat.",
      valueName: "file"))
  var exclude: [String] = []

  @OptionGroup var reading: CorpusOptions
  @OptionGroup var threads: ThreadOption

  @Argument(
    help: ArgumentHelp(
      "Files, folders or quoted patterns; INPUT=WEIGHT counts each piece so often.",
      valueName: "input"))
  var inputs: [String] = []

  /// What is read; throws (usage) where there is nothing.
  func trainingInputs() throws(Failure) -> TrainingInputs {
    guard let form = TextForm(form) else {
      throw .usage(
        "\(form) is no form of text", remedy: "use raw, NFC, NFD, NFKC, NFKD or lower")
    }
    if inputs.isEmpty, counts.isEmpty {
      throw .usage("there is no input", remedy: "name text files, or --counts FILE")
    }
    return TrainingInputs(
      texts: inputs, counts: counts, format: reading.format,
      reading: reading.reading(form: form), exclude: exclude)
  }

  /// A run of training.
  ///
  /// - Parameters:
  ///   - output: where the model goes.
  ///   - sentences: which sentences are taken.
  func run(output: String, sentences: SentenceChoice) throws(Failure) -> TrainingRun {
    TrainingRun(
      inputs: try trainingInputs(), sentences: sentences, output: output, pool: threads.pool,
      progress: ProgressLine.make())
  }
}
