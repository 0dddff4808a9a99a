/// Which strings of characters may be pieces of a SentencePiece model: `spm_train`'s flags of these names
/// (sentencepiece 0.2.3, `IsValidSentencePiece`).
public struct PieceShapeRules: Sendable, Hashable {
  /// The most characters of a piece; nil for no limit: `--max-piece-length`.
  public var longest: Int? = 16
  /// Whether no piece holds characters of two scripts: `--split-by-unicode-script`.
  public var splitsByScript = true
  /// Whether digits are a script of their own: `--split-by-number`.
  public var splitsByNumber = true
  /// Whether each digit is a piece of its own: `--split-digits`.
  public var splitsDigits = false
  /// Whether a mark of a space stands only where a piece starts: `--split-by-whitespace`.
  ///
  /// Without it marks may stand inside a piece, but not at its end.
  public var splitsAtSpaces = true
  /// Whether marks belong to the ends of words: `--treat-whitespace-as-suffix`.
  public var putsMarksBehind = false
  /// Whether pieces may be of marks alone: `--allow-whitespace-only-pieces`.
  public var allowsMarksAlone = false

  /// Creates the rules that `spm_train` has by default.
  public init() {}

  /// Rules that only limit the length.
  public static func length(_ longest: Int?) -> PieceShapeRules {
    var rules = PieceShapeRules()
    rules.longest = longest
    rules.splitsByScript = false
    rules.splitsByNumber = false
    return rules
  }
}
