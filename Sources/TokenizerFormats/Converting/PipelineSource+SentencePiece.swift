import Groundwork
import Tokenization

extension PipelineSource {
  /// As a SentencePiece model: a BPE over scalars, or a Unigram, with U+2581 for spaces.
  ///
  /// - Throws: `Failure` for a model that is neither, and for a byte-level one.
  func sentencePiece(_ options: ConversionOptions) throws(Failure) -> ConversionDraft {
    let parts = tokenizer.parts
    if parts.hasByteLevelMarks { return try closestPieces() }
    var obstacles: [ConversionObstacle] = []
    var notes: [String] = []
    let normalizer = pieceNormalizer(&obstacles)
    addCutObstacles(&obstacles, tokens: parts.tokens)
    addTokenObstacles(&obstacles, normalizer)
    var model: SentencePieceModel
    switch parts.model {
    case .bpe(let bpe):
      let scores = pieceScores(bpe, &obstacles)
      model = pieces(
        scores, type: .bpe, unknown: bpe.unknown, byteFallback: bpe.byteFallback, normalizer,
        &obstacles, &notes)
    case .unigram(let scores, let unknown, let byteFallback):
      addUnigramObstacles(scores, byteFallback, options, &obstacles)
      notes += UnigramSums.notes(scores.map { Float($0) })
      model = pieces(
        scores.map { Float($0) }, type: .unigram, unknown: unknown, byteFallback: byteFallback,
        normalizer, &obstacles, &notes)
    case .wordPiece, .wordLevel, .unigramRow:
      throw Failure(
        "SentencePiece has no model that cuts text as its model \(tokenizer.summary.model) does")
    }
    model.normalizer.precompiledCharsmap = normalizer.charsmap
    model.normalizer.escapeWhitespaces = normalizer.escapes
    model.normalizer.name = normalizer.charsmap.isEmpty ? "identity" : "user_defined"
    var draft = try ConversionDraft(model, obstacles: obstacles)
    draft.notes = notes
    return draft
  }

  /// The special pieces that have a role: those of the template, or else those named as they are used.
  private func role(_ ids: [UInt32], _ names: [String]) -> Int? {
    let specials = tokenizer.parts.added.filter(\.isSpecial)
    if let id = ids.first, specials.contains(where: { $0.id == id }) { return Int(id) }
    return specials.first { names.contains($0.text) }.map { Int($0.id) }
  }

  private func pieces(
    _ scores: [Float], type: SentencePieceModel.ModelType, unknown: UInt32?, byteFallback: Bool,
    _ normalizer: PieceNormalizer, _ obstacles: inout [ConversionObstacle], _ notes: inout [String]
  ) -> SentencePieceModel {
    let parts = tokenizer.parts
    var added: [UInt32: AddedToken] = [:]
    for token in parts.added { added[token.id] = token }
    let count = max(parts.tokens.count, parts.added.map { Int($0.id) + 1 }.max() ?? 0)
    var pieces: [SentencePieceModel.Piece] = []
    var hasByte = [Bool](repeating: false, count: 256)
    let bytes = (0..<256).map { ByteFallbackTokens.spelling(UInt8($0)) }
    for id in 0..<UInt32(count) {
      let text = Array(added[id]?.content ?? Array(parts.tokens[id]))
      let score = Int(id) < scores.count ? scores[Int(id)] : 0
      if id == unknown {
        pieces.append(.init(text: text, score: score, type: .unknown))
      } else if let token = added[id] {
        pieces.append(.init(text: text, type: token.isSpecial ? .control : .userDefined))
      } else if text.isEmpty {
        pieces.append(.init("<hole_\(id)>", type: .control))
      } else if byteFallback, text.count == 6, let byte = bytes.firstIndex(of: text) {
        hasByte[byte] = true
        pieces.append(.init(text: text, type: .byte))
      } else {
        pieces.append(.init(text: text, score: score))
      }
    }
    if unknown == nil {
      notes.append("sentencepiece needs an unknown piece; it has the id \(pieces.count)")
      let names = ["<unk>", "<unknown>", "<unknown piece>"].filter { name in
        !pieces.contains { $0.text.elementsEqual(name.utf8) }
      }
      pieces.append(.init(names.first ?? "<\(pieces.count)>", type: .unknown))
    }
    if byteFallback {
      for byte in 0..<256 where !hasByte[byte] {
        pieces.append(.byte(UInt8(byte)))
        guard ByteLevelAlphabet.isUsed(byte) else { continue }
        obstacles.append(
          ConversionObstacle(
            "it has no token \(String(decoding: bytes[byte], as: UTF8.self)), and sentencepiece falls "
              + "back to bytes only where all have one", examples: Self.texts(holding: UInt8(byte)))
        )
      }
    }
    return SentencePieceModel(
      pieces: pieces, modelType: type, byteFallback: byteFallback,
      addDummyPrefix: normalizer.addsPrefix, removeExtraWhitespaces: normalizer.squeezes,
      unknownID: pieces.firstIndex { $0.type == .unknown } ?? -1,
      beginID: role(tokenizer.idsBefore, ["<s>", "<bos>"]),
      endID: role(tokenizer.idsAfter, ["</s>", "<eos>"]), padID: role([], ["<pad>"]))
  }

