/// A byte-pair encoding as trained: its symbols and merges, whatever file it is written to.
///
/// Symbols are numbered: first the letters (the 256 bytes in order, or the characters from the most
/// frequent down), then one for each merge in order. A symbol's bytes are unlike those of any other.
public struct TrainedBPE: Sendable {
  /// One merge.
  public struct Merge: Sendable, Hashable {
    /// The symbol on the left.
    public var left: UInt32
    /// The symbol on the right.
    public var right: UInt32
    /// The symbol that both become.
    public var new: UInt32
    /// The pair's count when it was merged: each adjacent position, weighted.
    public var count: UInt64

    /// Creates a merge.
    public init(left: UInt32, right: UInt32, new: UInt32, count: UInt64) {
      self.left = left
      self.right = right
      self.new = new
      self.count = count
    }
  }

  /// The size of the training text in tokens after some merges.
  public struct CurvePoint: Sendable, Hashable {
    /// The merges.
    public var merges: Int
    /// The tokens, weighted; a character without a letter counts as one.
    public var tokens: UInt64
  }

  /// What was asked for.
  public let options: BPETrainingOptions
  /// The number of letters: 256 for bytes.
  public let letterCount: Int
  /// All symbols' bytes, one after the other.
  public let bytes: [UInt8]
  /// Where each symbol starts in `bytes`; one more entry than symbols.
  public let offsets: [Int]
  /// The merges in order; `merges[i].new` is `letterCount + i`.
  ///
  /// Like sentencepiece, the last may have a count of 0: pairs that other merges took apart.
  public let merges: [Merge]
  /// Like tokenizers: the id of each symbol; some may have that of a special token.
  let ids: [UInt32]
  /// Whether training ended before the vocabulary was full: no pair was left that is as frequent as asked
  /// for.
  ///
  /// Then `vocabularySize` is the most that this text can give with these options.
  public let ranOut: Bool
  /// The share of all characters of the text that have a letter; 1 for bytes.
  public let coverage: Double
  /// How many tokens the training text became; a character without a letter counts as one.
  public let trainingTokens: UInt64
  /// The training text's tokens after 0, 1, 2, 3, 5, 10, 20, 30, 50, … merges and after all that occur.
  public let curve: [CurvePoint]

  /// The number of symbols: letters and merges.
  public var symbolCount: Int { offsets.count - 1 }

  /// The size of the vocabulary that was reached, reserved tokens included.
  public var vocabularySize: Int {
    if options.likeness != .huggingFace { return symbolCount + options.reservedCount }
    return max(options.reservedCount, 1 + Int(ids.max() ?? 0))
  }

  /// The bytes of a symbol: an id in 0 ..< symbolCount.
  public subscript(_ symbol: UInt32) -> ArraySlice<UInt8> {
    bytes[offsets[Int(symbol)]..<offsets[Int(symbol) + 1]]
  }

  /// What to tell the user when training ran out of pairs; nil where the vocabulary is full.
  public var shortfall: String? {
    guard ranOut else { return nil }
    return "the text gives a vocabulary of \(vocabularySize) at most, "
      + "\(options.vocabularySize - vocabularySize) fewer than asked for: no pair is left that "
      + (options.likeness == .sentencePiece
        ? "may be a piece" : "occurs \(options.minimumFrequency) times")
  }
}
