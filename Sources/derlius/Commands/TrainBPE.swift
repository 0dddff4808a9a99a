import ArgumentParser
import Groundwork
import TokenizerTraining

/// `derlius train bpe`: byte-pair encoding over bytes or characters.
struct TrainBPE: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bpe",
    abstract: "Train a byte-pair encoding.",
    discussion: """
      The output's extension says what is made: .tiktoken a byte-level rank file with a side file \
      (.json: pattern, specials, what it was trained on), .model a SentencePiece model over characters \
      with its training record beside it (.model.json), .json a tokenizer.json, byte-level unless \
      --alphabet characters says otherwise (its record: .training.json). The same inputs give the same \
      bytes, for any number of threads. Of pairs that are equally frequent the one whose bytes come first \
      is merged first.

      --like sentencepiece trains what spm_train of sentencepiece 0.2.3 does with options of the same \
      names (.model), --like huggingface what BpeTrainer of tokenizers 0.23.3 does (.json, .tiktoken).

      Repeats, U+FFFD, control characters, misread encodings and text not in NFC are warned of, as found \
      in the first 256 KB of each file and 2 MB of all; derlius corpus check looks through everything.

      Examples:
        derlius train bpe --vocab-size 8000 --output lt.tiktoken corpus/*.txt
        derlius train bpe --vocab-size 8000 --split o200k --special '<|endoftext|>' \\
          --output lt.json corpus/
        derlius train bpe --vocab-size 32000 --byte-fallback --output lt.model news.txt law.txt=3
        derlius train bpe --like sentencepiece --vocab-size 8000 --output lt.model corpus/*.txt
        derlius train bpe --vocab-size 32000 --counts counts.tsv --output lt.tiktoken
      """)

  @Option(
    help: ArgumentHelp("All tokens, with letters, bytes and specials.", valueName: "n"))
  var vocabSize: Int

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("What to make: FILE.tiktoken, FILE.model or FILE.json.", valueName: "file"))
  var output: String

  @Option(
    help: ArgumentHelp(
      "Train what this trainer would: sentencepiece or huggingface.", valueName: "name"))
  var like: BPETrainingOptions.Likeness?

  @Option(
    help: ArgumentHelp(
      "What cuts text before merging, for .tiktoken and .json: a pattern's name or a regex (default cl100k).",
      valueName: "name|regex"))
  var split: String?

  @Option(help: "For .json: bytes (the default) or characters.")
  var alphabet: AlphabetName?

  @Option(
    help: ArgumentHelp("Like huggingface: the most letters merging starts from.", valueName: "n"))
  var limitAlphabet: Int?

  @Option(help: "Like huggingface, over bytes: letters are all bytes, or those seen.")
  var initialAlphabet: InitialAlphabet?

  @Option(
    help: ArgumentHelp("A special token; repeat. Text never gives it.", valueName: "text"))
  var special: [String] = []

  @Option(
    name: [.long, .customLong("max-token-length")],
    help: ArgumentHelp(
      "The longest piece, in bytes (default: none) or characters (.model, default: 16).",
      valueName: "n"))
  var maxPieceLength: Int?

  @Option(
    help: ArgumentHelp("Merge no pair that is rarer (2; like huggingface 0).", valueName: "n"))
  var minFrequency: UInt64?

  @Option(
    help: ArgumentHelp(
      "Of equally frequent pairs the first by their bytes (the default) or by their ids.",
      valueName: "bytes|ids"))
  var tieRule: BPETrainingOptions.TieRule?

  @Flag(
    inversion: .prefixedNo,
    help: "Whether a text that gives fewer tokens is an error (like sentencepiece: yes; else no).")
  var hardVocabLimit: Bool?

  @OptionGroup(title: "Pieces of characters") var pieces: PieceOptions
  @OptionGroup(title: "Normalization, for .model") var normalizing: NormalizationOptions

  @OptionGroup var text: TrainingTextOptions

  func run() throws {
    let plan = try BPETrainingPlan(self)
    try text.run(
      output: output, sentences: plan.sentences, settings: plan.normalization.charsmap
    ).run(plan.train)
  }
}

/// What merging starts from, as the option names it.
enum AlphabetName: String, ExpressibleByArgument, CaseIterable {
  case bytes, characters
}

/// Which bytes are letters from the start.
enum InitialAlphabet: String, ExpressibleByArgument, CaseIterable {
  case bytes, seen
}

extension BPETrainingOptions.TieRule: ExpressibleByArgument {}

extension BPETrainingOptions.Likeness: ExpressibleByArgument {
  /// Reads the name that the option takes.
  public init?(argument: String) {
    switch argument {
    case "sentencepiece": self = .sentencePiece
    case "huggingface": self = .huggingFace
    default: return nil
    }
  }
}
