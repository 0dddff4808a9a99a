import Tokenization

/// How SentencePiece's trainers make words of sentences (sentencepiece 0.2.3, `LoadSentences` and
/// `SplitIntoWords`).
///
/// Every line of a text is a sentence. It is normalized, which marks spaces by U+2581; texts of `boundaries`
/// become U+001F, which no piece crosses; then it is cut before (or behind) each mark.
public struct SentenceRule: Sendable {
  /// What becomes of a sentence that is longer than `longest`.
  public enum LongSentences: Sendable, Hashable {
    /// It is left out, as `spm_train` does.
    case skipped
    /// It is cut, before a space where there is one.
    case cut
  }

  /// How sentences are normalized; spaces must be escaped.
  public var normalizer: SentencePieceNormalizer
  /// Texts that no piece may hold a part of, such as the pieces of control symbols; none is empty, and
  /// none is there twice.
  public var boundaries: [[UInt8]]
  /// Whether words are cut at spaces; without it a sentence is one word.
  public var splitsAtSpaces = true
  /// Whether marks belong to the words before them.
  public var putsMarksBehind = false
  /// Whether a run of marks stays together, as `--allow_whitespace_only_pieces` has it.
  public var groupsMarks = false
  /// The most bytes that a sentence may have, before it is normalized; nil for no limit.
  public var longest: Int?
  /// What becomes of longer ones.
  public var longSentences = LongSentences.cut
  /// Whether the last word of a sentence has a byte 0xFE behind it, which stands in no UTF-8.
  ///
  /// Unigram training like sentencepiece's tells such words apart.
  public var marksEnds = false
  /// Whether sentences with U+2585 are left out, which stands for the unknown in `spm_train`.
  public var skipsReserved = false

  /// Creates a rule.
  public init(normalizer: SentencePieceNormalizer, boundaries: [[UInt8]] = []) {
    self.normalizer = normalizer
    self.boundaries = boundaries
  }
}

/// What became of sentences.
public struct SentenceTally: Sendable, Hashable {
  /// Sentences that were taken; empty ones are not counted.
  public var taken = 0
  /// Sentences that were left out, since they are too long.
  public var tooLong = 0
  /// Sentences that were left out, since they hold U+2585.
  public var reserved = 0

  /// Creates a tally of nothing.
  public init() {}

  /// Adds two tallies.
  public static func + (one: SentenceTally, two: SentenceTally) -> SentenceTally {
    var sum = one
    sum.taken += two.taken
    sum.tooLong += two.tooLong
    sum.reserved += two.reserved
    return sum
  }
}
