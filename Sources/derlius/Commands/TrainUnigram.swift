import ArgumentParser
import Groundwork
import Segmentation
import TokenizerTraining

/// `derlius train unigram`: a Unigram model over characters.
struct TrainUnigram: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unigram",
    abstract: "Train a Unigram model.",
    discussion: """
      Writes a SentencePiece model with its training record beside it (.model.json). The same inputs give \
      the same bytes, for any number of threads. Each line is a sentence. Options have the names and the \
      defaults of spm_train; with --like sentencepiece the pieces are its too.

      Examples:
        derlius train unigram --vocab-size 32000 --output lt.model corpus/*.txt
        derlius train unigram --vocab-size 8000 --normalization nmt_nfkc_cf --byte-fallback \\
          --output lt.model news.txt law.txt=3
      """)

  @Option(help: ArgumentHelp("All pieces, with characters, bytes and specials.", valueName: "n"))
  var vocabSize: Int

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The model: FILE.model.", valueName: "file"))
  var output: String

  @Option(help: ArgumentHelp("Train what this trainer would: sentencepiece.", valueName: "name"))
  var like: String?

  @OptionGroup var shape: PieceShapeOptions
  @OptionGroup var normalizing: NormalizationOptions

  @Option(help: ArgumentHelp("The most strings that training starts from.", valueName: "n"))
  var seedSentencepieceSize = 1_000_000

  @Option(help: ArgumentHelp("The share of pieces that a round of pruning keeps.", valueName: "x"))
  var shrinkingFactor = 0.75

  @Option(help: ArgumentHelp("Steps of EM before each pruning.", valueName: "n"))
  var numSubIterations = 2

  @Flag(
    inversion: .prefixedNo,
    help: "Whether a text that gives fewer pieces than asked for is an error.")
  var hardVocabLimit = true

  @Option(
    help: ArgumentHelp(
      "Longer sentences, in bytes, are left out like sentencepiece (default 4192), else cut.",
      valueName: "n"))
  var maxSentenceLength: Int?

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
      "Files, folders or quoted patterns; INPUT=WEIGHT counts each word so often.",
      valueName: "input"))
  var inputs: [String] = []

  func run() throws {
    if !output.hasSuffix(".model") {
      throw Failure.usage(
        "--output \(output) does not say what to make", remedy: "end it in .model")
    }
    if inputs.isEmpty, counts.isEmpty {
      throw Failure.usage("there is no input", remedy: "name text files, or --counts FILE")
    }
    if let like, like != "sentencepiece" {
      throw Failure.usage("--like \(like) is no trainer of Unigram", remedy: "use sentencepiece")
    }
    if let length = maxSentenceLength, length < 10 {
      throw Failure.usage("--max-sentence-length \(length) is below 10", remedy: "use 4192")
    }
    guard let form = TextForm(form) else {
      throw Failure.usage(
        "\(form) is no form of text", remedy: "use raw, NFC, NFD, NFKC, NFKD or lower")
    }
    let isLike = like != nil
    var options = UnigramTrainingOptions(vocabularySize: vocabSize)
    options.likeness = isLike ? .sentencePiece : .native
    options.characterCoverage = shape.characterCoverage
    options.requiredCharacters = shape.requiredChars
    options.symbols = shape.symbols
    options.shapes = shape.shapes
    options.seedSize = seedSentencepieceSize
    options.shrinkingFactor = shrinkingFactor
    options.subIterations = numSubIterations
    options.isHardLimit = hardVocabLimit
    let run = UnigramTrainingRun(
      options: options, normalization: try normalizing.normalization(isLike ? "nmt_nfkc" : "identity"),
      inputs: inputs, counts: counts, format: reading.format, reading: reading.reading(form: form),
      exclude: exclude, maxSentenceLength: maxSentenceLength ?? (isLike ? 4192 : nil),
      output: output, pool: threads.pool, progress: ProgressLine.make())
    let (report, records) = try run.run()
    ProgressLine.clear()
    for line in report { printToStandardError("derlius: \(line)") }
    try ReadingNotes.finish(records)
  }
}
