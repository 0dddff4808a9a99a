import ArgumentParser
import Groundwork
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
    help: """
      Round scores to multiples of 1/128, so that sentencepiece (single precision) and tokenizers (double) cut every \
      text alike, and convert is exact.
      """)
  var roundScores = false

  @Flag(
    inversion: .prefixedNo,
    help: "Whether a text that gives fewer pieces than asked for is an error.")
  var hardVocabLimit = true

  @OptionGroup(title: "Pieces of characters") var pieces: PieceOptions
  @OptionGroup(title: "Normalization") var normalizing: NormalizationOptions

  @OptionGroup var text: TrainingTextOptions

  func run() throws {
    let plan = try plan()
    try text.run(
      output: output, sentences: plan.sentences, settings: plan.normalization.charsmap
    ).run(plan.train)
  }

  /// What was asked for; throws (usage) for options that contradict each other.
  func plan() throws(Failure) -> UnigramTrainingPlan {
    if !output.hasSuffix(".model"), !output.hasSuffix(".json") {
      throw Failure.usage(
        "--output \(output) does not say what to make", remedy: "end it in .model or .json")
    }
    if let like, like != "sentencepiece" {
      throw Failure.usage("--like \(like) is no trainer of Unigram", remedy: "use sentencepiece")
    }
    let isLike = like != nil
    return UnigramTrainingPlan(
      options: try options(isLike: isLike),
      normalization: try normalizing.normalization(isLike ? "nmt_nfkc" : "identity"),
      sentences: try SentenceChoice(
        pieces, isLike: isLike, isModel: output.hasSuffix(".model")))
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
    options.roundsScores = roundScores
    options.isHardLimit = hardVocabLimit
    return options
  }
}
