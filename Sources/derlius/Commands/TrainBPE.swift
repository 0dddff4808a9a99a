import ArgumentParser
import Groundwork
import Segmentation
import TokenizerTraining

/// `derlius train bpe`: byte-pair encoding over bytes or characters.
struct TrainBPE: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bpe",
    abstract: "Train a byte-pair encoding.",
    discussion: """
      The output's extension says what is made: .tiktoken a byte-level rank file with a side file \
      (.json: pattern, specials, what it was trained on), .model a SentencePiece model over characters \
      with its training record beside it (.model.json). The same inputs give the same bytes, for any \
      number of threads. Of pairs that are equally frequent the one whose bytes come first is merged first. \
      Repeats, U+FFFD, control characters, misread encodings and text not in NFC are warned of, as found \
      in the first 256 KB of each file and 2 MB of all; derlius corpus check looks through everything.

      Examples:
        derlius train bpe --vocab-size 8000 --output lt.tiktoken corpus/*.txt
        derlius train bpe --vocab-size 8000 --split o200k --special '<|endoftext|>' \\
          --output lt.tiktoken corpus/
        derlius train bpe --vocab-size 32000 --byte-fallback --output lt.model news.txt law.txt=3
      """)

  @Option(
    help: ArgumentHelp("All tokens, with letters, bytes and specials.", valueName: "n"))
  var vocabSize: Int

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The model: FILE.tiktoken or FILE.model.", valueName: "file"))
  var output: String

  @Option(
    help: ArgumentHelp(
      "What cuts text before merging, for .tiktoken: a pattern's name or a regex (default cl100k).",
      valueName: "name|regex"))
  var split: String?

  @Option(
    help: ArgumentHelp(
      "The share of characters that get a piece, for .model (default 0.9995).", valueName: "x"))
  var characterCoverage: Double?

  @Flag(help: "For .model: 256 byte pieces for characters without one.")
  var byteFallback = false

  @Option(
    help: ArgumentHelp("A special token; repeat. Text never gives it.", valueName: "text"))
  var special: [String] = []

  @Option(
    help: ArgumentHelp(
      "The longest piece, in bytes (.tiktoken, default: none) or characters (.model, default: 16).",
      valueName: "n"))
  var maxPieceLength: Int?

  @Option(help: ArgumentHelp("Merge no pair that is rarer.", valueName: "n"))
  var minFrequency: UInt64 = 2

  @Option(help: "The form that texts are brought to first: raw, NFC, NFD, NFKC, NFKD, lower.")
  var form = "raw"

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
  var inputs: [String]

  func run() throws {
    let kind: BPETrainingRun.Kind
    if output.hasSuffix(".tiktoken") {
      kind = .tiktoken
    } else if output.hasSuffix(".model") {
      kind = .sentencePiece
    } else {
      throw Failure.usage(
        "--output \(output) does not say what to make", remedy: "end it in .tiktoken or .model")
    }
    if kind == .sentencePiece, split != nil {
      throw Failure.usage(
        "--split is for .tiktoken; SentencePiece models are cut at white space",
        remedy: "leave it out, or write a .tiktoken")
    }
    if kind == .tiktoken, characterCoverage != nil || byteFallback {
      throw Failure.usage(
        "\(byteFallback ? "--byte-fallback" : "--character-coverage") is for .model; "
          + "a .tiktoken has all 256 bytes",
        remedy: "leave it out, or write a .model")
    }
    guard let form = TextForm(form) else {
      throw Failure.usage(
        "\(form) is no form of text", remedy: "use raw, NFC, NFD, NFKC, NFKD or lower")
    }
    let length = maxPieceLength ?? (kind == .sentencePiece ? 16 : nil)
    let options = BPETrainingOptions(
      vocabularySize: vocabSize,
      alphabet: kind == .tiktoken
        ? .bytes : .characters(coverage: characterCoverage ?? 0.9995, byteFallback: byteFallback),
      maxPieceLength: length, specials: special, minimumFrequency: minFrequency)
    let run = BPETrainingRun(
      kind: kind, split: split ?? "cl100k", options: options, inputs: inputs,
      format: reading.format, reading: reading.reading(form: form), exclude: exclude,
      output: output, pool: threads.pool, progress: ProgressLine.make())
    let (report, records) = try run.run()
    ProgressLine.clear()
    for line in report { printToStandardError("derlius: \(line)") }
    try ReadingNotes.finish(records)
  }
}
