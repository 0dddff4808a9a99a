import Groundwork
import Tokenization
import TokenizerFormats

extension TrainedBPE {
  /// The vocabulary as a tokenizer.json, which tokenizers 0.20 and newer load.
  ///
  /// Over bytes: `Split` by the pattern and `ByteLevel`. Like tokenizers, ids are those of `BpeTrainer`: the
  /// specials first; otherwise they are those of the rank file, the specials last. Pieces of characters go
  /// through `sentencePieceModel`, whose normalization becomes stages; what tokenizers would cut otherwise is
  /// refused.
  ///
  /// - Parameters:
  ///   - pattern: the split pattern that the pieces were cut with, by name or as its text; not used for
  ///     pieces of characters.
  ///   - normalization: how the text was normalized, for pieces of characters.
  /// - Throws: `Failure` where tokenizers has no such pattern or would give other ids.
  public func tokenizerJSON(
    pattern: String, _ normalization: TrainingNormalization = .identity
  ) throws(Failure) -> [UInt8] {
    if options.makesPieces {
      let bytes = try sentencePieceModel(normalization).serialized()
      return try TokenizerConverter.huggingFace(sentencePiece: bytes, file: "the model").bytes
    }
    var file = TokenizerJSON(bpe: try huggingFaceParts())
    file.addedTokens = addedTokens
    let stages = try Self.stages(pattern: pattern, isByteLevel: options.startsFromBytes)
    file.preTokenizer = HuggingFaceStage.preTokenizers(stages)
    file.decoder =
      options.startsFromBytes
      ? HuggingFaceStage.byteLevel() : .object([.init("type", .string("Fuse"))])
    return try file.serialized()
  }

  /// Throws (usage) where tokenizers has no such pattern, before anything is trained.
  public static func checkHuggingFacePattern(_ pattern: String) throws(Failure) {
    _ = try stages(pattern: pattern, isByteLevel: true)
  }

  private static func stages(
    pattern: String, isByteLevel: Bool
  ) throws(Failure) -> [JSONValue] {
    if isByteLevel, SplitPattern.named(pattern)?.name == "gpt2" {
      return [HuggingFaceStage.byteLevel(usesRegex: true)]
    }
    guard let regex = SplitPattern.onigurumaText(of: pattern) else {
      throw .usage(
        "the split pattern \(pattern) means something else in Oniguruma, which tokenizers uses",
        remedy: "use another pattern, or write a .tiktoken")
    }
    let split = HuggingFaceStage.split(regex: regex)
    return isByteLevel ? [split, HuggingFaceStage.byteLevel()] : [split]
  }

  /// The id of each symbol in a tokenizer.json.
  private func id(_ symbol: UInt32) -> UInt32 {
    options.likeness == .huggingFace ? ids[Int(symbol)] : symbol
  }

  private var addedTokens: [AddedToken] {
    var seen: Set<[UInt8]> = []
    var tokens: [AddedToken] = []
    for special in options.specials {
      let content = Array(special.utf8)
      guard seen.insert(content).inserted else { continue }
      let first = options.likeness == .huggingFace ? 0 : symbolCount
      var token = AddedToken(id: UInt32(first + tokens.count), content: content)
      token.isNormalized = false
      token.isSpecial = true
      tokens.append(token)
    }
    return tokens
  }

  private func huggingFaceParts() throws(Failure) -> BPEParts {
    let added = addedTokens
    let specials = options.likeness == .huggingFace ? added : []
    var texts = specials.map(\.content)
    for symbol in 0..<UInt32(symbolCount) where Int(id(symbol)) >= specials.count {
      // Symbols beside the specials have their ids in order.
      texts.append(text(symbol))
    }
    if options.likeness != .huggingFace {
      let contents = Set(added.map(\.content))
      if let same = texts.first(where: contents.contains) {
        throw .usage(
          "the special token \(String(decoding: same, as: UTF8.self)) is written as a token is",
          remedy: "name it otherwise, such as <|endoftext|>")
      }
    }
    var vocabulary = Vocabulary()
    for text in texts { vocabulary.append(text) }
    var parts = BPEParts(
      tokens: vocabulary,
      merges: merges.map { .init(left: id($0.left), right: id($0.right), result: id($0.new)) })
    if !options.startsFromBytes {
      parts.unknown =
        added.first { ["<unk>", "[UNK]"].map { Array($0.utf8) }.contains($0.content) }?.id
    }
    return parts
  }

  /// A symbol as a tokenizer.json writes it.
  private func text(_ symbol: UInt32) -> [UInt8] {
    if !options.startsFromBytes { return Array(self[symbol]) }
    return self[symbol].flatMap { ByteLevelAlphabet.letters[Int($0)] }
  }
}
