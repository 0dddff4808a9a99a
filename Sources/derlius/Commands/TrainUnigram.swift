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
      Writes a SentencePiece model with its training record beside it (.model.json), or a tokenizer.json \
      (.json, the record in .training.json). The same inputs give the same bytes, for any number of threads. \
      Each line is a sentence. Options have the names and the defaults of spm_train, but that characters \
      stay as they are unless --normalization says otherwise; with --like sentencepiece the pieces are its too.

      Examples:
        derlius train unigram --vocab-size 32000 --output lt.model corpus/*.txt
        derlius train unigram --vocab-size 8000 --normalization nmt_nfkc_cf --byte-fallback \\
          --output lt.model news.txt law.txt=3
      """)

  @Option(help: ArgumentHelp("All pieces, with characters, bytes and specials.", valueName: "n"))
  var vocabSize: Int

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The model: FILE.model or FILE.json.", valueName: "file"))
  var output: String

  @Option(help: ArgumentHelp("Train what this trainer would: sentencepiece.", valueName: "name"))
  var like: String?

  @Option(
    help: ArgumentHelp("A special token; repeat. Text never gives it.", valueName: "text"))
  var special: [String] = []

  @Option(
    name: [.long, .customLong("max-sentencepiece-length")],
    help: ArgumentHelp("The longest piece in characters.", valueName: "n"))
  var maxPieceLength = 16

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

  @OptionGroup(title: "Pieces of characters") var pieces: PieceOptions
  @OptionGroup(title: "Normalization") var normalizing: NormalizationOptions

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
    if !output.hasSuffix(".model"), !output.hasSuffix(".json") {
      throw Failure.usage(
        "--output \(output) does not say what to make", remedy: "end it in .model or .json")
    }
    if inputs.isEmpty, counts.isEmpty {
      throw Failure.usage("there is no input", remedy: "name text files, or --counts FILE")
    }
    if let like, like != "sentencepiece" {
      throw Failure.usage("--like \(like) is no trainer of Unigram", remedy: "use sentencepiece")
    }
    guard let form = TextForm(form) else {
      throw Failure.usage(
        "\(form) is no form of text", remedy: "use raw, NFC, NFD, NFKC, NFKD or lower")
    }
    let isLike = like != nil
    let run = UnigramTrainingRun(
      options: try options(isLike: isLike),
      normalization: try normalizing.normalization(isLike ? "nmt_nfkc" : "identity"),
      sentences: try sentences(isLike: isLike), inputs: inputs, counts: counts,
      format: reading.format, reading: reading.reading(form: form), exclude: exclude,
      output: output, pool: threads.pool, progress: ProgressLine.make())
    let (report, records) = try run.run()
    ProgressLine.clear()
    for line in report { printToStandardError("derlius: \(line)") }
    try ReadingNotes.finish(records)
  }

  private func options(isLike: Bool) throws(Failure) -> UnigramTrainingOptions {
    if isLike, pieces.treatWhitespaceAsSuffix == true {
      throw .usage(
        "--like sentencepiece and --treat-whitespace-as-suffix contradict each other: which word follows "
          + "each would have to be counted", remedy: "leave out one of them")
    }
    var options = UnigramTrainingOptions(vocabularySize: vocabSize)
    options.likeness = isLike ? .sentencePiece : .native
    options.characterCoverage = pieces.characterCoverage ?? 0.9995
    options.requiredCharacters = pieces.requiredChars ?? ""
    options.symbols = try pieces.symbols()
    options.symbols.control = special + options.symbols.control
    options.symbols.hasBytes = pieces.byteFallback
    // The defaults of spm_train hold for both.
    options.shapes = pieces.shapes(isLike: true) ?? PieceShapeRules()
    options.shapes.longest = maxPieceLength
    options.seedSize = seedSentencepieceSize
    options.shrinkingFactor = shrinkingFactor
    options.subIterations = numSubIterations
    options.isHardLimit = hardVocabLimit
    return options
  }

  private func sentences(
    isLike: Bool
  ) throws(Failure) -> UnigramTrainingRun.SentenceChoice {
    if let length = pieces.maxSentenceLength, length < 10 {
      throw .usage("--max-sentence-length \(length) is below 10", remedy: "use 4192")
    }
    let size = pieces.inputSentenceSize ?? 0
    if size < 0 {
      throw .usage("--input-sentence-size \(size) is negative", remedy: "use 0 for all sentences")
    }
    if size == 0, pieces.seed != nil || pieces.shuffleInputSentence != nil {
      throw .usage(
        "\(pieces.seed != nil ? "--seed" : "--shuffle-input-sentence") is for --input-sentence-size",
        remedy: "say how many sentences to take")
    }
    if pieces.shuffleInputSentence == false, pieces.seed != nil {
      throw .usage(
        "--seed and --no-shuffle-input-sentence contradict each other: the first sentences are taken",
        remedy: "leave out one of them")
    }
    return .init(
      longest: pieces.maxSentenceLength ?? (isLike ? 4192 : nil), size: size > 0 ? size : nil,
      seed: pieces.shuffleInputSentence == false ? nil : pieces.seed ?? 0)
  }
}
