import Groundwork
import Tokenization

/// A SentencePiece model, on its way to another format.
package struct PieceSource {
  /// The model.
  var model: SentencePieceModel
  /// The file's bytes, where there is a file of this format.
  var bytes: [UInt8]?
  /// What stands in the way of any conversion.
  var obstacles: [ConversionObstacle] = []

  /// Reads a model's file again.
  init(bytes: [UInt8], file: String) throws(Failure) {
    model = try SentencePieceModel(parsing: bytes, file: file)
    self.bytes = bytes
  }

  /// Describes the model `llama` of a GGUF file, in which any token can come out of merging.
  init?(_ tokenizer: GGUFTokenizer) {
    guard let inner = tokenizer.inner as? SentencePieceTokenizer else { return nil }
    let vocabulary = tokenizer.vocabulary
    let scores = inner.parts.scores
    let pieces = (0..<vocabulary.count).map { id -> SentencePieceModel.Piece in
      let token = Array(vocabulary[UInt32(id)])
      switch vocabulary.kind(of: UInt32(id)) {
      case .byte: return .byte(token.first ?? 0)
      case .normal: return .init(text: token, score: scores[id])
      case .unknown: return .init(text: token, score: scores[id], type: .unknown)
      case .userDefined: return .init(text: token, score: scores[id], type: .userDefined)
      case .control, .unused: return .init(text: token, score: scores[id], type: .control)
      }
    }
    func id(_ texts: [String]) -> Int? {
      pieces.firstIndex { piece in
        piece.type == .control && texts.contains { $0.utf8.elementsEqual(piece.text) }
      }
    }
    model = SentencePieceModel(
      pieces: pieces, modelType: .bpe, byteFallback: true,
      addDummyPrefix: inner.parts.normalizer.addDummyPrefix, removeExtraWhitespaces: false,
      unknownID: pieces.firstIndex { $0.type == .unknown } ?? -1, beginID: id(["<s>", "<bos>"]),
      endID: id(["</s>", "<eos>"]), padID: id(["<pad>"]))
    if tokenizer.userDefined != nil {
      obstacles.append(
        ConversionObstacle(
          "llama.cpp takes its user-defined tokens out of the text and starts afresh behind them",
          examples: pieces.filter { $0.type == .userDefined }.prefix(3).map {
            "a" + String(decoding: $0.text, as: UTF8.self) + "b"
          }))
    }
    let made = Self.merging(pieces, of: [.normal, .control, .unknown, .userDefined])
    let other = pieces.indices.first { id in
      pieces[id].type != .normal && pieces[id].type != .byte
        && made.lastMerge(of: UInt32(id), text: pieces[id].text) != nil
    }
    if let other {
      obstacles.append(
        ConversionObstacle(
          "llama.cpp merges text to its token \(other), which is none of text",
          example: pieces[other].text))
    }
  }

  /// The model's merging: any two neighbours whose text is a piece, the best score first.
  ///
  /// Keys are the places of scores in their order, so that equal scores have equal keys.
  package static func merging(
    _ pieces: [SentencePieceModel.Piece], of types: Set<SentencePieceModel.PieceType>
  ) -> TextMerging {
    let scores = Set(pieces.map(\.score)).sorted(by: >)
    var keys: [Float: Int] = [:]
    for (place, score) in scores.enumerated() { keys[score] = place }
    return TextMerging(
      pieces.enumerated().filter { types.contains($1.type) }
        .map { (UInt32($0), $1.text, keys[$1.score]) }, symbols: .scalars)
  }

  /// As a SentencePiece model: what the file has, or what was made of another one.
  func sentencePiece(_ options: ConversionOptions) throws(Failure) -> ConversionDraft {
    try ConversionDraft(model, bytes: bytes, obstacles: obstacles)
  }

  /// As a tokenizer.json.
  ///
  /// - Throws: `Failure` for word models, and for options that name no piece.
  func huggingFace(_ options: ConversionOptions) throws(Failure) -> ConversionDraft {
    var found = obstacles + normalizerObstacles + symbolObstacles
    var file: TokenizerJSON
    switch model.trainer.modelType {
    case .word:
      throw Failure(
        "it is a word model, in which unknown words in a row are one token, and tokenizers has none such"
      )
    case .bpe, .char: file = TokenizerJSON(bpe: mergingParts(&found))
    case .unigram: file = unigram(options, &found)
    }
    file.normalizer = HuggingFaceStage.normalizers(normalizers)
    file.decoder = HuggingFaceStage.markDecoders(
      byteFallback: model.trainer.byteFallback, stripsSpace: model.normalizer.addDummyPrefix)
    file.addedTokens = addedTokens
    if !options.extraOptions.isEmpty {
      let tokenizer = try SentencePieceReader.tokenizer(model, file: "the model")
      let template = try tokenizer.template(extraOptions: options.extraOptions)
      guard !template.isReversed else {
        throw .usage("a tokenizer.json cannot reverse ids", remedy: "leave reverse out")
      }
      func named(_ ids: [UInt32]) -> [(text: String, id: UInt32)] {
        ids.map { (String(decoding: model.pieces[Int($0)].text, as: UTF8.self), $0) }
      }
      file.postProcessor = HuggingFaceStage.template(
        before: named(template.before), after: named(template.after))
    }
    var draft = try ConversionDraft(file)
    draft.obstacles = found
    if model.trainer.modelType == .unigram {
      draft.notes += UnigramSums.notes(model.pieces.filter { $0.type == .normal }.map(\.score))
    }
    return draft
  }

  /// The control pieces as special tokens, the user-defined ones as others.
  ///
  /// The unknown piece is no added token where text can be kept from giving it: sentencepiece never finds
  /// it in text. In the lattice of tokenizers' Unigram it is a token like others, and so it is special.
  private var addedTokens: [AddedToken] {
    let isUnigram = model.trainer.modelType == .unigram
    return model.pieces.enumerated().compactMap { id, piece in
      switch piece.type {
      case .control, .userDefined: break
      case .unknown where isUnigram: break
      default: return nil
      }
      var token = AddedToken(id: UInt32(id), content: piece.text)
      token.isSpecial = piece.type != .userDefined
      token.isNormalized = !token.isSpecial
      return token
    }
  }
}

extension ConversionDraft {
  /// Writes a model and reads it again.
  init(
    _ model: SentencePieceModel, bytes: [UInt8]? = nil, obstacles: [ConversionObstacle]
  ) throws(Failure) {
    let bytes = bytes ?? model.serialized()
    self.init(
      bytes: bytes, tokenizer: try SentencePieceReader.load(bytes: bytes, file: "the model"))
    self.obstacles = obstacles
  }
}
