import Groundwork
import Tokenization

/// The model `llama` of GGUF: merges by score, bytes for scalars without a token.
///
/// llama.cpp's `llm_tokenizer_spm` is SentencePiece's BPE in which every token can come out of merging,
/// whatever its type, and text is not normalized but for spaces, which become U+2581.
enum GGUFMergingModel {
  static func tokenizer(
    _ vocabulary: GGUFVocabulary, _ tokens: Vocabulary, sha256: String
  ) throws(Failure) -> GGUFTokenizer {
    let prefix = try vocabulary.bool("tokenizer.ggml.add_space_prefix") ?? true
    let pieces = try pieces(tokens, file: vocabulary.file)
    let summary = TokenizerSummary(
      format: "gguf", model: "bpe", addsLeadingSpace: prefix, sha256: sha256,
      details: [
        .init("tokenizer.ggml.model", vocabulary.model), .init("pieces", "\(tokens.count)"),
        .init("byte fallback", "yes"), .init("dummy prefix", prefix ? "yes" : "no"),
      ])
    let parts = SentencePieceParts(
      vocabulary: pieces,
      // Zero has a sign that takes part in the table's order, but not in llama.cpp's.
      scores: vocabulary.scores.map { $0 == 0 ? 0 : $0 }, algorithm: .bpe, byteFallback: true,
      normalizer: SentencePieceNormalizer.Settings(
        charsmap: nil, addDummyPrefix: prefix, removeExtraWhitespaces: false),
      summary: summary)
    var shown = Vocabulary(spaceMark: GGUFReader.spaceMark)
    shown.reserveCapacity(tokens: tokens.count, bytes: tokens.bytes.count)
    for id in 0..<UInt32(tokens.count) {
      let kind = tokens.kind(of: id)
      shown.append(kind == .byte ? pieces[id] : tokens[id], kind: kind)
    }
    do throws(Failure) {
      return GGUFTokenizer(
        try SentencePieceTokenizer(parts), vocabulary: shown,
        userDefined: GGUFReader.userDefined(tokens), decoding: .marks(strips: prefix),
        summary: summary)
    } catch {
      throw Failure(error.problem, at: .file(vocabulary.file), remedy: error.remedy)
    }
  }

  /// The tokens as the merging sees them: bytes, and all others alike.
  private static func pieces(_ tokens: Vocabulary, file: String) throws(Failure) -> Vocabulary {
    var table = ByteTable(capacity: tokens.count)
    for id in 0..<UInt32(tokens.count) {
      _ = tokens[id].withUnsafeBufferPointer { table.insert($0) }
    }
    var pieces = Vocabulary(spaceMark: GGUFReader.spaceMark)
    pieces.reserveCapacity(tokens: tokens.count, bytes: tokens.bytes.count)
    for id in 0..<UInt32(tokens.count) {
      guard tokens.kind(of: id) == .byte else {
        pieces.append(tokens[id])
        continue
      }
      guard let byte = GGUFReader.byteValue(tokens[id]), !isReachable(tokens[id], table) else {
        throw Failure(
          "the byte token \(id) is \(String(decoding: tokens[id], as: UTF8.self)), which is not "
            + "written <0xHH> or can be merged from text",
          at: .file(file), remedy: "convert the model again")
      }
      pieces.append([byte], kind: .byte)
    }
    return pieces
  }

  /// Whether a token can come out of a merge: some cut leaves two parts that are tokens or scalars.
  private static func isReachable(_ token: ArraySlice<UInt8>, _ table: ByteTable) -> Bool {
    func isPart(_ part: ArraySlice<UInt8>) -> Bool {
      part.count == 1 || part.withUnsafeBufferPointer { table.number(of: $0) } != nil
    }
    // The texts <0xHH> are ASCII, so that any cut is one between scalars.
    return (token.startIndex + 1..<token.endIndex).contains {
      isPart(token[..<$0]) && isPart(token[$0...])
    }
  }
}
