import Groundwork
import Tokenization

/// The model `bert` of GGUF: WordPiece over words that begin with U+2581.
///
/// llama.cpp's `llm_tokenizer_wpm`: text is cut as Bert's normalizer and pre-tokenizer do, but for the
/// differences that `GGUFWordNormalizer` and `GGUFMarkDropper` make; then the longest token that the rest
/// of `▁word` begins with, whatever the word's length.
enum GGUFWordModel {
  static func tokenizer(
    _ vocabulary: GGUFVocabulary, _ tokens: Vocabulary, sha256: String
  ) throws(Failure) -> GGUFTokenizer {
    let file = vocabulary.file
    let lowers = try vocabulary.bool("tokenizer.ggml.normalizer.lowercase") ?? true
    let strips = try vocabulary.bool("tokenizer.ggml.normalizer.strip_accents") ?? lowers
    guard lowers == strips else {
      throw Failure(
        "lowers text and keeps accents, or the other way round, which is not supported",
        at: .file(file), remedy: "name the model's tokenizer.json instead")
    }
    let stated = try vocabulary.id("tokenizer.ggml.unknown_token_id")
    guard let unknown = stated ?? (tokens.count > 100 ? 100 : nil) else {
      throw Failure("has no unknown token", at: .file(file), remedy: "convert the model again")
    }
    var marked = Vocabulary(spaceMark: mark)
    marked.reserveCapacity(tokens: tokens.count, bytes: tokens.bytes.count)
    for id in 0..<UInt32(tokens.count) { marked.append(tokens[id], kind: tokens.kind(of: id)) }
    var parts = PipelineParts(
      tokens: marked, index: PipelineIndex(marked),
      model: .wordPiece(prefix: [], unknown: unknown, longestWord: .max))
    let bert = BertNormalizer(
      cleanText: true, handleChineseCharacters: true, stripAccents: strips, lowercase: lowers)
    parts.normalizers = [GGUFWordNormalizer(decomposes: strips), bert]
    if strips { parts.normalizers.append(GGUFMarkDropper()) }
    parts.preTokenizers = [BertPreTokenizer(), GGUFWordMarks()]
    let summary = TokenizerSummary(
      format: "gguf", model: "wordpiece", normalizer: bert.name, sha256: sha256,
      details: [
        .init("tokenizer.ggml.model", vocabulary.model), .init("tokens", "\(tokens.count)"),
        .init("lower case", lowers ? "yes" : "no"),
      ])
    do throws(Failure) {
      return GGUFTokenizer(
        try HuggingFaceTokenizer(parts, summary: summary), vocabulary: marked,
        userDefined: GGUFReader.userDefined(tokens), decoding: .marks(strips: true),
        summary: summary)
    } catch {
      throw Failure(error.problem, at: .file(file), remedy: error.remedy)
    }
  }

  private static let mark: [UInt8] = [0xE2, 0x96, 0x81]
}

/// What llama.cpp does to text before Bert's normalizer: three controls are white space, and a Hangul
/// syllable is its first letter where accents are stripped.
struct GGUFWordNormalizer: Normalizer {
  let decomposes: Bool
  let name = "llama.cpp"

  func normalize(_ text: inout NormalizedText) {
    let source = text.bytes
    let size = text.count
    var at = 0
    while at < size, Self.change(source + at, decomposes) == nil {
      at += Self.length(source[at])
    }
    if at == size { return }
    at = 0
    text.beginRewriting()
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { memory in
      guard let base = memory.baseAddress else { return }
      while at < size {
        let length = Self.length(source[at])
        if let scalar = Self.change(source + at, decomposes) {
          var count = 0
          for byte in String(scalar).utf8 {
            base[count] = byte
            count += 1
          }
          text.replace(length, with: base, count)
        } else {
          text.keep(length)
        }
        at += length
      }
    }
    text.endRewriting()
  }

  static func length(_ lead: UInt8) -> Int {
    lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }

  private static func change(
    _ text: UnsafePointer<UInt8>, _ decomposes: Bool
  ) -> Unicode.Scalar? {
    let lead = text[0]
    if lead == 0x0B || lead == 0x0C { return " " }
    if lead == 0xC2, text[1] == 0x85 { return " " }
    guard decomposes, (0xEA...0xED).contains(lead) else { return nil }
    let scalar = UInt32(lead & 15) << 12 | UInt32(text[1] & 63) << 6 | UInt32(text[2] & 63)
    guard (0xAC00...0xD7A3).contains(scalar) else { return nil }
    return Unicode.Scalar(0x1100 + (scalar - 0xAC00) / 588)
  }
}

/// Drops the marks that Bert's normalizer leaves: it strips nonspacing ones, llama.cpp all.
struct GGUFMarkDropper: Normalizer {
  let name = "without marks"

  func normalize(_ text: inout NormalizedText) {
    let source = text.bytes
    let size = text.count
    func isMark(_ at: Int, _ length: Int) -> Bool {
      if length == 1 { return false }
      let bytes = UnsafeBufferPointer(start: source + at, count: length)
      switch String(decoding: bytes, as: UTF8.self).unicodeScalars.first?.properties.generalCategory
      {
      case .spacingMark, .enclosingMark, .nonspacingMark: return true
      default: return false
      }
    }
    var hasMark = false
    var at = 0
    while at < size, !hasMark {
      let length = GGUFWordNormalizer.length(source[at])
      hasMark = isMark(at, length)
      at += length
    }
    if !hasMark { return }
    at = 0
    text.beginRewriting()
    while at < size {
      let length = GGUFWordNormalizer.length(source[at])
      if isMark(at, length) { text.drop(length) } else { text.keep(length) }
      at += length
    }
    text.endRewriting()
  }
}

/// Puts U+2581 before each word.
struct GGUFWordMarks: PreTokenizer {
  let name = "▁ before words"

  func cut(_ text: inout NormalizedText) {
    if text.pieceCount == 0 { return }
    let size = text.count
    var at = 0
    text.beginRewriting()
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 3) { memory in
      guard let mark = memory.baseAddress else { return }
      (mark[0], mark[1], mark[2]) = (0xE2, 0x96, 0x81)
      for index in 0..<text.pieceCount {
        let piece = text.piece(index)
        if piece.start > at { text.drop(piece.start - at) }
        text.insert(mark, 3)
        text.keep(piece.end - piece.start)
        text.endPiece()
        at = piece.end
      }
    }
    if size > at { text.drop(size - at) }
    text.endRewriting()
  }
}
