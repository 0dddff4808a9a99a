/// A SentencePiece model as its file holds it: protobuf's `ModelProto`.
///
/// A plain value. Fields that are not known here survive a read and a write, and a file that the real
/// trainer wrote is written again byte for byte. The definition is `src/sentencepiece_model.proto` of
/// google/sentencepiece.
public struct SentencePieceModel: Sendable, Hashable {
  /// All pieces; a piece's index is its id.
  public var pieces: [Piece]
  /// How the model was trained, of which some fields decide how it encodes.
  public var trainer: TrainerSpec
  /// How text is normalized before it is cut.
  public var normalizer: NormalizerSpec
  /// Texts with the pieces expected of them, checked when a model is loaded.
  public var selfTest: [SelfTestSample]
  /// How decoded text is normalized; nil where the model says nothing.
  public var denormalizer: NormalizerSpec?
  /// Fields of the file that are not known here.
  var rest = ProtobufMessage()

  /// A text and the pieces expected of it, joined by spaces.
  public struct SelfTestSample: Sendable, Hashable {
    /// The text to be encoded, UTF-8.
    public var input: [UInt8]
    /// The pieces, joined by one space each.
    public var expected: [UInt8]

    /// Creates a sample.
    public init(input: [UInt8], expected: [UInt8]) {
      self.input = input
      self.expected = expected
    }
  }

  /// The way a model cuts text: the trainer's `model_type`.
  public enum ModelType: Int, Sendable, CaseIterable {
    /// The most probable row of pieces (Kudo 2018).
    case unigram = 1
    /// Merges by score (Sennrich, Haddow and Birch 2016).
    case bpe = 2
    /// One piece for each white-space word.
    case word = 3
    /// One piece for each scalar.
    case char = 4

    /// The name that `spm_train --model_type` takes.
    public var name: String {
      switch self {
      case .unigram: "unigram"
      case .bpe: "bpe"
      case .word: "word"
      case .char: "char"
      }
    }
  }

  /// Creates a model of pieces, as a trainer does; the real library loads it and encodes with it.
  ///
  /// The pieces hold every id, so also `<unk>`, control pieces and, with `byteFallback`, the 256 pieces
  /// `<0x00>` … `<0xFF>` (`Piece.byte`). An id that is nil is written as −1: there is no such piece.
  public init(
    pieces: [Piece], modelType: ModelType, byteFallback: Bool = false, addDummyPrefix: Bool = true,
    removeExtraWhitespaces: Bool = true, treatWhitespaceAsSuffix: Bool = false,
    unknownID: Int = 0, beginID: Int? = 1, endID: Int? = 2, padID: Int? = nil,
    normalizerName: String = "identity", precompiledCharsmap: [UInt8] = []
  ) {
    self.pieces = pieces
    selfTest = []
    trainer = TrainerSpec()
    trainer.modelType = modelType
    trainer.vocabularySize = pieces.count
    trainer.treatWhitespaceAsSuffix = treatWhitespaceAsSuffix
    trainer.byteFallback = byteFallback
    trainer.setSpecial(.unknown, id: unknownID, pieces: pieces)
    trainer.setSpecial(.begin, id: beginID, pieces: pieces)
    trainer.setSpecial(.end, id: endID, pieces: pieces)
    trainer.setSpecial(.pad, id: padID, pieces: pieces)
    normalizer = NormalizerSpec()
    normalizer.name = normalizerName
    normalizer.precompiledCharsmap = precompiledCharsmap
    normalizer.addDummyPrefix = addDummyPrefix
    normalizer.removeExtraWhitespaces = removeExtraWhitespaces
    normalizer.escapeWhitespaces = true
  }
}
