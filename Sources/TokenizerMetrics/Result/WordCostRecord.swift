/// The words that cost a tokenizer most, or the longest ones with what they cost.
///
/// Words are those of letters (UAX #29), each alone with a space before it; those of more than 100 scalars are left
/// out, which are no words.
public struct WordCostRecord: Sendable, Hashable {
  /// What a list is sorted by; of equals the word with more bytes comes first, then the one whose bytes are less.
  public enum Order: String, Sendable, CaseIterable {
    /// Tokens of the word.
    case tokens
    /// Tokens of the word times its occurrences.
    case total
    /// Scalars of the word.
    case length
  }

  /// The most words of a list.
  public static let limit = 10

  /// The tokenizer's name.
  public var tokenizer: String
  /// The corpus's name.
  public var corpus: String
  /// The language tag.
  public var language: String
  /// What the words are sorted by, most first.
  public var order: Order
  /// The words, at most `limit`.
  public var words: [WordCost]

  /// Creates a record.
  public init(
    tokenizer: String, corpus: String, language: String, order: Order, words: [WordCost]
  ) {
    self.tokenizer = tokenizer
    self.corpus = corpus
    self.language = language
    self.order = order
    self.words = words
  }
}

/// A word and what it costs a tokenizer.
public struct WordCost: Sendable, Hashable {
  /// The word.
  public var word: String
  /// How often it occurs.
  public var occurrences: Int
  /// Its tokens.
  public var tokens: Int
  /// The tokens' text, with spaces or marks before the word as the vocabulary has them; bytes that are not text are
  /// written `<0xC4>`.
  public var pieces: [String]

  /// Creates a word.
  public init(word: String, occurrences: Int, tokens: Int, pieces: [String]) {
    self.word = word
    self.occurrences = occurrences
    self.tokens = tokens
    self.pieces = pieces
  }
}
