import Groundwork
import Tokenization

/// Reads `model` of a tokenizer.json: the long lists token by token, the settings as values.
struct ModelReader {
  /// What is known of the model once it is read.
  struct Model {
    var tokens: Vocabulary
    var index: PipelineIndex
    var parts: PipelineParts.Model
    var name: String
    /// The unknown token's text where the model has no such token, and some scalar may need it.
    var missingUnknown: String?
  }

  private let file: String
  private var settings: [JSONValue.Member] = []
  private var tokens: Vocabulary?
  private var scores: [Double]?
  private var index: PipelineIndex?
  private var mergesStart: Int?
  private var prefixLength = 0
  private var merges: [BPEParts.Merge] = []

  private init(file: String) { self.file = file }

  /// Reads the object that comes next.
  static func read(_ scanner: inout JSONScanner) throws(Failure) -> Model {
    var reader = ModelReader(file: scanner.file)
    try reader.scan(&scanner)
    return try reader.assemble()
  }

  private mutating func scan(_ scanner: inout JSONScanner) throws(Failure) {
    try scanner.open(.object)
    var isFirst = true
    while try scanner.more(in: .object, first: isFirst) {
      isFirst = false
      let key = try scanner.text()
      try scanner.colon()
      switch key {
      case "vocab" where try scanner.kind() == .array:
        let list = try VocabularyScan.scored(&scanner)
        (tokens, scores) = (list.tokens, list.scores)
      case "vocab": tokens = try VocabularyScan.object(&scanner)
      case "merges":
        mergesStart = scanner.position
        // Read here where the tokens are known, as they are in all files that the library writes.
        if tokens != nil { try index(readingMerges: &scanner) } else { try scanner.skip() }
      default: settings.append(.init(key, try scanner.value()))
      }
    }
    // The merges stand before the tokens, or before the prefix.
    if index == nil || prefixLength != prefix.utf8.count {
      let end = scanner.position
      if let mergesStart { scanner.position = mergesStart }
      try index(readingMerges: &scanner)
      scanner.position = end
    }
  }

  /// The prefix, as far as it has been read.
  private var prefix: String {
    JSONValue.object(settings)["continuing_subword_prefix"]?.string ?? ""
  }

  /// Makes the index of the tokens, and reads the merges, if there are any.
  private mutating func index(readingMerges scanner: inout JSONScanner) throws(Failure) {
    guard var tokens else {
      throw Failure("model has no \"vocab\"", at: .file(file), remedy: "get the file again")
    }
    let index = PipelineIndex(tokens)
    if scores == nil, let id = index.firstRepeated {
      throw Failure(
        "model.vocab has the token \(VocabularyScan.name(tokens[id])) twice", at: .file(file),
        remedy: "give each token one id")
    }
    let mark: [UInt8] = [0xE2, 0x96, 0x81]
    if index.id(of: mark) != nil { tokens.spaceMark = mark }
    (self.tokens, self.index) = (tokens, index)
    if mergesStart == nil { return }
    prefixLength = prefix.utf8.count
    merges = try MergesScan.read(&scanner, index: index, prefixLength: prefixLength)
  }

  private func assemble() throws(Failure) -> Model {
    guard let tokens, let index else {
      throw Failure("model has no \"vocab\"", at: .file(file), remedy: "get the file again")
    }
    var fields = try JSONFields(.object(settings), path: "model", file: file)
    let name = try fields.string("type") ?? impliedType
    var model = Model(
      tokens: tokens, index: index, parts: .wordLevel(unknown: 0), name: name)
    switch name {
    case "BPE": model.parts = .bpe(try bpe(&fields, &model))
    case "Unigram": model.parts = try unigram(&fields, tokens)
    case "WordPiece": model.parts = try wordPiece(&fields, index)
    case "WordLevel":
      model.parts = .wordLevel(unknown: try unknown(&fields, index))
    default:
      throw Failure(
        "model.type is \(name.debugDescription), which is not supported", at: .file(file),
        remedy: "known are BPE, Unigram, WordPiece and WordLevel")
    }
    try fields.finish()
    model.tokens = marked(tokens, model.parts)
    return model
  }

  /// The model of files that name none, found as the reference finds it.
  private var impliedType: String {
    if scores != nil { return "Unigram" }
    if mergesStart != nil { return "BPE" }
    return settings.contains { $0.key == "max_input_chars_per_word" } ? "WordPiece" : "WordLevel"
  }

