import Groundwork
import Tokenization

/// The model `t5` of GGUF: the row of tokens with the largest sum of scores, after a charsmap.
///
/// llama.cpp's `llm_tokenizer_ugm`: tokens of the types normal, user-defined and unused come out of text;
/// a user-defined one has the score 0, a scalar without a token the least score of a normal one less 10.
enum GGUFUnigramModel {
  static func tokenizer(
    _ vocabulary: GGUFVocabulary, _ tokens: Vocabulary, sha256: String
  ) throws(Failure) -> GGUFTokenizer {
    let file = vocabulary.file
    let prefix = try vocabulary.bool("tokenizer.ggml.add_space_prefix") ?? false
    let merges = try vocabulary.bool("tokenizer.ggml.remove_extra_whitespaces") ?? false
    let stated = try vocabulary.id("tokenizer.ggml.unknown_token_id")
    guard let unknown = stated ?? (tokens.count > 2 ? 2 : nil) else {
      throw Failure("has no unknown token", at: .file(file), remedy: "convert the model again")
    }
    if let id = vocabulary.scores.firstIndex(where: { !$0.isFinite }) {
      throw Failure(
        "the token \(id) has the score \(vocabulary.scores[id])", at: .file(file),
        remedy: "scores are finite numbers; convert the model again")
    }
    let charsmap = try charsmap(vocabulary)
    var ids: [UInt32] = []
    var scores: [Double] = []
    var least = Float.greatestFiniteMagnitude
    for id in 0..<UInt32(tokens.count) {
      let score = vocabulary.scores[Int(id)]
      scores.append(tokens.kind(of: id) == .userDefined ? 0 : Double(score))
      // What the file says counts here, whatever a token's text makes of it.
      switch vocabulary.tokens.kind(of: id) {
      case .normal:
        least = min(least, score)
        ids.append(id)
      case .userDefined, .unused: ids.append(id)
      case .control, .unknown, .byte: break
      }
    }
    var pieces = Vocabulary(spaceMark: GGUFReader.spaceMark)
    pieces.reserveCapacity(tokens: tokens.count, bytes: tokens.bytes.count)
    for id in 0..<UInt32(tokens.count) { pieces.append(tokens[id]) }
    var parts = PipelineParts(
      tokens: pieces, index: PipelineIndex(pieces),
      model: .unigramRow(
        .init(ids: ids, scores: scores, unknown: unknown, unknownScore: Double(least - 10))))
    let symbols = (0..<UInt32(tokens.count)).filter {
      vocabulary.tokens.kind(of: $0) == .userDefined
    }
    let normalizer = LlamaCppNormalizer(
      charsmap: charsmap, addsPrefix: prefix, mergesSpaces: merges,
      symbols: symbols.map { Array(tokens[$0]) })
    parts.normalizers = [normalizer]
    let summary = TokenizerSummary(
      format: "gguf", model: "unigram", normalizer: normalizer.name,
      addsLeadingSpace: prefix || merges, sha256: sha256,
      details: [
        .init("tokenizer.ggml.model", vocabulary.model), .init("pieces", "\(tokens.count)"),
        .init("dummy prefix", prefix ? "yes" : "no"),
        .init("remove extra whitespaces", merges ? "yes" : "no"),
      ])
    do throws(Failure) {
      return GGUFTokenizer(
        try HuggingFaceTokenizer(parts, summary: summary),
        vocabulary: try GGUFReader.withBytes(tokens, file: file),
        userDefined: GGUFReader.userDefined(tokens), decoding: .marks(strips: prefix),
        summary: summary)
    } catch {
      throw error.place == nil
        ? Failure(error.problem, at: .file(file), remedy: error.remedy) : error
    }
  }

  private static func charsmap(_ vocabulary: GGUFVocabulary) throws(Failure) -> Charsmap? {
    guard let bytes = try vocabulary.bytes("tokenizer.ggml.precompiled_charsmap") else {
      return nil
    }
    do throws(Failure) { return try Charsmap(bytes) } catch {
      throw Failure(error.problem, at: .file(vocabulary.file), remedy: error.remedy)
    }
  }
}
