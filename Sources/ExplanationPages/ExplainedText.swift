import Tokenization

/// What one tokenizer made of a text, with what a page says of the tokenizer.
public struct ExplainedText: Sendable {
  /// The tokenizer's name.
  public var name: String
  /// What it is made of.
  public var summary: TokenizerSummary
  /// Its tokens.
  public var vocabulary: Vocabulary
  /// The steps.
  public var explanation: Explanation

  /// Puts them together.
  public init(
    name: String, summary: TokenizerSummary, vocabulary: Vocabulary, explanation: Explanation
  ) {
    self.name = name
    self.summary = summary
    self.vocabulary = vocabulary
    self.explanation = explanation
  }
}
