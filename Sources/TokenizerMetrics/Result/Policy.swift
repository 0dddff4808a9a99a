/// The conditions that a number was measured under: two numbers with different ones never share a column.
public struct Policy: Sendable, Hashable {
  /// What a word is: `whitespace`, `uax29`, `uax29-letters`, `treebank`, `wordlist`.
  public var words = "whitespace"
  /// What stands before a tokenized text: `in-text`, `prefixed` (a space), `bare`.
  public var leadingSpace = "in-text"
  /// Whether words without letter or digit count in denominators: `kept`, `dropped`.
  public var punctuation = "kept"
  /// Special tokens that are counted: `none`, `bos`, `bos+eos`.
  public var specials = "none"
  /// The normal form of the text: `raw`, `NFC`, `NFD`, `NFKC`, `lower`.
  public var form = "raw"
  /// `micro` (ratio of sums), `macro-document` (mean of ratios), `macro-type`.
  public var average = "micro"
  /// How lines are joined before they are tokenized: `per-line`, `joined-by-space`.
  public var join = "per-line"
  /// What is resampled: `document`, `block of 5 lines`, `file`, `group`.
  public var unit = "block of 5 lines"
  /// What else a metric depends on (reference language, morphology, …), in order.
  public var further: [NamedText] = []

  /// Creates the default policy: what model cards mean by fertility.
  public init() {}

  /// All keys and values in a fixed order, keys in camel case as in `result.json`.
  public var entries: [NamedText] {
    [
      NamedText("words", words), NamedText("leadingSpace", leadingSpace),
      NamedText("punctuation", punctuation), NamedText("specials", specials),
      NamedText("form", form), NamedText("average", average), NamedText("join", join),
      NamedText("unit", unit),
    ] + further
  }
}
