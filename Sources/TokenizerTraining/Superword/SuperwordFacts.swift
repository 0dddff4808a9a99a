import Groundwork

/// What training in two stages adds to a training record.
public struct SuperwordFacts: Sendable, Hashable {
  /// The tokens at which words stopped to part text.
  public var transition: Int
  /// The pattern of the first stage.
  public var firstSplit: String
  /// The merges of the first stage.
  public var firstMerges: Int
  /// The text in tokens after the first stage, cut as in that stage.
  public var firstTokens: UInt64
  /// The same, cut as in the second stage.
  public var startTokens: UInt64
  /// The distinct pieces of the first stage.
  public var words: Int
  /// The most words of a token; nil for any number.
  public var maxWords: Int?
  /// Whether a token may have a colon with a space behind it.
  public var allowsColons: Bool

  /// Records a training.
  public init(_ trained: TrainedSuperwords, options: SuperwordTrainingOptions) {
    transition = trained.transition
    firstSplit = options.words.name
    firstMerges = trained.firstMerges
    firstTokens = trained.firstTokens
    startTokens = trained.startTokens
    words = trained.words
    maxWords = options.maxWords
    allowsColons = options.allowsColons
  }

  /// The members of the record.
  var members: [JSONValue.Member] {
    [
      .init("transition", .integer(transition)),
      .init("first_split", .string(firstSplit)),
      .init("first_merges", .integer(firstMerges)),
      .init("first_tokens", .integer(firstTokens)),
      .init("start_tokens", .integer(startTokens)),
      .init("first_pieces", .integer(words)),
      .init("max_words", maxWords.map { .integer($0) } ?? .null),
      .init("colons", .bool(allowsColons)),
    ]
  }
}
