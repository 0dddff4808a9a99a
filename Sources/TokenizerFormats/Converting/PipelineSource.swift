import Groundwork
import Tokenization

/// A tokenizer made of stages, on its way to another format.
struct PipelineSource {
  /// The tokenizer.
  var tokenizer: HuggingFaceTokenizer
  /// Its stages as they are written, those of a `Sequence` one by one.
  var normalizers: [JSONValue] = []
  var preTokenizers: [JSONValue] = []
  var decoders: [JSONValue] = []
  var postProcessor: JSONValue?
  /// Tokens that text never gives, which the source does not find in text either.
  var hiddenSpecials: [AddedToken] = []

  /// Tokens that llama.cpp takes out of any text before the model sees it.
  var userDefined: [AddedToken] = []

  /// Reads the stages of a tokenizer.json beside the tokenizer that was made of it.
  init(_ tokenizer: HuggingFaceTokenizer, bytes: [UInt8], file: String) throws(Failure) {
    self.tokenizer = tokenizer
    var members: [JSONValue.Member] = []
    try bytes.withUnsafeBufferPointer { buffer throws(Failure) in
      var scanner = try JSONScanner(buffer, file: file)
      try scanner.open(.object)
      var isFirst = true
      while try scanner.more(in: .object, first: isFirst) {
        isFirst = false
        let key = try scanner.text()
        try scanner.colon()
        if ["normalizer", "pre_tokenizer", "decoder", "post_processor"].contains(key) {
          members.append(.init(key, try scanner.value()))
        } else {
          try scanner.skip()
        }
      }
    }
    let stages = JSONValue.object(members)
    normalizers = Self.flattened(stages["normalizer"], "normalizers")
    preTokenizers = Self.flattened(stages["pre_tokenizer"], "pretokenizers")
    decoders = Self.flattened(stages["decoder"], "decoders")
    if case .null? = stages["post_processor"] { return }
    postProcessor = stages["post_processor"]
  }

  /// Describes a tokenizer that was made of other files; nil where a stage has no name in a tokenizer.json.
  init?(_ tokenizer: HuggingFaceTokenizer) {
    self.tokenizer = tokenizer
    let parts = tokenizer.parts
    for normalizer in parts.normalizers {
      guard let bert = normalizer as? BertNormalizer else { return nil }
      normalizers.append(HuggingFaceStage.bert(bert))
    }
    for preTokenizer in parts.preTokenizers {
      switch preTokenizer {
      case let split as SplitPreTokenizer where split.pattern.isRegex:
        preTokenizers.append(HuggingFaceStage.split(regex: split.pattern.text))
      case is ByteLevelPreTokenizer: preTokenizers.append(HuggingFaceStage.byteLevel())
      case is BertPreTokenizer: preTokenizers.append(HuggingFaceStage.bertPreTokenizer)
      default: return nil
      }
    }
    if parts.hasByteLevelMarks {
      decoders = [HuggingFaceStage.byteLevel()]
    } else if case .wordPiece(let prefix, _, let longest) = parts.model, longest < .max {
      decoders = [
        HuggingFaceStage.wordPieceDecoder(prefix: String(decoding: prefix, as: UTF8.self))
      ]
    } else {
      return nil
    }
    if parts.added.isEmpty {
      hiddenSpecials = (0..<UInt32(parts.tokens.count)).compactMap { id in
        guard parts.tokens.kind(of: id) == .control else { return nil }
        var token = AddedToken(id: id, content: Array(parts.tokens[id]))
        token.isNormalized = false
        token.isSpecial = true
        return token
      }
    }
  }

  /// Whether special tokens in text can be made to be found.
  var findsSpecials: Bool { hiddenSpecials.isEmpty }

  /// A stage's `type`.
  static func type(_ stage: JSONValue) -> String { stage["type"]?.string ?? "" }

  /// The stages in order, those of a `Sequence` in its place.
  static func flattened(_ value: JSONValue?, _ key: String) -> [JSONValue] {
    guard let value, value.members != nil else { return [] }
    guard type(value) == "Sequence" else { return [value] }
    return (value[key]?.array ?? []).flatMap { flattened($0, key) }
  }

  /// As a tokenizer.json: the same stages, tokens and merges, as today's releases write them.
  func huggingFace(_ options: ConversionOptions) throws(Failure) -> ConversionDraft {
    var file = TokenizerJSON(tokens: tokenizer.parts.tokens, model: tokenizer.parts.model)
    file.addedTokens = tokenizer.parts.added + hiddenSpecials + userDefined
    file.normalizer = HuggingFaceStage.normalizers(normalizers)
    file.preTokenizer = HuggingFaceStage.preTokenizers(preTokenizers)
    file.decoder = HuggingFaceStage.decoders(decoders)
    file.postProcessor = postProcessor
    return try ConversionDraft(file)
  }
}
