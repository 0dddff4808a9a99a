import Groundwork
import Tokenization

/// The model `gpt2` of GGUF: byte-level BPE with a list of merges, cut as `tokenizer.ggml.pre` says.
enum GGUFByteModel {
  static func tokenizer(
    _ vocabulary: GGUFVocabulary, _ tokens: Vocabulary, sha256: String
  ) throws(Failure) -> GGUFTokenizer {
    let file = vocabulary.file
    // llama.cpp takes its default pattern for a file that names none.
    let name = vocabulary.preTokenizer ?? "default"
    guard let known = GGUFPatterns.named(name) else {
      throw Failure(
        "splits text with the pre-tokenizer \(name), which is not supported", at: .file(file),
        remedy: "name the model's tokenizer.json instead")
    }
    var splitters: [any Splitter] = []
    for pattern in known.patterns {
      if let scanned = SplitPattern.named(pattern) {
        splitters.append(scanned.makeSplitter())
      } else {
        splitters.append(try RegexSplitter(pattern: pattern, gaps: .arePieces))
      }
    }
    let index = PipelineIndex(tokens)
    if let repeated = index.firstRepeated {
      throw Failure("the token \(repeated) is there twice", at: .file(file))
    }
    var list = MergeList(tokens: tokens, index: index, keepsFirst: true)
    var start = 0
    for (number, end) in vocabulary.merges.ends.enumerated() {
      switch list.add(vocabulary.merges.bytes[start..<end]) {
      case nil: break
      case .notAPair?:
        throw Failure(
          "the merge \(number) is not two tokens with a space between them", at: .file(file),
          remedy: "get the file again")
      case .unknown(let token)?:
        throw Failure(
          "the merge \(number) has the token \(token), which is not in the vocabulary",
          at: .file(file), remedy: "get the file again")
      }
      start = end
    }
    var bpe = BPEParts(tokens: tokens, merges: list.merges)
    bpe.ignoresMerges = known.ignoresMerges
    var parts = PipelineParts(tokens: tokens, index: index, model: .bpe(bpe))
    try parts.useBytes(splitters)
    let summary = TokenizerSummary(
      format: "gguf", model: "bpe",
      pattern: splitters.map(\.name).joined(separator: ", then "), sha256: sha256,
      details: [
        .init("tokenizer.ggml.model", vocabulary.model),
        .init("tokenizer.ggml.pre", vocabulary.preTokenizer ?? "none, so default"),
        .init("merges", "\(list.merges.count)"),
      ])
    do throws(Failure) {
      let inner = try HuggingFaceTokenizer(parts, summary: summary)
      return GGUFTokenizer(
        inner, vocabulary: inner.vocabulary, userDefined: GGUFReader.userDefined(tokens),
        decoding: .inner, summary: summary)
    } catch {
      throw Failure(error.problem, at: .file(file), remedy: error.remedy)
    }
  }
}
