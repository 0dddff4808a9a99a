/// What a SentencePiece model is made of, as a reader of its file hands it over.
public struct SentencePieceParts: Sendable {
  /// The way the model cuts text.
  public enum Algorithm: String, Sendable {
    /// Merges by score.
    case bpe
    /// The row of pieces with the largest sum of scores.
    case unigram
    /// One piece for each white-space word.
    case word
    /// One piece for each scalar.
    case char
  }

  /// The pieces by id, with U+2581 for a space; those of kind `byte` hold their byte.
  public var vocabulary: Vocabulary
  /// The pieces' scores by id.
  public var scores: [Float]
  /// The way the model cuts text.
  public var algorithm: Algorithm
  /// Whether scalars without a piece become byte pieces.
  public var byteFallback: Bool
  /// How text is normalized before it is cut.
  public var normalizer: SentencePieceNormalizer.Settings
  /// How decoded text is normalized; nil for not at all.
  public var denormalizer: SentencePieceNormalizer.Settings?
  /// What the unknown piece is decoded to.
  public var unknownSurface: [UInt8]
  /// The piece that `--extra_options bos` puts before a text; nil where the model has none.
  public var beginID: UInt32?
  /// The piece that `--extra_options eos` puts behind a text; nil where the model has none.
  public var endID: UInt32?
  /// What the tokenizer says about itself.
  public var summary: TokenizerSummary

  /// Creates parts.
  public init(
    vocabulary: Vocabulary, scores: [Float], algorithm: Algorithm, byteFallback: Bool,
    normalizer: SentencePieceNormalizer.Settings,
    denormalizer: SentencePieceNormalizer.Settings? = nil,
    unknownSurface: [UInt8] = Array(" \u{2047} ".utf8), beginID: UInt32? = nil,
    endID: UInt32? = nil, summary: TokenizerSummary
  ) {
    self.vocabulary = vocabulary
    self.scores = scores
    self.algorithm = algorithm
    self.byteFallback = byteFallback
    self.normalizer = normalizer
    self.denormalizer = denormalizer
    self.unknownSurface = unknownSurface
    self.beginID = beginID
    self.endID = endID
    self.summary = summary
  }
}
