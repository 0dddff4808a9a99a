import ArgumentParser
import Groundwork
import TokenizerTraining

/// `derlius train superbpe`: byte-pair encoding in two stages, the second over words.
struct TrainSuperBPE: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "superbpe",
    abstract: "Train a byte-pair encoding whose later tokens may hold several words.",
    discussion: """
      Two stages (Liu et al. 2025, arXiv 2503.13423): up to --transition tokens words part text, as in train bpe; \
      then merging goes on in whole lines, but for numbers, runs of signs and runs of spaces. Tokens of the second \
      stage hold at most 4 words (--max-words) and no colon before a space (--colons lets them), as the authors' \
      trainer has it. The tokenizer cuts text by the second pattern alone, and is an ordinary .json or .tiktoken.

      With --like huggingface ids and merges are those of the authors' trainer. The second stage \
      keeps all distinct lines in memory.

      Examples:
        derlius train superbpe --vocab-size 32000 --transition 28000 --output super.json corpus/*.txt
        derlius train superbpe --vocab-size 8000 --transition 7000 --max-words 3 --output super.tiktoken lt.txt
      """)

  @Option(help: ArgumentHelp("All tokens, with bytes and specials.", valueName: "n"))
  var vocabSize: Int

  @Option(
    help: ArgumentHelp(
      "The tokens at which the second stage begins (default: nine tenths of all).", valueName: "n"))
  var transition: Int?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("What to make: FILE.json or FILE.tiktoken.", valueName: "file"))
  var output: String

  @Option(help: ArgumentHelp("Train what this trainer would: huggingface.", valueName: "name"))
  var like: BPETrainingOptions.Likeness?

  @Option(
    help: ArgumentHelp(
      "What cuts text in the first stage: a pattern's name or a regex.", valueName: "name|regex"))
  var split = "superbpe-words"

  @Option(
    help: ArgumentHelp(
      "What cuts text in the second stage, and whenever it is encoded: a pattern's name or a regex.",
      valueName: "name|regex"))
  var superwordSplit = "superbpe"

  @Option(help: ArgumentHelp("The most words of a token; 0 for any number.", valueName: "n"))
  var maxWords = 4

  @Flag(help: "Let tokens have a colon before a space.")
  var colons = false

  @Option(
    help: ArgumentHelp("A special token; repeat. Text never gives it.", valueName: "text"))
  var special: [String] = []

  @Option(
    help: ArgumentHelp(
      "The longest token in bytes; like huggingface tokens are below it, but for pairs of bytes.",
      valueName: "n"))
  var maxTokenLength: Int?

  @Option(
    help: ArgumentHelp("Merge no pair that is rarer (2; like huggingface 0).", valueName: "n"))
  var minFrequency: UInt64?

  @Option(help: "Like huggingface: letters are all bytes, or those seen.")
  var initialAlphabet: InitialAlphabet?

  @OptionGroup var text: TrainingTextOptions

  func run() throws {
    let plan = try SuperwordTrainingPlan(self)
    try text.run(output: output, sentences: .all, drawsSentences: false).run(plan.train)
  }
}
