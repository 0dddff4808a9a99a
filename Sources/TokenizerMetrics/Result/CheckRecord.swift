/// What a look through a corpus's text found.
public struct CheckRecord: Sendable, Hashable {
  /// The corpus.
  public var corpus: String
  /// The language tag.
  public var language: String
  /// What was looked for: the id that `derlius corpus check` has for it, such as `repeated`.
  public var kind: String
  /// What was found, in a clause: `12 of 997 documents repeat an earlier one`.
  public var finding: String
  /// What to do about it, in a clause.
  public var advice: String
  /// Whether it is so much that numbers measured on the text are in doubt.
  public var isDoubt: Bool

  /// Creates a record.
  public init(
    corpus: String, language: String, kind: String, finding: String, advice: String, isDoubt: Bool
  ) {
    self.corpus = corpus
    self.language = language
    self.kind = kind
    self.finding = finding
    self.advice = advice
    self.isDoubt = isDoubt
  }
}
