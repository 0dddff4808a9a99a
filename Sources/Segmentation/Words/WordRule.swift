/// What counts as a word: part of every policy (metrics, §0).
public enum WordRule: String, Sendable, Hashable, CaseIterable {
  /// Longest runs without Unicode White_Space.
  case whitespace
  /// UAX #29 word segments that hold more than white space; punctuation marks are segments too.
  case uax29
  /// UAX #29 word segments with a letter (General_Category L) and no digit (Nd) that no hyphen joins
  /// to a digit: in `15-asis` and `COVID-19` there is no word.
  case uax29Letters = "uax29-letters"
  /// The syntactic words that a treebank's annotators saw: they come with a CoNLL-U corpus and cannot be
  /// found in other text.
  case treebank

  /// Whether ICU finds the words, so that its version and locale are part of the policy.
  public var isFoundByICU: Bool { self == .uax29 || self == .uax29Letters }
}

/// What the words of a text hold, for leaving out punctuation and numbers.
public struct WordContent: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: Int32
  /// Creates a set of its bits.
  public init(rawValue: Int32) { self.rawValue = rawValue }
  /// A scalar of General_Category L.
  public static let letter = WordContent(rawValue: 1)
  /// A scalar of General_Category Nd.
  public static let digit = WordContent(rawValue: 2)
}
