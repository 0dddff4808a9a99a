/// A parity-aware BPE as trained, and what became of each language.
public struct TrainedParityBPE: Sendable {
  /// One language.
  public struct Language: Sendable, Hashable {
    /// The merges that were chosen for it.
    public var merges = 0
    /// Its length in letters before any merge: of the development text, or of the training text where there is
    /// none.
    public var letters: UInt64
    /// The same in tokens at the end.
    public var tokens: UInt64
    /// Whether it ran out of pairs that are frequent enough.
    public var ranOut = false
  }

  /// The vocabulary, as one that was trained like tokenizers.
  public let bpe: TrainedBPE
  /// The languages, in their order.
  public let languages: [Language]
  /// The merges that were chosen by all languages together.
  public let globalMerges: Int
  /// The merges that were asked for.
  public let wantedMerges: Int
}
