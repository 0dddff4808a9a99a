import Groundwork

/// A tokenizer made of stages, as Hugging Face's tokenizer.json describes it: added tokens, normalizers,
/// pre-tokenizers, a model, post-processors, decoders.
///
/// Ids equal those of `tokenizers` 0.23.3, `encode(text, add_special_tokens=False)`, for every text.
public struct HuggingFaceTokenizer: Tokenizer {
  /// The tokens by id: the model's and the added ones, byte-level marks and prefixes undone.
  public let vocabulary: Vocabulary
  /// What the tokenizer is made of.
  public let summary: TokenizerSummary
  /// The ids that post-processors put before a text.
  public let idsBefore: [UInt32]
  /// The ids that post-processors put behind a text.
  public let idsAfter: [UInt32]
  let stages: PipelineStages
  package let parts: PipelineParts
  let written: Vocabulary
  /// Where the model's tokens would start if they stood for bytes; nil where `vocabulary` has them so.
  private let byteOffsets: [Int]?

  /// Puts the parts together.
  ///
  /// - Throws: `Failure` for added tokens that are the same once they are normalized, and for more ids or
  ///   merges than 2,097,151.
  public init(_ parts: PipelineParts, summary: TokenizerSummary) throws(Failure) {
    let merges =
      if case .bpe(let bpe) = parts.model { bpe.merges.count } else { 0 }
    guard max(parts.tokens.count, merges) <= PairTable.tokenLimit else {
      throw Failure(
        "has more than \(PairTable.tokenLimit) ids or merges", remedy: "use a smaller vocabulary")
    }
    let forms = parts.added.map { (token: $0, form: Self.form(of: $0, parts.normalizers)) }
    written = VocabularyBuilder.withAdded(parts.tokens, forms)
    vocabulary = VocabularyBuilder.undone(written, parts)
    byteOffsets = VocabularyBuilder.byteOffsets(parts, vocabulary)
    stages = try PipelineStages(parts, forms, vocabulary)
    self.parts = parts
    guard let single = parts.postProcessors.template(texts: [.first], addsSpecials: true),
      let text = single.firstIndex(of: .first), single.lastIndex(of: .first) == text
    else {
      throw Failure(
        "has a post-processor that does not give the text just once, which is not supported",
        remedy: "use a tokenizer whose template for a single text has it once")
    }
    idsBefore = single[..<text].flatMap(\.ids)
    idsAfter = single[(text + 1)...].flatMap(\.ids)
    self.summary = summary
  }

  /// Makes an encoder for one thread.
  public func makeEncoder() -> any TextEncoder {
    HuggingFaceEncoder(stages, offsets: tokenOffsets)
  }

  /// Where each token starts among the bytes that texts are made of.
  var tokenOffsets: [Int] { byteOffsets ?? vocabulary.offsets }

  /// The text that ids stand for: the decoders' result, special tokens as they are written.
  ///
  /// Bytes that are not UTF-8 stay where the reference writes U+FFFD.
  public func decode(_ ids: [UInt32]) throws(Failure) -> [UInt8] {
    let decoders = parts.decoders
    var tokens = TextBatch()
    for (index, id) in ids.enumerated() {
      guard Int(id) < written.count, written.kind(of: id) != .unused else {
        throw .usage(
          "the id \(id) is no token of this vocabulary",
          remedy: "ids are below \(vocabulary.count)")
      }
      if decoders == nil, index > 0 { tokens.append(CollectionOfOne(UInt8(ascii: " "))) }
      tokens.append(written[id])
    }
    for decoder in decoders ?? [] { tokens = decoder.decode(tokens) }
    return tokens.bytes
  }

  /// Makes the state that turns ids into text one by one, each as soon as no later id can change it.
  public func makeDecodingState() -> any DecodingState {
    PipelineDecodingState(written, parts.decoders)
  }

  /// The text after all normalizers; the model's text as `explain` has it, with what pre-tokenizers put
  /// in and added tokens as they are written.
  public func normalize(_ text: [UInt8], form: NormalizedForm) -> [UInt8] {
    if form == .model { return seen(text) }
    let valid = text.withUnsafeBufferPointer {
      firstInvalidUTF8($0) == nil ? text : $0.replacingInvalidUTF8()
    }
    return Self.normalized(valid, parts.normalizers)
  }

  /// The form in which an added token is looked for, and decoded.
  static func form(of token: AddedToken, _ normalizers: [any Normalizer]) -> [UInt8] {
    token.isNormalized ? normalized(token.content, normalizers) : token.content
  }

  private static func normalized(
    _ bytes: [UInt8], _ normalizers: [any Normalizer]
  ) -> [UInt8] {
    if normalizers.isEmpty { return bytes }
    var text = NormalizedText()
    bytes.withUnsafeBufferPointer { text.load($0, 0..<$0.count, tracking: false) }
    for normalizer in normalizers { normalizer.normalize(&text) }
    return Array(UnsafeBufferPointer(start: text.bytes, count: text.count))
  }
}
