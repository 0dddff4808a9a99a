import Groundwork
import Tokenization

/// Makes tokenizers of SentencePiece model files.
public enum SentencePieceReader {
  /// Reads a model file.
  ///
  /// - Throws: `Failure` with the path, and the byte where the file is damaged; what google/sentencepiece
  ///   0.2.3 refuses is refused; a model whose self-test samples come out otherwise is refused.
  /// - Complexity: about 1 µs a piece in a release build.
  public static func load(_ path: String) throws(Failure) -> SentencePieceTokenizer {
    try load(bytes: try readFile(path), file: path)
  }

  /// Reads a model file's bytes; `file` is the name for error messages.
  public static func load(
    bytes: [UInt8], file: String
  ) throws(Failure) -> SentencePieceTokenizer {
    let model = try SentencePieceModel(parsing: bytes, file: file)
    return try tokenizer(model, file: file, sha256: try SHA256.hexadecimalDigest(of: bytes))
  }

  /// Makes a tokenizer of a model in memory, as a trainer has it.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - file: the name for error messages.
  ///   - sha256: the hash of the file for the summary; nil to take that of `model.serialized()`.
  public static func tokenizer(
    _ model: SentencePieceModel, file: String, sha256: String? = nil
  ) throws(Failure) -> SentencePieceTokenizer {
    let hash =
      if let sha256 { sha256 } else { try SHA256.hexadecimalDigest(of: model.serialized()) }
    do throws(Failure) {
      let tokenizer = try SentencePieceTokenizer(try parts(of: model, sha256: hash))
      try check(model.selfTest, tokenizer)
      return tokenizer
    } catch {
      var failure = error
      failure.place = .file(file)
      throw failure
    }
  }

  /// Whether bytes look like a model: the first field is a piece, with a text as its first field.
  public static func looksLikeModel(_ bytes: [UInt8]) -> Bool {
    bytes.count > 4 && bytes[0] == 0x0A && bytes[2] == 0x0A && Int(bytes[3]) + 2 <= Int(bytes[1])
  }

  private static func parts(
    of model: SentencePieceModel, sha256: String
  ) throws(Failure) -> SentencePieceParts {
    let trainer = model.trainer
    var vocabulary = Vocabulary(spaceMark: [0xE2, 0x96, 0x81])
    vocabulary.reserveCapacity(
      tokens: model.pieces.count, bytes: model.pieces.reduce(0) { $0 + $1.text.count })
    for (id, piece) in model.pieces.enumerated() {
      if piece.type == .byte {
        guard let byte = byteValue(piece.text) else {
          let text = String(decoding: piece.text, as: UTF8.self)
          throw Failure(
            "the byte piece \(id) is written \(text)",
            remedy: "write byte pieces as <0x00> … <0xFF>")
        }
        vocabulary.append([byte][...], kind: .byte)
      } else {
        let isNull = piece.text == [0] && trainer.byteFallback
        vocabulary.append(piece.text[...], kind: isNull ? .unused : kind(of: piece.type))
      }
    }
    let suffix = trainer.treatWhitespaceAsSuffix
    return SentencePieceParts(
      vocabulary: vocabulary, scores: model.pieces.map { $0.score },
      algorithm: algorithm(trainer.modelType), byteFallback: trainer.byteFallback,
      normalizer: try settings(model.normalizer, suffix: suffix),
      denormalizer: try denormalizer(model.denormalizer),
      unknownSurface: trainer.unknownSurface, beginID: id(of: .begin, in: model),
      endID: id(of: .end, in: model), summary: summary(of: model, sha256: sha256))
  }

  /// The piece with the text that the trainer named for a role; the unknown piece never has one.
  private static func id(
    of special: SentencePieceModel.TrainerSpec.Special, in model: SentencePieceModel
  ) -> UInt32? {
    let text = model.trainer.piece(of: special)
    let index = model.pieces.firstIndex { $0.text == text && $0.type != .unknown }
    return index.map { UInt32($0) }
  }

  private static func denormalizer(
    _ spec: SentencePieceModel.NormalizerSpec?
  ) throws(Failure) -> SentencePieceNormalizer.Settings? {
    guard let spec, !spec.precompiledCharsmap.isEmpty else { return nil }
    return try settings(spec, suffix: false)
  }

  private static func settings(
    _ spec: SentencePieceModel.NormalizerSpec, suffix: Bool
  ) throws(Failure) -> SentencePieceNormalizer.Settings {
    let map = spec.precompiledCharsmap
    return SentencePieceNormalizer.Settings(
      charsmap: map.isEmpty ? nil : try Charsmap(map), addDummyPrefix: spec.addDummyPrefix,
      removeExtraWhitespaces: spec.removeExtraWhitespaces,
      escapeWhitespaces: spec.escapeWhitespaces, treatWhitespaceAsSuffix: suffix)
  }

  private static func summary(of model: SentencePieceModel, sha256: String) -> TokenizerSummary {
    let normalizer = model.normalizer
    func yes(_ value: Bool) -> String { value ? "yes" : "no" }
    return TokenizerSummary(
      format: "sentencepiece", model: model.trainer.modelType.name,
      normalizer: normalizer.name.isEmpty ? nil : normalizer.name,
      addsLeadingSpace: normalizer.addDummyPrefix && !model.trainer.treatWhitespaceAsSuffix,
      sha256: sha256,
      details: [
        .init("pieces", "\(model.pieces.count)"),
        .init("byte fallback", yes(model.trainer.byteFallback)),
        .init("dummy prefix", yes(normalizer.addDummyPrefix)),
        .init("remove extra whitespaces", yes(normalizer.removeExtraWhitespaces)),
        .init("whitespace as suffix", yes(model.trainer.treatWhitespaceAsSuffix)),
        .init("self-test samples", "\(model.selfTest.count)"),
      ])
  }

  private static func algorithm(
    _ type: SentencePieceModel.ModelType
  ) -> SentencePieceParts.Algorithm {
    switch type {
    case .unigram: .unigram
    case .bpe: .bpe
    case .word: .word
    case .char: .char
    }
  }

  private static func kind(of type: SentencePieceModel.PieceType) -> TokenKind {
    switch type {
    case .normal: .normal
    case .unknown: .unknown
    case .control: .control
    case .userDefined: .userDefined
    case .unused: .unused
    case .byte: .byte
    }
  }

  private static func byteValue(_ text: [UInt8]) -> UInt8? {
    guard text.count == 6, text.starts(with: "<0x".utf8), text[5] == UInt8(ascii: ">") else {
      return nil
    }
    var value: UInt8 = 0
    for digit in text[3...4] {
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | (digit &- 0x30)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | (digit &- 0x37)
      default: return nil
      }
    }
    return value
  }

  /// Checks the samples that the trainer put into the file.
  ///
  /// Newer releases of the reference skip them.
  private static func check(
    _ samples: [SentencePieceModel.SelfTestSample], _ tokenizer: SentencePieceTokenizer
  ) throws(Failure) {
    for (index, sample) in samples.enumerated() {
      let pieces = tokenizer.encodeAsPieces(sample.input)
      if Array(pieces.joined(separator: [0x20])) == sample.expected { continue }
      throw Failure(
        "self-test sample \(index + 1) of \(samples.count) comes out otherwise than the file says",
        remedy: "the file is damaged or was edited by hand; get it again")
    }
  }
}
