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
}
