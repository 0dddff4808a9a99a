/// A Unigram model as trained, whatever file it is written to.
public struct TrainedUnigram: Sendable {
  /// A piece and its score.
  public struct Piece: Sendable, Hashable {
    /// The piece's text, with U+2581 for a space.
    public var text: [UInt8]
    /// The logarithm of its probability.
    public var score: Float

    /// The order of a model: by score, then by bytes.
    static func precedes(_ a: Piece, _ b: Piece) -> Bool {
      a.score != b.score ? a.score > b.score : a.text.lexicographicallyPrecedes(b.text)
    }
  }

  /// One step of EM.
  public struct Step: Sendable, Hashable {
    /// The pieces that were left after it.
    public var pieces: Int
    /// Minus the mean logarithm of a word's probability before it.
    public var objective: Double
    /// The pieces that the text became after it, where a pruning followed.
    public var tokens: UInt64?
  }

  /// What was asked for.
  public let options: UnigramTrainingOptions
  /// The pieces without `options.symbols`, by score, then by bytes.
  public let pieces: [Piece]
  /// Whether the text gave fewer pieces than asked for.
  public let isShort: Bool
  /// The share of the text's characters that have a piece.
  public let coverage: Double
  /// The pieces that training started from.
  public let seeds: Int
  /// The distinct words, with characters without a piece as one.
  public let words: Int
  /// The steps of EM.
  public let steps: [Step]
}
