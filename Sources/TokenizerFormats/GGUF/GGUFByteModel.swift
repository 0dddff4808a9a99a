import Groundwork
import Tokenization

/// The models `gpt2` and `gemma4` of GGUF: BPE with a list of merges, cut as `tokenizer.ggml.pre` says.
///
/// Tokens are written with byte-level marks, or, where `GGUFPatterns.isText` says so, as text with U+2581 for
/// a space, and a scalar without a token is given as its bytes.
enum GGUFByteModel {
  static func tokenizer(
    _ vocabulary: GGUFVocabulary, _ tokens: Vocabulary, sha256: String
  ) throws(Failure) -> GGUFTokenizer {
    let file = vocabulary.file
    // llama.cpp takes its default pattern for a file that names none.
    let name =
      vocabulary.model == "gemma4" ? "gemma4" : vocabulary.preTokenizer ?? "default"
    guard let known = GGUFPatterns.named(name) else {
      throw Failure(
        "splits text with the pre-tokenizer \(name), which is not supported", at: .file(file),
        remedy: "name the model's tokenizer.json instead")
    }
    if vocabulary.merges == nil, name != "kimi-k2" {
      throw Failure(
        "has no tokenizer.ggml.merges", at: .file(file), remedy: "convert the model again")
    }
    let index = PipelineIndex(tokens)
    if let repeated = index.firstRepeated {
      throw Failure("the token \(repeated) is there twice", at: .file(file))
    }
    let merges = try merges(vocabulary, tokens, index)
    var bpe = BPEParts(tokens: tokens, merges: merges)
    bpe.ignoresMerges = known.ignoresMerges
    bpe.takesLinesWhole = known.takesLinesWhole
    bpe.byteFallback = known.isText
    var parts = PipelineParts(tokens: tokens, index: index, model: .bpe(bpe))
    var cuts: [any PreTokenizer] = []
    for step in known.steps { cuts.append(try cut(step)) }
    if known.isText {
      try checkBytes(tokens, index, merges, file: file)
      parts.normalizers = [ReplaceNormalizer(try TextPattern(string: " "), with: mark)]
      parts.preTokenizers = cuts
    } else {
      parts.useBytes(cuts, splitter: try splitter(known.steps))
    }
    var summary = TokenizerSummary(
      format: "gguf", model: "bpe",
      pattern: cuts.map { ($0 as? SplitPreTokenizer)?.pattern.text ?? $0.name }
        .joined(separator: ", then "),
      normalizer: parts.normalizers.first?.name, sha256: sha256,
      details: [
        .init("tokenizer.ggml.model", vocabulary.model),
        .init("tokenizer.ggml.pre", vocabulary.preTokenizer ?? "none, so \(name)"),
        .init("merges", "\(merges.count)"),
      ])
    summary.engines = MatchingEngine.all(normalizers: [], preTokenizers: cuts)
    do throws(Failure) {
      let inner = try HuggingFaceTokenizer(parts, summary: summary)
      return GGUFTokenizer(
        inner,
        vocabulary: known.isText ? try GGUFReader.withBytes(tokens, file: file) : inner.vocabulary,
        userDefined: GGUFReader.userDefined(tokens),
        decoding: known.isText ? .marks(strips: false) : .inner, summary: summary)
    } catch {
      throw Failure(error.problem, at: .file(file), remedy: error.remedy)
    }
  }

  private static let mark = GGUFReader.spaceMark

  private static func merges(
    _ vocabulary: GGUFVocabulary, _ tokens: Vocabulary, _ index: PipelineIndex
  ) throws(Failure) -> [BPEParts.Merge] {
    var list = MergeList(tokens: tokens, index: index, keepsFirst: true)
    var start = 0
    guard let merges = vocabulary.merges else { return [] }
    for (number, end) in merges.ends.enumerated() {
      switch list.add(merges.bytes[start..<end]) {
      case nil: break
      case .notAPair?:
        throw Failure(
          "the merge \(number) is not two tokens with a space between them",
          at: .byte(merges.place, of: vocabulary.file), remedy: "get the file again")
      case .unknown(let token)?:
        throw Failure(
          "the merge \(number) has the token \(token), which is not in the vocabulary",
          at: .byte(merges.place, of: vocabulary.file), remedy: "get the file again")
      }
      start = end
    }
    return list.merges
  }

  private static func cut(_ step: GGUFPatterns.Step) throws(Failure) -> any PreTokenizer {
    switch step {
    case .scanner(let name): return SplitterCut(splitter: try SplitPattern.splitter(for: name))
    case .regex(let text):
      return SplitPreTokenizer(try TextPattern(regex: text), .isolated, inverted: false)
    case .numbersFromRight: return LlamaCppNumberGroups()
    case .digitsFromRight: return LlamaCppDigitGroups()
    case .lines: return LineFeedCut()
    }
  }

  /// The splitter of a single step, which needs no steps before it.
  private static func splitter(_ steps: [GGUFPatterns.Step]) throws(Failure) -> (any Splitter)? {
    guard steps.count == 1 else { return nil }
    switch steps[0] {
    case .scanner(let name): return SplitPattern.named(name)?.makeSplitter()
    case .regex(let text): return try RegexSplitter(pattern: text, gaps: .arePieces)
    default: return nil
    }
  }

  /// Refuses what byte fallback would do otherwise than llama.cpp.
  private static func checkBytes(
    _ tokens: Vocabulary, _ index: PipelineIndex, _ merges: [BPEParts.Merge], file: String
  ) throws(Failure) {
    var bytes: Set<UInt32> = []
    for byte in UInt8.min...UInt8.max {
      guard let id = index.id(of: ByteFallbackTokens.spelling(byte)) else {
        throw Failure(
          "has no token \(String(decoding: ByteFallbackTokens.spelling(byte), as: UTF8.self))",
          at: .file(file), remedy: "convert the model again")
      }
      bytes.insert(id)
    }
    if let number = merges.firstIndex(where: { bytes.contains($0.left) || bytes.contains($0.right) }
    ) {
      throw Failure(
        "the merge \(number) merges a byte token, which is not supported", at: .file(file),
        remedy: "name the model's tokenizer.json instead")
    }
  }
}
