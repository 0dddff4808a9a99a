import Groundwork
import Tokenization

extension PieceSource {
  private static let mark = "\u{2581}"

  /// The normalizers that do what the model's does.
  ///
  /// White space is squeezed as SentencePiece does it: spaces at the start, runs of them, and at the end
  /// marks too; then the dummy prefix; then spaces become marks.
  var normalizers: [JSONValue] {
    let spec = model.normalizer
    var list: [JSONValue] = []
    if !spec.precompiledCharsmap.isEmpty {
      list.append(HuggingFaceStage.precompiled(spec.precompiledCharsmap))
    }
    if spec.removeExtraWhitespaces { list += Self.squeezing(escapes: spec.escapeWhitespaces) }
    if spec.addDummyPrefix {
      list.append(HuggingFaceStage.prepend(spec.escapeWhitespaces ? Self.mark : " "))
    }
    if spec.escapeWhitespaces { list.append(HuggingFaceStage.replace(" ", with: Self.mark)) }
    return list
  }

  /// The normalizers that squeeze white space.
  static func squeezing(escapes: Bool) -> [JSONValue] {
    [
      HuggingFaceStage.replace(regex: "\\A +", with: ""),
      HuggingFaceStage.replace(regex: escapes ? "[ \(mark)]+\\z" : " +\\z", with: ""),
      HuggingFaceStage.replace(regex: " {2,}", with: " "),
    ]
  }

  /// What the normalizer does that stages of tokenizer.json do not.
  var normalizerObstacles: [ConversionObstacle] {
    var obstacles: [ConversionObstacle] = []
    let spec = model.normalizer
    if !spec.precompiledCharsmap.isEmpty {
      obstacles.append(
        ConversionObstacle(
          "tokenizers applies the rules of its normalizer \(spec.name) to grapheme clusters, and "
            + "sentencepiece to the text",
          examples: ["\u{FF21}\u{301}", "\u{FF76}\u{FF9E}", "\u{2460}\u{301}", "\u{1100}\u{1161}"]))
    }
    if model.trainer.treatWhitespaceAsSuffix {
      obstacles.append(
        ConversionObstacle(
          "it puts the dummy prefix behind the text (treat_whitespace_as_suffix), which no stage of "
            + "tokenizer.json does", examples: ["a", "a b"]))
    }
    return obstacles
  }

  /// What user-defined and unused pieces do that tokenizer.json cannot.
  var symbolObstacles: [ConversionObstacle] {
    var obstacles: [ConversionObstacle] = []
    let symbols = model.pieces.filter { $0.type == .userDefined }
    let spec = model.normalizer
    if let symbol = symbols.first {
      let text = String(decoding: symbol.text, as: UTF8.self)
      let around = [text, "a\(text)b", "a \(text) b", "\(text)\(text)"]
      if model.trainer.modelType == .unigram {
        obstacles.append(
          ConversionObstacle(
            "its user-defined piece \(text.inQuotes) takes part in the lattice, and an added token "
              + "of tokenizers is cut out before", examples: around))
      } else if spec.addDummyPrefix || spec.removeExtraWhitespaces
        || !spec.precompiledCharsmap.isEmpty
      {
        obstacles.append(
          ConversionObstacle(
            "it normalizes a text around its user-defined piece \(text.inQuotes) as one, and "
              + "tokenizers the stretches beside an added token one by one", examples: around))
      } else if let spaced = symbols.first(where: { $0.text.contains(0x20) }) {
        let text = String(decoding: spaced.text, as: UTF8.self)
        obstacles.append(
          ConversionObstacle(
            "its user-defined piece \(text.inQuotes) holds a space, which an added token would "
              + "turn into U+2581", examples: ["a\(text)b", text]))
      }
    }
    let isBPE = model.trainer.modelType == .bpe
    let merging = isBPE ? Self.merging(model.pieces, of: [.normal, .unused]) : nil
    let unused = model.pieces.indices.first { id in
      let piece = model.pieces[id]
      guard piece.type == .unused else { return false }
      let isScalar = ReducedMerges.scalarEnds(piece.text).count == 1
      return isScalar || !isBPE || merging?.lastMerge(of: UInt32(id), text: piece.text) != nil
    }
    if let unused {
      let text = model.pieces[unused].text
      obstacles.append(
        ConversionObstacle(
          "its piece \(unused) is unused, and tokenizers has no such tokens", example: text))
    }
    return obstacles
  }

  /// The tokens as tokenizer.json writes them: the pieces themselves.
  var writtenTokens: Vocabulary {
    var tokens = Vocabulary()
    for piece in model.pieces { tokens.append(piece.text) }
    return tokens
  }

  /// The unknown piece.
  var unknown: UInt32? {
    model.pieces.firstIndex { $0.type == .unknown }.map { UInt32($0) }
  }
}
