/// A superword BPE as trained.
public struct TrainedSuperwords: Sendable {
  /// The vocabulary: merges of the first stage, then those of the second.
  public let bpe: TrainedBPE
  /// The tokens at which words were to stop to part text.
  public let transition: Int
  /// The merges of the first stage.
  public let firstMerges: Int
  /// The text in tokens after the first stage, cut as in that stage.
  public let firstTokens: UInt64
  /// The same, cut as in the second stage.
  public let startTokens: UInt64
  /// The distinct pieces of the first stage.
  public let words: Int
}
