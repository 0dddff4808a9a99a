import ArgumentParser
import Benchmarking
import Groundwork
import Segmentation
import TokenizerMetrics

/// `derlius sweep`: train a grid of sizes and kinds, and measure each on held-out text.
struct Sweep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Train a grid of vocabulary sizes and measure each on held-out text.",
    discussion: """
      Each kind is trained once for all sizes, and each size is byte for byte what derlius train gives for \
      it alone. Kinds are bpe (over bytes), bpe-characters (as SentencePiece) and unigram. Training lines \
      that stand in the held-out text, or share 8 words with it, are left out and counted. The numbers are \
      those of derlius bench. A size that the text cannot fill is left out, and the page says why.

      The folder gets index.html (the curves and their knee), sweep.json and sweep.csv; with --keep-models \
      also the models. The knee is the smallest size beyond which a doubling saves less than --knee percent \
      of the tokens. --hidden tells what a size costs a model of this width: embedding parameters, the \
      softmax's share, operations for a megabyte of text.

      Examples:
        derlius sweep --sizes 4000,8000,16000,32000 --train lt.txt --held-out dev.txt --output sweep
        derlius sweep --sizes 8000,16000,32000,64000 --kinds bpe,unigram --train corpus/*.txt \\
          --held-out dev.txt --language lt --hidden 768 --window 8192 --keep-models --output sweep
        derlius sweep --sizes 1000,2000,4000 --kinds bpe --split o200k --train lt.txt \\
          --held-out dev.txt --output sweep --json
      """)

  @Option(help: ArgumentHelp("Vocabulary sizes, with commas between.", valueName: "list"))
  var sizes: String

  @Option(
    help: ArgumentHelp(
      "Kinds, with commas between: bpe, bpe-characters, unigram.", valueName: "list"))
  var kinds = "bpe,unigram"

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Training text: files, folders or quoted patterns; INPUT=WEIGHT counts each piece so often.",
      valueName: "input"))
  var train: [String] = []

  @Option(
    help: ArgumentHelp(
      "A count file (piece, tab, count) as training text; repeat; not compared with the held-out text.",
      valueName: "file"))
  var counts: [String] = []

  @Option(
    help: ArgumentHelp(
      "Training texts with weights, a line each: INPUT, tab, WEIGHT; # starts a comment.",
      valueName: "file"))
  var mix: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Held-out text that vocabularies are measured on: files or folders.", valueName: "path"))
  var heldOut: [String] = []

  @Option(
    help: ArgumentHelp(
      "More evaluation text whose lines are left out of training; repeat.", valueName: "file"))
  var exclude: [String] = []

  @Option(name: [.customShort("o"), .long], help: ArgumentHelp("The folder.", valueName: "folder"))
  var output: String

  @Flag(help: "Keep the models, in the folder models.")
  var keepModels = false

  @Flag(help: "Print sweep.json as well.")
  var json = false

  @Option(
    help: ArgumentHelp("What a doubling must save to be worth it, in percent (5).", valueName: "x"))
  var knee: Double?

  @Option(help: ArgumentHelp("The width of a model, whose costs are told.", valueName: "d"))
  var hidden: Int?

  @Option(help: ArgumentHelp("Its layers (default: width / 128).", valueName: "n"))
  var layers: Int?

  @Flag(help: "Its input and output embeddings are two matrices.")
  var untied = false

  @Option(help: ArgumentHelp("A context window in tokens.", valueName: "n"))
  var window: Int?

  @Option(
    help: ArgumentHelp("Bootstrap resamples (default 10000); 0 for no intervals.", valueName: "n"))
  var resamples: Int?

  @Option(help: "The page's heading.")
  var title: String?

  @OptionGroup(title: "Training") var training: SweepTrainingOptions

  @Option(help: "The form that texts are brought to first: raw, NFC, NFD, NFKC, NFKD, lower.")
  var form = "raw"

  @OptionGroup var limits: RunLimitsOptions
  @OptionGroup var reading: CorpusOptions
  @OptionGroup var threads: ThreadOption
  @OptionGroup var progress: ProgressOption

  func run() throws {
    let plan = try SweepPlan(self)
    let training = try limits.run(
      plan.inputs, output: output, sentences: .all, drawsSentences: false,
      settings: plan.kinds.flatMap(\.trainer.settings), pool: threads.pool,
      progress: progress.make())
    let outcome = try SweepRun(plan: plan, training: training).run()
    ProgressLine.clear()
    for line in outcome.lines { printToStandardError("derlius: \(line)") }
    if json {
      var output = StandardOutput()
      output.write(outcome.json)
    }
    try ReadingNotes.finish(outcome.records)
    if !outcome.isWhole { throw ExitCode(Failure.Fault.data.exitCode) }
  }
}
