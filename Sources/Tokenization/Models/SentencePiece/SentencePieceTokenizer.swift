import Groundwork

/// A SentencePiece model: normalizer, pieces, and one of four ways to cut.
///
/// Ids equal those of google/sentencepiece 0.2.3's `Encode`. Older releases differ in corners: 0.1.97
/// gives user-defined symbols of Unigram models another bonus, keeps control pieces of BPE models that
/// are one scalar, and sums a long text's scores without starting afresh at ±100,000. A text without
/// any place to cut it must be shorter than 2 GiB.
public struct SentencePieceTokenizer: Tokenizer {
  /// The pieces, with U+2581 for a space.
  public var vocabulary: Vocabulary { parts.vocabulary }
  /// What the tokenizer is made of.
  public var summary: TokenizerSummary {
    var summary = parts.summary
    summary.details += notes
    return summary
  }
  /// What goes around the ids of each text when special tokens are asked for; a model file says
  /// nothing of it, a folder may.
  public var template = TokenTemplate()
  /// Further facts for the summary.
  public var notes: [TokenizerSummary.Detail] = []
  /// The pieces' scores by id.
  public var scores: [Float] { parts.scores }
  /// The pieces' scores by id, which all SentencePiece models have.
  public var tokenScores: [Float]? { parts.scores }
  /// How text is normalized before it is cut.
  public let normalizer: SentencePieceNormalizer

  package let parts: SentencePieceParts
  let tables: SentencePieceTables
  let denormalizer: SentencePieceNormalizer?
  /// Where words may be looked up as they are written; nil where they may not.
  let sourceWords: SourceWords?

  /// Checks the parts and builds tables for them.
  ///
  /// - Throws: `Failure` without a place where the reference refuses the model too: no unknown piece or
  ///   two, an empty or double piece, byte pieces that are not all there, scores that are no numbers.
  /// - Complexity: about 1 µs a piece in a release build.
  public init(_ parts: SentencePieceParts) throws(Failure) {
    let ids = Self.idsFromText(parts)
    let pieces = PieceTable(ids, in: parts.vocabulary)
    try Self.check(parts, pieces)
    let kinds = parts.vocabulary.kinds
    let symbols = kinds.indices.filter { kinds[$0] == .userDefined }
      .map { parts.vocabulary[UInt32($0)] }
    self.parts = parts
    normalizer = SentencePieceNormalizer(parts.normalizer, userDefined: symbols)
    denormalizer = parts.denormalizer.map { SentencePieceNormalizer($0) }
    tables = SentencePieceTables(parts, ids, pieces, userDefined: normalizer.userDefined)
    sourceWords = SourceWords(parts, normalizer, tables.boundary)
  }

  /// Makes an encoder for one thread.
  public func makeEncoder() -> any TextEncoder { makeOwnEncoder() }

  private func makeOwnEncoder() -> SentencePieceEncoder {
    SentencePieceEncoder(self, makeSegmenter())
  }

  /// Makes what cuts chunks, for one thread.
  func makeSegmenter() -> any PieceSegmenter {
    switch parts.algorithm {
    case .bpe where tables.resegments: ResegmentingSegmenter(tables)
    case .bpe: MergingSegmenter(tables)
    case .unigram: UnigramSegmenter(tables)
    case .word: WordSegmenter(tables)
    case .char: CharSegmenter(tables)
    }
  }

  /// A text as the model sees it, before it is cut.
  public func normalize(_ text: [UInt8]) -> [UInt8] { normalizer.normalize(text) }

  /// A text as the model sees it, or as `spm_normalize` prints it.
  public func normalize(_ text: [UInt8], form: NormalizedForm) -> [UInt8] {
    if form == .model { return normalize(text) }
    var settings = parts.normalizer
    settings.addDummyPrefix = false
    settings.escapeWhitespaces = false
    settings.removeExtraWhitespaces = true
    return SentencePieceNormalizer(settings, sharing: normalizer).normalize(text)
  }

  /// The pieces of a text as the reference's `EncodeAsPieces` gives them, with U+2581 for spaces.
  ///
  /// Unknown scalars in a row are one piece, which is their text; bytes are `<0xHH>`. For people: it
  /// makes an encoder for each call.
  public func encodeAsPieces(_ text: [UInt8]) -> [[UInt8]] {
    text.withUnsafeBufferPointer { makeOwnEncoder().encodeAsPieces($0) }
  }
}
