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
  private let written: Vocabulary
  private let decoders: [any DecoderStep]?

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
    stages = try PipelineStages(parts, forms, vocabulary)
    decoders = parts.decoders
    self.parts = parts
    var before: [UInt32] = []
    var after: [UInt32] = []
    for processor in parts.postProcessors {
      before = processor.before + before
      after += processor.after
    }
    idsBefore = before
    idsAfter = after
    self.summary = summary
  }

  /// Makes an encoder for one thread.
  public func makeEncoder() -> any TextEncoder {
    HuggingFaceEncoder(stages, offsets: vocabulary.offsets)
  }

  /// The text that ids stand for: the decoders' result, special tokens as they are written.
  ///
  /// Bytes that are not UTF-8 stay where the reference writes U+FFFD.
  public func decode(_ ids: [UInt32]) throws(Failure) -> [UInt8] {
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

  /// The form in which an added token is looked for, and decoded.
  static func form(of token: AddedToken, _ normalizers: [any Normalizer]) -> [UInt8] {
    if !token.isNormalized || normalizers.isEmpty { return token.content }
    var text = NormalizedText()
    token.content.withUnsafeBufferPointer { text.load($0, 0..<$0.count, tracking: false) }
    for normalizer in normalizers { normalizer.normalize(&text) }
    return Array(UnsafeBufferPointer(start: text.bytes, count: text.count))
  }
}

/// Makes the vocabularies of a pipeline: as the file writes tokens, and as the bytes they stand for.
enum VocabularyBuilder {
  /// The model's tokens with the added ones, which win where both have an id.
  static func withAdded(
    _ tokens: Vocabulary, _ added: [(token: AddedToken, form: [UInt8])]
  ) -> Vocabulary {
    if added.isEmpty { return tokens }
    let added = added.sorted { $0.token.id < $1.token.id }
    let count = max(tokens.count, added.last.map { Int($0.token.id) + 1 } ?? 0)
    var result = Vocabulary(spaceMark: tokens.spaceMark)
    result.reserveCapacity(tokens: count, bytes: tokens.bytes.count + added.count * 16)
    var next = 0
    for id in 0..<UInt32(count) {
      if next < added.count, added[next].token.id == id {
        let known = tokens.kind(of: id)
        let kind: TokenKind =
          known == .unknown
          ? .unknown : added[next].token.isSpecial ? .control : .userDefined
        result.append(added[next].form, kind: kind)
        next += 1
      } else {
        result.append(tokens[id], kind: tokens.kind(of: id))
      }
    }
    return result
  }

  /// The bytes that the tokens stand for.
  static func undone(_ written: Vocabulary, _ parts: PipelineParts) -> Vocabulary {
    var prefix: [UInt8] = []
    var suffix: [UInt8] = []
    var hasBytes = false
    switch parts.model {
    case .bpe(let bpe):
      prefix = bpe.continuingPrefix
      suffix = bpe.endOfWordSuffix
      hasBytes = bpe.byteFallback
    case .wordPiece(let mark, _, _): prefix = mark
    case .unigram(_, _, let fallback): hasBytes = fallback
    case .wordLevel: break
    }
    if prefix.isEmpty, suffix.isEmpty, !hasBytes, !parts.hasByteLevelMarks { return written }
    var result = Vocabulary(spaceMark: written.spaceMark)
    result.reserveCapacity(tokens: written.count, bytes: written.bytes.count)
    var bytes: [UInt8] = []
    for id in 0..<UInt32(written.count) {
      let token = written[id]
      let kind = written.kind(of: id)
      if kind != .normal {
        result.append(token, kind: kind)
        continue
      }
      bytes.removeAll(keepingCapacity: true)
      if parts.hasByteLevelMarks, ByteLevelAlphabet.decode(token, into: &bytes) {
        result.append(bytes)
        continue
      }
      if hasBytes, let byte = byteFallback(token) {
        result.append(CollectionOfOne(byte), kind: .byte)
        continue
      }
      var rest = token
      if !prefix.isEmpty, rest.count > prefix.count, rest.starts(with: prefix) {
        rest = rest.dropFirst(prefix.count)
      }
      if !suffix.isEmpty, rest.count > suffix.count, rest.suffix(suffix.count).elementsEqual(suffix)
      {
        rest = rest.dropLast(suffix.count)
      }
      result.append(rest)
    }
    return result
  }

  /// The byte of `<0x0A>`.
  private static func byteFallback(_ token: ArraySlice<UInt8>) -> UInt8? {
    guard token.count == 6, token.starts(with: "<0x".utf8), token.last == UInt8(ascii: ">") else {
      return nil
    }
    return UInt8(String(decoding: token.dropFirst(3).dropLast(), as: UTF8.self), radix: 16)
  }
}
