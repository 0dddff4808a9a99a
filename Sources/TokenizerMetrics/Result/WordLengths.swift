/// How many words take how many tokens: what an average of tokens per word hides.
///
/// Words are those of letters (UAX #29) in the studied text, each alone with a space before it, every occurrence
/// counted.
public struct WordLengths: Sendable, Hashable {
  /// The number of tokens from which on words are counted together.
  public static let most = 32

  /// The tokenizer's name.
  public var tokenizer: String
  /// The corpus's name.
  public var corpus: String
  /// The language tag.
  public var language: String
  /// Words by their tokens: `words[k]` take k tokens, `words[most]` that many and more; it ends with the last that is
  /// not zero.
  public var words: [Int]

  /// Creates a record.
  public init(tokenizer: String, corpus: String, language: String, words: [Int]) {
    self.tokenizer = tokenizer
    self.corpus = corpus
    self.language = language
    self.words = words
  }
}
