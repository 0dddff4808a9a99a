/// What a BPE model with a list of merges is made of.
public struct BPEParts: Sendable {
  /// One merge: the two tokens and the one that they make.
  public struct Merge: BitwiseCopyable, Sendable, Hashable {
    /// The left token's id.
    public var left: UInt32
    /// The right token's id.
    public var right: UInt32
    /// The id of what they make.
    public var result: UInt32

    /// Creates a merge.
    public init(left: UInt32, right: UInt32, result: UInt32) {
      self.left = left
      self.right = right
      self.result = result
    }
  }

  /// The tokens as the file writes them.
  public var tokens: Vocabulary
  /// The merges in the order of their ranks; of equal pairs the last one counts.
  public var merges: [Merge]
  /// The token of scalars without one; nil leaves them out.
  public var unknown: UInt32?
  /// Whether neighbouring unknown scalars are one token.
  public var fusesUnknown = false
  /// Whether a scalar without a token becomes the tokens of its bytes.
  public var byteFallback = false
  /// Whether a piece that is a token is taken whole.
  public var ignoresMerges = false
  /// Whether a piece of line feeds that is a token is taken whole, as llama.cpp does for Gemma 4.
  public var takesLinesWhole = false
  /// What is put before each scalar of a piece but the first; empty for nothing.
  public var continuingPrefix: [UInt8] = []
  /// What is put behind the last scalar of a piece; empty for nothing.
  public var endOfWordSuffix: [UInt8] = []

  /// Creates parts with the usual settings.
  public init(tokens: Vocabulary, merges: [Merge]) {
    self.tokens = tokens
    self.merges = merges
  }
}