  private func bpe(
    _ fields: inout JSONFields, _ model: inout Model
  ) throws(Failure) -> BPEParts {
    guard scores == nil, mergesStart != nil else {
      throw Failure(
        "model is BPE without \"merges\" or with a list as \"vocab\"", at: .file(file),
        remedy: "get the file again")
    }
    if let dropout = fields.take("dropout") {
      guard dropout.double == 0 else {
        throw Failure(
          "model.dropout is \(dropout.serialized()), and text would be cut at random",
          at: .file(file), remedy: "set it to null")
      }
    }
    var parts = BPEParts(tokens: model.tokens, merges: merges)
    parts.continuingPrefix = Array((try fields.string("continuing_subword_prefix") ?? "").utf8)
    parts.endOfWordSuffix = Array((try fields.string("end_of_word_suffix") ?? "").utf8)
    parts.fusesUnknown = try fields.bool("fuse_unk") ?? false
    parts.byteFallback = try fields.bool("byte_fallback") ?? false
    parts.ignoresMerges = try fields.bool("ignore_merges") ?? false
    if let unknown = try fields.string("unk_token") {
      parts.unknown = model.index.id(of: unknown.utf8)
      if parts.unknown == nil, !Self.isComplete(parts, model.index) {
        model.missingUnknown = unknown
      }
    }
    return parts
  }

  /// Whether no scalar can be without tokens: all bytes have some for fallback.
  private static func isComplete(_ parts: BPEParts, _ index: PipelineIndex) -> Bool {
    return parts.byteFallback
      && (0..<256).allSatisfy { index.id(of: ByteFallbackTokens.spelling(UInt8($0))) != nil }
  }

  private func unigram(
    _ fields: inout JSONFields, _ tokens: Vocabulary
  ) throws(Failure) -> PipelineParts.Model {
    guard let scores else {
      throw Failure(
        "model is Unigram without a list of scores as \"vocab\"", at: .file(file),
        remedy: "get the file again")
    }
    let fallback = try fields.bool("byte_fallback") ?? false
    guard let unknown = try fields.count("unk_id") else {
      throw Failure(
        "model has no \"unk_id\", and tokenizers 0.23.3 fails at the first unknown scalar",
        at: .file(file), remedy: "name the unknown token's id")
    }
    guard unknown < tokens.count else {
      throw Failure(
        "model.unk_id is \(unknown), and the vocabulary has \(tokens.count) tokens",
        at: .file(file), remedy: "correct the JSON, or get the file again")
    }
    return .unigram(scores: scores, unknown: UInt32(unknown), byteFallback: fallback)
  }

  private func wordPiece(
    _ fields: inout JSONFields, _ index: PipelineIndex
  ) throws(Failure) -> PipelineParts.Model {
    let prefix = try fields.string("continuing_subword_prefix")
    let longest = try fields.count("max_input_chars_per_word")
    return .wordPiece(
      prefix: Array(try fields.required("continuing_subword_prefix", prefix).utf8),
      unknown: try unknown(&fields, index),
      longestWord: try fields.required("max_input_chars_per_word", longest))
  }

  private func unknown(
    _ fields: inout JSONFields, _ index: PipelineIndex
  ) throws(Failure) -> UInt32 {
    let text = try fields.required("unk_token", try fields.string("unk_token"))
    guard scores == nil, let id = index.id(of: text.utf8) else {
      throw Self.noUnknown(text, file: file)
    }
    return id
  }

  /// The failure of a model whose unknown token is not in its vocabulary.
  static func noUnknown(_ token: String, file: String) -> Failure {
    Failure(
      "model.unk_token is \(token.debugDescription), which is not in model.vocab; "
        + "tokenizers 0.23.3 fails at the first unknown scalar",
      at: .file(file), remedy: "name a token of the vocabulary")
  }

  /// The tokens with the kind of the unknown one.
  private func marked(_ tokens: Vocabulary, _ model: PipelineParts.Model) -> Vocabulary {
    var unknown: UInt32?
    switch model {
    case .bpe(let parts): unknown = parts.unknown
    case .unigramRow(let row): unknown = row.unknown
    case .wordPiece(_, let id, _), .wordLevel(let id), .unigram(_, let id, _): unknown = id
    }
    guard let unknown else { return tokens }
    var result = tokens
    result.setKind(.unknown, of: unknown)
    return result
  }
}
