import Groundwork

/// The stages of a tokenizer.json as encoders use them; shared by threads.
final class PipelineStages: Sendable {
  /// Added tokens that are looked for in the text as it is.
  let plainTokens: AddedTokenFinder?
  /// Added tokens that are looked for in the normalized text.
  let normalizedTokens: AddedTokenFinder?
  let normalizers: [any Normalizer]
  /// The way over bytes, for texts in which all bytes have tokens; nil where there is none.
  let bytes: Bytes?
  /// The way over scalars, for all other texts; nil where all bytes have tokens.
  let scalars: Scalars?

  /// Bytes, in pieces that cuts and a splitter make.
  struct Bytes: Sendable {
    let model: ByteMergeModel
    let splitter: any Splitter
    /// The cuts that make the pieces; none where the splitter alone does.
    let cuts: [any PreTokenizer]
    /// Whether a space is put before a text that does not begin with one.
    let addsPrefixSpace: Bool
    /// Whether a byte has no token; nil where all bytes of UTF-8 have.
    let gaps: FlatMemory<Bool>?

    /// Whether a byte of the text has no token.
    func hasGap(_ text: borrowing NormalizedText) -> Bool {
      guard let gaps = gaps?.base else { return false }
      let bytes = text.bytes
      for index in 0..<text.count where gaps[Int(bytes[index])] { return true }
      return false
    }

    /// Puts a space before a text that does not begin with one.
    func addPrefixSpace(_ text: inout NormalizedText) {
      if text.count == 0 || text.bytes[0] == UInt8(ascii: " ") { return }
      let length = text.count
      text.beginRewriting()
      text.insert([UInt8(ascii: " ")], 1)
      text.keep(length)
      text.endRewriting()
    }
  }

  /// Scalars as they are after pre-tokenization.
  struct Scalars: Sendable {
    let model: any TokenModel
    let preTokenizers: [any PreTokenizer]
  }

  init(
    _ parts: PipelineParts, _ added: [(token: AddedToken, form: [UInt8])], _ vocabulary: Vocabulary,
    leavesSpecials: Bool = false
  ) throws(Failure) {
    plainTokens = try AddedTokenFinder(
      added.filter { !$0.token.isNormalized }, leavesSpecials: leavesSpecials)
    normalizedTokens = try AddedTokenFinder(
      added.filter { $0.token.isNormalized }, leavesSpecials: leavesSpecials)
    normalizers = parts.normalizers
    let table = parts.index.table
    var rules: MergeRules?
    if case .bpe(let bpe) = parts.model { rules = MergeRules(bpe.merges) }
    bytes = Self.bytes(parts, table, vocabulary, rules)
    if let bytes, bytes.gaps == nil {
      scalars = nil
    } else {
      scalars = Scalars(
        model: Self.model(parts, table, rules), preTokenizers: parts.preTokenizers)
    }
  }

  private static func model(
    _ parts: PipelineParts, _ table: PieceTable, _ rules: MergeRules?
  ) -> any TokenModel {
    switch parts.model {
    case .bpe(let bpe):
      return BPEModel(bpe, table: table, rules: rules ?? MergeRules(bpe.merges))
    case .wordPiece(let prefix, let unknown, let longestWord):
      let distinct = (0..<UInt32(parts.tokens.count)).filter {
        parts.tokens.kind(of: $0) != .unused && table.firstEqual($0) == Int32($0)
      }
      return WordPieceModel(
        distinct, in: parts.tokens, prefix: prefix, unknown: unknown, longestWord: longestWord)
    case .wordLevel(let unknown): return WordLevelModel(table: table, unknown: unknown)
    case .unigram(let scores, let unknown, let byteFallback):
      return UnigramModel(
        tokens: parts.tokens, table: table, scores: scores, unknown: unknown,
        byteFallback: byteFallback)
    case .unigramRow(let row):
      return UnigramModel(tokens: parts.tokens, table: table, row: row)
    }
  }

  /// The way over bytes, where it gives the same ids.
  private static func bytes(
    _ parts: PipelineParts, _ table: PieceTable, _ vocabulary: Vocabulary, _ rules: MergeRules?
  ) -> Bytes? {
    guard let path = parts.byteLevel, case .bpe(let bpe) = parts.model, let rules,
      bpe.continuingPrefix.isEmpty, bpe.endOfWordSuffix.isEmpty
    else { return nil }
    var singles: [UInt32] = []
    var gaps: [Bool] = []
    for (byte, letter) in ByteLevelAlphabet.letters.enumerated() {
      let id = table.find(letter)
      gaps.append(id < 0 && ByteLevelAlphabet.isUsed(byte))
      // The id of a byte without a token is never asked for.
      singles.append(UInt32(max(id, 0)))
    }
    let missing = gaps.count { $0 }
    // With many gaps most texts would go the other way.
    if missing > 64 { return nil }
    let splitter = path.splitter ?? WholeSplitter()
    let isDirect = path.before.isEmpty && path.digits == nil
    let cuts: [any PreTokenizer] =
      path.before + [SplitterCut(splitter: splitter)] + (path.digits.map { [$0] } ?? [])
    return Bytes(
      model: ByteMergeModel(
        singles: singles, rules: rules,
        whole: bpe.ignoresMerges ? wholeTokens(parts.tokens, vocabulary) : [], in: vocabulary),
      splitter: splitter, cuts: isDirect ? [] : cuts, addsPrefixSpace: path.addsPrefixSpace,
      gaps: missing == 0 ? nil : FlatMemory(gaps))
  }

  /// The tokens that a piece of marks can be.
  private static func wholeTokens(_ tokens: Vocabulary, _ vocabulary: Vocabulary) -> [UInt32] {
    var scratch: [UInt8] = []
    return (0..<UInt32(tokens.count)).filter { id in
      scratch.removeAll(keepingCapacity: true)
      let token = tokens[id]
      if tokens.kind(of: id) == .unused || token.isEmpty { return false }
      // What letters stand for is in the vocabulary already.
      if vocabulary.kind(of: id) == .normal { return ByteLevelAlphabet.isLetters(token) }
      return ByteLevelAlphabet.decode(token, into: &scratch)
        && vocabulary[id].elementsEqual(scratch)
    }
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