  /// The scores of a BPE: minus the place of the merge that makes the token.
  private func pieceScores(
    _ bpe: BPEParts, _ obstacles: inout [ConversionObstacle]
  ) -> [Float] {
    let parts = tokenizer.parts
    if !bpe.continuingPrefix.isEmpty || !bpe.endOfWordSuffix.isEmpty {
      obstacles.append(
        ConversionObstacle(
          "its model marks the inside or the end of words otherwise than with U+2581",
          examples: ["ab ab"]))
    }
    if let unknown = bpe.unknown, !bpe.byteFallback, !bpe.fusesUnknown {
      obstacles.append(
        ConversionObstacle(
          "it gives unknown scalars in a row a token \(unknown) each (fuse_unk is false), and "
            + "sentencepiece one for all", examples: ["\u{10FFFD}\u{10FFFD}", "\u{1F9FF}\u{1F9FF}"])
      )
    } else if bpe.unknown == nil, !bpe.byteFallback {
      obstacles.append(
        ConversionObstacle(
          "it leaves unknown scalars out, and sentencepiece has a piece for them",
          examples: ["\u{10FFFD}", "\u{1F9FF}"]))
    }
    let own = ListedMerging(bpe, index: parts.index).reduced()
    var scores = [Float](repeating: 0, count: parts.tokens.count)
    for (place, merge) in own.enumerated() { scores[Int(merge.result)] = -Float(place) }
    let made = Set(own.map(\.result))
    var last = own.count
    let added = Set(parts.added.map(\.id))
    var tokens: [(id: UInt32, text: [UInt8], key: Int?)] = []
    for id in 0..<UInt32(parts.tokens.count) where parts.tokens.kind(of: id) != .unused {
      if !made.contains(id) {
        scores[Int(id)] = -Float(last)
        last += 1
      }
      let isByte =
        bpe.byteFallback && parts.tokens[id].count == 6
        && tokenizer.vocabulary.kind(of: id) == .byte
      if added.contains(id) || isByte || id == bpe.unknown { continue }
      tokens.append((id, Array(parts.tokens[id]), Int(-scores[Int(id)])))
    }
    let other = TextMerging(tokens, symbols: .scalars).reduced()
    let differing = ReducedMerges.firstDifference(own, other)
    if let id = differing.first {
      var obstacle = ConversionObstacle(
        "its list of merges does not do what scores do; the token \(id) is the first that differs")
      obstacle.examples = ReducedMerges.meetings(differing.map { spaced(parts.tokens[$0]) })
      obstacles.append(obstacle)
    }
    if bpe.ignoresMerges {
      let whole = (0..<UInt32(parts.tokens.count)).first {
        parts.tokens.kind(of: $0) != .unused && !made.contains($0)
          && ReducedMerges.scalarEnds(parts.tokens[$0]).count > 1
      }
      if let whole {
        obstacles.append(
          ConversionObstacle(
            "it takes its token \(whole) whole (ignore_merges), to which merging does not lead",
            example: spaced(parts.tokens[whole])))
      }
    }
    return scores
  }

  /// A token's text with spaces for marks.
  private func spaced(_ token: ArraySlice<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    var rest = token
    while let byte = rest.first {
      let isMark = rest.starts(with: [0xE2, 0x96, 0x81])
      output.append(isMark ? 0x20 : byte)
      rest = rest.dropFirst(isMark ? 3 : 1)
    }
    return output
  }
}
