import ArgumentParser
import Groundwork
import TokenizerTraining

/// What a sweep passes on to `derlius train`.
struct SweepTrainingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Train what this trainer would: sentencepiece (bpe-characters, unigram) or huggingface (bpe).",
      valueName: "name"))
  var like: BPETrainingOptions.Likeness?

  @Option(
    help: ArgumentHelp(
      "For bpe: what cuts text before merging, a pattern's name or a regex (default cl100k).",
      valueName: "name|regex"))
  var split: String?

  @Option(help: ArgumentHelp("A special token; repeat. Text never gives it.", valueName: "text"))
  var special: [String] = []

  @Option(
    help: ArgumentHelp(
      "The longest piece, in bytes (bpe, default: none) or characters (16).", valueName: "n"))
  var maxPieceLength: Int?

  @Option(
    help: ArgumentHelp(
      "For bpe and bpe-characters: merge no pair that is rarer (2).", valueName: "n"))
  var minFrequency: UInt64?

  @Option(
    help: ArgumentHelp(
      "For bpe-characters and unigram: the share of characters that get a piece (0.9995).",
      valueName: "x"))
  var characterCoverage: Double?

  @Flag(help: "For bpe-characters and unigram: 256 byte pieces for characters without one.")
  var byteFallback = false

  @Option(
    help: ArgumentHelp(
      "For bpe-characters and unigram: how text is normalized (identity).", valueName: "name|tsv"))
  var normalization: String?

  /// One option with its values and the kinds that have it.
  private struct Passed {
    var name: String
    var values: [String]
    var kinds: [SweepKind]
  }

  private var passed: [Passed] {
    let pieces: [SweepKind] = [.bpeCharacters, .unigram]
    var passed: [Passed] = []
    func pass(_ name: String, _ value: String?, _ kinds: [SweepKind]) {
      if let value { passed.append(Passed(name: name, values: [value], kinds: kinds)) }
    }
    pass("--like", like?.rawValue, like == .huggingFace ? [.bpe] : pieces)
    pass("--split", split, [.bpe])
    for text in special { pass("--special", text, SweepKind.allCases) }
    pass("--max-piece-length", maxPieceLength.map { "\($0)" }, SweepKind.allCases)
    pass("--min-frequency", minFrequency.map { "\($0)" }, [.bpe, .bpeCharacters])
    pass("--character-coverage", characterCoverage.map { "\($0)" }, pieces)
    if byteFallback { passed.append(Passed(name: "--byte-fallback", values: [], kinds: pieces)) }
    pass("--normalization", normalization, pieces)
    return passed
  }

  /// Throws (usage) for an option that none of the kinds has.
  func check(_ kinds: [SweepKind]) throws(Failure) {
    for option in passed where !option.kinds.contains(where: kinds.contains) {
      throw .usage(
        "\(option.name) is for \(option.kinds.map(\.rawValue).joined(separator: " and ")), and --kinds "
          + "names \(kinds.map(\.rawValue).joined(separator: ", "))",
        remedy: "leave it out, or add a kind")
    }
  }

  /// The arguments that a kind's training takes.
  func arguments(_ kind: SweepKind) -> [String] {
    passed.filter { $0.kinds.contains(kind) }.flatMap { option in
      // Joined, so that a value that starts with a dash is no option.
      option.values.isEmpty ? [option.name] : option.values.map { "\(option.name)=\($0)" }
    }
  }
}
