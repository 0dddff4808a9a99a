import Groundwork

/// The stages of a tokenizer.json as encoders use them; shared by threads.
final class PipelineStages: Sendable {
  /// Added tokens that are looked for in the text as it is.
  let plainTokens: AddedTokenFinder?
  /// Added tokens that are looked for in the normalized text.
  let normalizedTokens: AddedTokenFinder?
  let normalizers: [any Normalizer]
  /// The pre-tokenizers that make the model's pieces; none where bytes and the splitter are all.
  let preTokenizers: [any PreTokenizer]
  /// Whether a space is put before a text that has none; only with bytes.
  let addsPrefixSpace: Bool
  /// What turns pieces into tokens.
  let work: Work

  enum Work: Sendable {
    /// Bytes, in pieces that the splitter cuts.
    case bytes(any ByteLevelModel, any Splitter)
    /// Scalars as they are after pre-tokenization.
    case text(any TokenModel)
  }

  init(
    _ parts: PipelineParts, _ added: [(token: AddedToken, form: [UInt8])], _ vocabulary: Vocabulary
  ) throws(Failure) {
    plainTokens = try AddedTokenFinder(added.filter { !$0.token.isNormalized })
    normalizedTokens = try AddedTokenFinder(added.filter { $0.token.isNormalized })
    normalizers = parts.normalizers
    let ids = (0..<UInt32(parts.tokens.count)).filter { parts.tokens.kind(of: $0) != .unused }
    let table = parts.index.table
    if let byteLevel = parts.byteLevel, let model = Self.byteModel(parts, table, ids, vocabulary) {
      addsPrefixSpace = byteLevel.addsPrefixSpace
      let splitter = byteLevel.splitter ?? WholeSplitter()
      work = .bytes(model, splitter)
      let isDirect = byteLevel.before.isEmpty && byteLevel.digits == nil
      let cuts: [any PreTokenizer] =
        [SplitterCut(splitter: splitter)] + (byteLevel.digits.map { [$0] } ?? [])
      preTokenizers = isDirect ? [] : byteLevel.before + cuts
      return
    }
    preTokenizers = parts.preTokenizers
    addsPrefixSpace = false
    switch parts.model {
    case .bpe(let bpe):
      work = .text(BPEModel(bpe, table: table, rules: MergeRules(bpe.merges)))
    case .wordPiece(let prefix, let unknown, let longestWord):
      let distinct = ids.filter { table.firstEqual($0) == Int32($0) }
      work = .text(
        WordPieceModel(
          distinct, in: parts.tokens, prefix: prefix, unknown: unknown, longestWord: longestWord))
    case .wordLevel(let unknown): work = .text(WordLevelModel(table: table, unknown: unknown))
    case .unigram(let scores, let unknown, let byteFallback):
      work = .text(
        UnigramModel(
          tokens: parts.tokens, table: table, scores: scores, unknown: unknown,
          byteFallback: byteFallback))
    }
  }

  /// The model over bytes, where it gives the same ids: all bytes of UTF-8 must have tokens.
  private static func byteModel(
    _ parts: PipelineParts, _ table: PieceTable, _ ids: [UInt32], _ vocabulary: Vocabulary
  ) -> ByteMergeModel? {
    guard case .bpe(let bpe) = parts.model, bpe.continuingPrefix.isEmpty,
      bpe.endOfWordSuffix.isEmpty
    else { return nil }
    var singles: [UInt32] = []
    for (byte, letter) in ByteLevelAlphabet.letters.enumerated() {
      let id = table.find(letter)
      if id < 0, ByteLevelAlphabet.isUsed(byte) { return nil }
      // The id of a byte that is in no text is never asked for.
      singles.append(UInt32(max(id, 0)))
    }
    var whole: [UInt32] = []
    var scratch: [UInt8] = []
    if bpe.ignoresMerges {
      for id in ids {
        scratch.removeAll(keepingCapacity: true)
        let token = parts.tokens[id]
        // A token with other scalars in it is no piece of marks.
        if !token.isEmpty, ByteLevelAlphabet.decode(token, into: &scratch),
          vocabulary[id].elementsEqual(scratch)
        {
          whole.append(id)
        }
      }
    }
    return ByteMergeModel(
      singles: singles, rules: MergeRules(bpe.merges), whole: whole, in: vocabulary)
  }
}

/// Leaves a text whole.
private struct WholeSplitter: Splitter {
  let name = "none"

  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int {
    guard start < text.count, ends.count > 0 else { return 0 }
    ends[0] = text.count
    return 1
  }
}
