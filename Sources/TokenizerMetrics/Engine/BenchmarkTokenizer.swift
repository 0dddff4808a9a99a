import Tokenization

/// A tokenizer with the name that it has in tables.
public struct BenchmarkTokenizer: Sendable {
  /// The name in tables; names are unique in a run.
  public var name: String
  /// The tokenizer.
  public var tokenizer: any Tokenizer

  /// Creates a named tokenizer.
  public init(name: String, tokenizer: any Tokenizer) {
    self.name = name
    self.tokenizer = tokenizer
  }

  /// What each token counts as, where that was found out before.
  private(set) var flags: TokenFlags?

  /// The tokenizer with what each of its tokens counts as, so that many small runs need not find it out again.
  ///
  /// - Complexity: O(vocabulary).
  public var prepared: BenchmarkTokenizer {
    var copy = self
    copy.flags = flags ?? TokenFlags(tokenizer.vocabulary)
    return copy
  }
}
