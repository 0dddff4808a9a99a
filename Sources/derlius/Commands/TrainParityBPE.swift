import ArgumentParser
import Groundwork
import TokenizerTraining

/// `derlius train parity-bpe`: byte-pair encoding whose merges are shared out among languages.
struct TrainParityBPE: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parity-bpe",
    abstract: "Train a byte-pair encoding that is fair to several languages.",
    discussion: """
      Each merge is chosen in the language that needs it most: whose development text (--dev, best the same \
      sentences in all languages) has the most tokens; with --ratio whose training text was compressed least for \
      its ratio; with neither whose training text has the most tokens. The merge is done in all languages \
      (Foroutan et al. 2025, arXiv 2508.04796). The result is that of ParityBpeTrainer of tokenizers 0.23.3 with \
      options of the same names. The output is a tokenizer.json (.json, its record in .training.json) or a rank \
      file (.tiktoken, with its side file).

      Examples:
        derlius train parity-bpe --vocab-size 32000 --output parity.json \\
          --corpus lt=lt.txt --corpus en=en.txt --dev lt=dev.lt.txt --dev en=dev.en.txt
        derlius train parity-bpe --num-merges 16000 --global-merges 8000 --variant window --output parity.json \\
          --corpus lt=lt/ --corpus lv=lv/ --corpus et=et/ --dev lt=lt.dev --dev lv=lv.dev --dev et=et.dev
        derlius train parity-bpe --vocab-size 8000 --ratio lt=1 --ratio hi=2.57 --output parity.tiktoken \\
          --corpus lt=lt.txt --corpus hi=hi.txt
        derlius train parity-bpe --vocab-size 64000 --max-memory 8G --checkpoint kept --output parity.json \\
          --counts lt=lt.tsv --counts en=en.tsv --dev lt=dev.lt.txt --dev en=dev.en.txt
      """)

  @Option(help: ArgumentHelp("All tokens, with letters and specials.", valueName: "n"))
  var vocabSize: Int?

  @Option(help: ArgumentHelp("The merges, instead of --vocab-size.", valueName: "n"))
  var numMerges: Int?

  @Flag(help: "Take letters and specials off --num-merges.")
  var totalSymbols = false

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("What to make: FILE.json or FILE.tiktoken.", valueName: "file"))
  var output: String

  @Option(
    help: ArgumentHelp(
      "A language's training text: a file, folder or quoted pattern; repeat. PATH=WEIGHT counts each piece so "
        + "often.", valueName: "lt=path"))
  var corpus: [String] = []

  @Option(
    help: ArgumentHelp(
      "A count file of a language (piece, tab, count), cut by --split; repeat. FILE=WEIGHT counts each piece so "
        + "often.", valueName: "lt=file"))
  var counts: [String] = []

  @Option(
    help: ArgumentHelp(
      "A language's development text; for each language or none; repeat.", valueName: "lt=path"))
  var dev: [String] = []

  @Option(
    help: ArgumentHelp(
      "The compression that a language is to have, in proportion to the others; repeat.",
      valueName: "lt=x"))
  var ratio: [String] = []

  @Option(help: "base, or window: no language gets more than its share of the last merges.")
  var variant = VariantName.base

  @Option(
    help: ArgumentHelp("The last merges that count, for --variant window (100).", valueName: "n"))
  var windowSize: Int?

  @Option(
    help: ArgumentHelp(
      "A language's share of the window is at most this, by the number of languages (2).",
      valueName: "x"))
  var alpha: Double?

  @Option(
    help: ArgumentHelp("The first merges, chosen by all languages together.", valueName: "n"))
  var globalMerges = 0

  @Option(
    help: ArgumentHelp(
      "What cuts text before merging: a pattern's name or a regex.", valueName: "name|regex"))
  var split = "cl100k"

  @Option(help: "What merging starts from: bytes (the default) or characters.")
  var alphabet: AlphabetName?

  @Option(help: "Over bytes: letters are all bytes (the default), or those seen.")
  var initialAlphabet: InitialAlphabet?

  @Option(help: ArgumentHelp("The most letters merging starts from.", valueName: "n"))
  var limitAlphabet: Int?

  @Option(
    help: ArgumentHelp("A special token; repeat. They have the first ids.", valueName: "text"))
  var special: [String] = []

  @Option(
    help: ArgumentHelp(
      "A language whose most frequent pair is rarer gets no more merges.", valueName: "n"))
  var minFrequency: UInt64 = 0

  @Option(
    help: ArgumentHelp("Tokens are below this length, but for pairs of letters.", valueName: "n"))
  var maxTokenLength: Int?

  @Option(help: "The form that texts are brought to first: raw, NFC, NFD, NFKC, NFKD, lower.")
  var form = "raw"

  @Option(
    help: ArgumentHelp(
      "Evaluation text: training lines that stand in it or share 8 words with it are left out; repeat.",
      valueName: "file"))
  var exclude: [String] = []

  @OptionGroup var limits: RunLimitsOptions
  @OptionGroup var reading: CorpusOptions
  @OptionGroup var threads: ThreadOption
  @OptionGroup var progress: ProgressOption

  /// Which language is next, as the option names it.
  enum VariantName: String, ExpressibleByArgument, CaseIterable {
    case base, window
  }

  func run() throws {
    let plan = try ParityTrainingPlan(self)
    try limits.run(
      plan.inputs, output: output, sentences: .all, drawsSentences: false, pool: threads.pool,
      progress: progress.make()
    ).run(plan.train)
  }
}
