import Groundwork
import Tokenization

// What cannot be kept is shown by the nearest model of the other kind: a text that both cut, and the ids.

extension PipelineSource {
  /// The SentencePiece model nearest to a byte-level BPE, with the reason why it is not the same.
  func closestPieces() throws(Failure) -> ConversionDraft {
    try closestModel(
      tokenizer.vocabulary,
      reason:
        "it merges bytes inside the pieces of a split pattern, and sentencepiece scalars over the "
        + "whole text")
  }
}

extension RankSource {
  /// The SentencePiece model nearest to ranks, with the reason why it is not the same.
  func closestPieces(_ vocabulary: Vocabulary) throws(Failure) -> ConversionDraft {
    try closestModel(
      vocabulary,
      reason:
        "it merges bytes inside the pieces of a split pattern, and sentencepiece scalars over the "
        + "whole text")
  }
}

extension PieceSource {
  /// The rank file nearest to a model, with the reason why it is not the same.
  func closestRanks() throws(Failure) -> ConversionDraft {
    var tokens = RankedTokens()
    var seen = ByteTable(capacity: model.pieces.count)
    for (id, piece) in model.pieces.enumerated() {
      guard [.normal, .userDefined, .byte].contains(piece.type) else { continue }
      let byte =
        piece.type == .byte
        ? (0..<256).first { piece.text == ByteFallbackTokens.spelling(UInt8($0)) } : nil
      let text = byte.map { [UInt8($0)] } ?? spaced(piece.text)
      let isNew = text.withUnsafeBufferPointer { seen.insert($0).isNew }
      if isNew { tokens.append(text, rank: UInt32(id)) }
    }
    for byte in 0..<256 {
      let isNew = [UInt8(byte)].withUnsafeBufferPointer { seen.insert($0).isNew }
      if isNew { tokens.append([UInt8(byte)], rank: UInt32(model.pieces.count + byte)) }
    }
    let source = RankSource(
      tokens: tokens, specials: [], pattern: "[\\s\\S]+", vocabularySize: model.pieces.count)
    var draft = try source.tiktoken(ConversionOptions())
    draft.obstacles = [
      ConversionObstacle(
        "it cuts text into scalars and pieces of them"
          + (model.normalizer.addDummyPrefix ? ", with a space put before it," : "")
          + " and a rank file merges bytes",
        examples: ["a", "ab", "\u{E9}", "a b"])
    ]
    return draft
  }
}

/// A model whose pieces are the tokens that are UTF-8, by id.
private func closestModel(
  _ vocabulary: Vocabulary, reason: String
) throws(Failure) -> ConversionDraft {
  var pieces: [SentencePieceModel.Piece] = []
  var seen = Set<[UInt8]>()
  var hasByte = [Bool](repeating: false, count: 256)
  for id in 0..<UInt32(vocabulary.count) {
    let token = Array(vocabulary[id])
    let isText = !token.isEmpty && firstInvalidUTF8(token) == nil && !token.contains(0)
    let text = token.flatMap { $0 == 0x20 ? [0xE2, 0x96, 0x81] : [$0] }
    if token.count == 1, token[0] >= 0x80 {
      hasByte[Int(token[0])] = true
      pieces.append(.byte(token[0]))
    } else if isText, vocabulary.kind(of: id) == .normal, seen.insert(text).inserted {
      pieces.append(.init(text: text, score: -Float(id)))
    } else {
      pieces.append(.init("<hole_\(id)>", type: .control))
    }
  }
  let unknown = pieces.count
  pieces.append(.init("<unknown>", type: .unknown))
  for byte in 0..<256 where !hasByte[byte] { pieces.append(.byte(UInt8(byte))) }
  var model = SentencePieceModel(
    pieces: pieces, modelType: .bpe, byteFallback: true, addDummyPrefix: false,
    removeExtraWhitespaces: false, unknownID: unknown, beginID: nil, endID: nil)
  model.normalizer.escapeWhitespaces = true
  return try ConversionDraft(
    model,
    obstacles: [
      ConversionObstacle(
        reason,
        examples: ["\u{E9}\u{119}\u{16B}", "a, b", "don't stop", "1234", "a\n\nb", "\u{1F600}"])
    ])
}
