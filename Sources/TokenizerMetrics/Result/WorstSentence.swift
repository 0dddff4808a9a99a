/// A sentence that costs a tokenizer more than almost all others of its corpus.
public struct WorstSentence: Sendable, Hashable {
  /// What it is dear by.
  public enum Order: String, Sendable, Hashable, CaseIterable {
    /// Tokens divided by white-space words.
    case perWord = "tokens_per_word"
    /// Tokens divided by those of the baseline.
    case againstBaseline = "against_baseline"
  }

  /// The tokenizer that it is dear for.
  public var tokenizer: String
  /// What it is dear by.
  public var order: Order
  /// The tokenizer's tokens in it.
  public var tokens: Int
  /// The words, or the baseline's tokens, that these are divided by.
  public var against: Int
  /// The sentence, cut by the tokenizer and, where that is another, by the baseline.
  public var sentence: ShowcaseSentence

  /// Creates a record.
  public init(
    tokenizer: String, order: Order, tokens: Int, against: Int, sentence: ShowcaseSentence
  ) {
    self.tokenizer = tokenizer
    self.order = order
    self.tokens = tokens
    self.against = against
    self.sentence = sentence
  }
}
