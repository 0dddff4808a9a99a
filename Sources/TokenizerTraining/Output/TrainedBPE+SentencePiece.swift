import Groundwork
import TokenizerFormats

extension TrainedBPE {
  /// The vocabulary as a SentencePiece model, which the real library loads.
  ///
  /// Pieces in the order of `spm_train`: `<unk>`, `<s>`, `</s>`, the specials as control pieces, the 256
  /// byte pieces where asked for, the merges with the scores −0, −1, −2, …, the characters with the
  /// scores that follow. Normalization is `identity` with dummy prefix and without extra white space,
  /// which is what `PieceRule.spaceMarkedWords` counts. Throws (usage) for an alphabet of bytes.
  public func sentencePieceModel() throws(Failure) -> SentencePieceModel {
    guard case .characters(let coverage, let byteFallback) = options.alphabet else {
      throw .usage(
        "a SentencePiece model holds pieces of characters, and this vocabulary was trained on bytes",
        remedy: "write it as a rank file, or train on characters")
    }
    var pieces: [SentencePieceModel.Piece] = []
    pieces.reserveCapacity(vocabularySize)
    for (index, special) in BPETrainingOptions.sentencePieceSpecials.enumerated() {
      pieces.append(.init(special, type: index == 0 ? .unknown : .control))
    }
    for special in options.specials { pieces.append(.init(special, type: .control)) }
    if byteFallback { for byte in 0..<256 { pieces.append(.byte(UInt8(byte))) } }
    for symbol in letterCount..<symbolCount { append(symbol, symbol - letterCount, &pieces) }
    for symbol in 0..<letterCount { append(symbol, merges.count + symbol, &pieces) }
    var model = SentencePieceModel(pieces: pieces, modelType: .bpe, byteFallback: byteFallback)
    model.trainer.characterCoverage = Float(coverage)
    if let length = options.maxPieceLength { model.trainer.maxPieceLength = length }
    model.trainer.splitsByUnicodeScript = false
    model.trainer.splitsByNumber = false
    return model
  }

  private func append(_ symbol: Int, _ rank: Int, _ pieces: inout [SentencePieceModel.Piece]) {
    pieces.append(.init(text: Array(self[UInt32(symbol)]), score: -Float(rank)))
  }
}
