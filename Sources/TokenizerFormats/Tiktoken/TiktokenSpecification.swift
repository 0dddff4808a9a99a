import Groundwork

/// What a rank file does not say about its tokenizer: pattern, special tokens, ids.
///
/// tiktoken's `Encoding` takes the same values: `name`, `pat_str`, `special_tokens`, `explicit_n_vocab`.
public struct TiktokenSpecification: Sendable, Hashable {
  /// One special token; ordinary text never gives it.
  public struct Special: Sendable, Hashable {
    /// The token as it is written.
    public var text: String
    /// Its id.
    public var id: UInt32

    /// Creates a special token.
    public init(text: String, id: UInt32) {
      self.text = text
      self.id = id
    }
  }

  /// The encoding's name, where it has one.
  public var name: String?
  /// The split pattern: a name that `SplitPattern` knows, or a regular expression.
  public var pattern: String
  /// The special tokens, sorted by id.
  public var specials: [Special]
  /// What is added to a rank to make the id: 1000 for Tekken, 0 elsewhere.
  public var firstOrdinaryID: UInt32
  /// The number of ids, where it is stated; ranks whose id is not below it are not in use.
  public var explicitVocabularySize: Int?

  /// Creates a specification.
  public init(
    name: String? = nil, pattern: String, specials: [Special] = [], firstOrdinaryID: UInt32 = 0,
    explicitVocabularySize: Int? = nil
  ) {
    self.name = name
    self.pattern = pattern
    // Two may have one id: they stay in their order.
    let order = specials.indices.sorted { (specials[$0].id, $0) < (specials[$1].id, $1) }
    self.specials = order.map { specials[$0] }
    self.firstOrdinaryID = firstOrdinaryID
    self.explicitVocabularySize = explicitVocabularySize
  }
}
