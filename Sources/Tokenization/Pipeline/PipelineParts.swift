/// What a tokenizer.json says, ready to be put together.
public struct PipelineParts: Sendable {
  /// The model, in what it needs beside its tokens.
  public enum Model: Sendable {
    /// Merges; its tokens are those of the pipeline.
    case bpe(BPEParts)
    /// The longest token, again and again.
    case wordPiece(prefix: [UInt8], unknown: UInt32, longestWord: Int)
    /// One token for each piece.
    case wordLevel(unknown: UInt32)
    /// The best row by the scores of the tokens.
    case unigram(scores: [Double], unknown: UInt32, byteFallback: Bool)
    /// The best row of some of the tokens, as llama.cpp finds it.
    case unigramRow(UnigramRow)
  }

  /// What llama.cpp's Unigram model needs beside its tokens.
  public struct UnigramRow: Sendable {
    /// The tokens that text can give.
    public var ids: [UInt32]
    /// A score for each token.
    public var scores: [Double]
    /// The token of scalars without one; neighbours are one token.
    public var unknown: UInt32
    /// The score of a scalar without a token.
    public var unknownScore: Double

    /// Creates a description.
    public init(ids: [UInt32], scores: [Double], unknown: UInt32, unknownScore: Double) {
      self.ids = ids
      self.scores = scores
      self.unknown = unknown
      self.unknownScore = unknownScore
    }
  }

  /// A pre-tokenization that ends in byte-level marks, which a byte-level BPE can do without.
  public struct ByteLevel: Sendable {
    /// The pre-tokenizers before the one that makes marks.
    public var before: [any PreTokenizer]
    /// What cuts each piece that they leave; nil for nothing.
    public var splitter: (any Splitter)?
    /// What cuts the pieces of the splitter at digits; nil for nothing.
    public var digits: ByteDigitCut?
    /// Whether a space is put before a piece that does not begin with one; only where `before` is empty.
    public var addsPrefixSpace: Bool

    /// Creates a description.
    public init(
      before: [any PreTokenizer] = [], splitter: (any Splitter)?, digits: ByteDigitCut? = nil,
      addsPrefixSpace: Bool = false
    ) {
      self.before = before
      self.splitter = splitter
      self.digits = digits
      self.addsPrefixSpace = addsPrefixSpace
    }
  }

  /// The model's tokens by id, as the file writes them; of equal ones the last counts.
  public var tokens: Vocabulary
  /// The same by their bytes.
  public var index: PipelineIndex
  /// The model.
  public var model: Model
  /// The added tokens, with the ids that they get.
  public var added: [AddedToken] = []
  /// The normalizers in order.
  public var normalizers: [any Normalizer] = []
  /// The pre-tokenizers in order.
  public var preTokenizers: [any PreTokenizer] = []
  /// The same for a BPE with tokens for all bytes of UTF-8, where there is such a way.
  public var byteLevel: ByteLevel?
  /// Whether tokens are written with byte-level marks.
  public var hasByteLevelMarks = false
  /// The post-processors in order.
  public var postProcessors: [any PostProcessor] = []
  /// The decoders in order; nil where there is none, so that tokens are joined by spaces.
  public var decoders: [any DecoderStep]?

  /// Creates parts with nothing around the model.
  public init(tokens: Vocabulary, index: PipelineIndex, model: Model) {
    self.tokens = tokens
    self.index = index
    self.model = model
  }
}
