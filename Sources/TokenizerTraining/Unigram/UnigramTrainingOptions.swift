import Groundwork

/// What a Unigram model is to be trained to.
public struct UnigramTrainingOptions: Sendable, Hashable {
  /// Whose results are to come out.
  public enum Likeness: String, Sendable, Hashable {
    /// Our own rules: every string that ends a word or has two continuations may be a seed.
    case native
    /// Those of `spm_train --model_type=unigram` of sentencepiece 0.2.3: seeds need two continuations as
    /// bytes of sentences, and what no piece covers counts for the first piece.
    case sentencePiece = "sentencepiece"
  }

  /// All pieces of the vocabulary, with `symbols`.
  public var vocabularySize: Int
  /// The share of characters that get a piece: `--character-coverage`.
  public var characterCoverage = 0.9995
  /// Characters that get a piece whatever their count.
  public var requiredCharacters = ""
  /// The pieces that training does not make.
  public var symbols = SentencePieceSymbols()
  /// Which strings may be pieces.
  public var shapes = PieceShapeRules()
  /// The most strings that training starts from: `--seed-sentencepiece-size`.
  public var seedSize = 1_000_000
  /// The share of pieces that one round of pruning keeps: `--shrinking-factor`.
  public var shrinkingFactor = 0.75
  /// Steps of EM before each pruning: `--num-sub-iterations`.
  public var subIterations = 2
  /// Whether a vocabulary that cannot be filled is an error: `--hard-vocab-limit`.
  public var isHardLimit = true
  /// Whether scores are rounded to multiples of 1/128, whose sums are the same in single and in double precision:
  /// `--round-scores`.
  public var roundsScores = false
  /// Whose results are to come out.
  public var likeness = Likeness.native

  /// Creates the options that `spm_train` has by default.
  public init(vocabularySize: Int) { self.vocabularySize = vocabularySize }
}

extension UnigramTrainingOptions {
  /// The most pieces that training starts from: pieces and lengths share 32 bits.
  static let mostSeeds = 1_800_000
  /// The longest piece in characters.
  static let longestPiece = 511

  /// Throws (usage) what cannot be trained whatever the text is.
  public func validate() throws(Failure) {
    if !(characterCoverage > 0 && characterCoverage <= 1) {
      throw .usage(
        "a character coverage of \(characterCoverage) is not above 0 and at most 1",
        remedy: "use 0.9995, or 1 for a small alphabet")
    }
    guard let longest = shapes.longest, longest >= 1, longest <= Self.longestPiece else {
      throw .usage(
        "a longest piece of \(shapes.longest.map { "\($0)" } ?? "any length") is not possible here",
        remedy: "use 1 to \(Self.longestPiece) characters")
    }
    if seedSize < 1 || seedSize > Self.mostSeeds {
      throw .usage(
        "\(seedSize) seeds are not possible", remedy: "use 1 to \(Self.mostSeeds)")
    }
    if !(shrinkingFactor >= 0.5 && shrinkingFactor <= 0.95) {
      throw .usage(
        "a shrinking factor of \(shrinkingFactor) is not from 0.5 to 0.95", remedy: "use 0.75")
    }
    if roundsScores, likeness == .sentencePiece {
      throw .usage(
        "--round-scores and --like sentencepiece contradict each other: its scores are not rounded",
        remedy: "leave out one of them")
    }
    if subIterations < 1 || subIterations > 10 {
      throw .usage("\(subIterations) sub-iterations are not 1 to 10", remedy: "use 2")
    }
    let reserved = try symbols.placed().count
    if vocabularySize <= reserved {
      throw .usage(
        "a vocabulary of \(vocabularySize) has no room beside \(reserved) reserved pieces",
        remedy: "use a size of at least \(reserved + 1)")
    }
    if vocabularySize > 1 << 24 {
      throw .usage(
        "a vocabulary of \(vocabularySize) is larger than a model can hold",
        remedy: "use \(1 << 24) at most")
    }
  }
}
