/// How many words each provider of a chain answered for: a partial result, integers only.
public struct MorphemeCoverage: Sendable, Hashable {
  /// Words answered for, by provider.
  public private(set) var answered: [Int]
  /// Words that no provider knows.
  public private(set) var unknown = 0

  /// Starts the counts for a chain of `providers` providers.
  public init(providers: Int) { answered = [Int](repeating: 0, count: providers) }

  /// Words analysed.
  public var analysed: Int { answered.reduce(0, +) }
  /// All words.
  public var words: Int { analysed + unknown }

  /// Counts `times` words that the provider of this index answered for; nil where none did.
  public mutating func add(_ provider: Int?, times: Int = 1) {
    if let provider { answered[provider] += times } else { unknown += times }
  }

  /// Adds the counts of another part of the same words; both of the same chain.
  public mutating func merge(_ other: MorphemeCoverage) {
    for index in answered.indices { answered[index] += other.answered[index] }
    unknown += other.unknown
  }
}
