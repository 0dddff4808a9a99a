import Groundwork
import TokenizerFormats

extension TrainedUnigram {
  /// The vocabulary as a SentencePiece model, which the real library loads.
  ///
  /// The symbols have their ids; the pieces fill the others in their order.
  ///
  /// - Parameter normalization: how text was normalized before it was counted.
  public func sentencePieceModel(
    _ normalization: TrainingNormalization
  ) throws(Failure) -> SentencePieceModel {
    let symbols = options.symbols
    var placed = try symbols.placed()[...]
    var all: [SentencePieceModel.Piece] = []
    all.reserveCapacity(pieces.count + placed.count)
    var rest = pieces[...]
    while true {
      if let next = placed.first, next.id == all.count {
        placed.removeFirst()
        all.append(.init(next.piece, type: next.type))
      } else if let piece = rest.popFirst() {
        all.append(.init(text: piece.text, score: piece.score))
      } else {
        break
      }
    }
    if let next = placed.first {
      throw .usage(
        "the piece \(next.piece) has the id \(next.id), and there are only \(all.count) pieces before it",
        remedy: "give it a smaller id")
    }
    var model = SentencePieceModel(
      pieces: all, modelType: .unigram, byteFallback: symbols.hasBytes,
      addDummyPrefix: normalization.addDummyPrefix,
      removeExtraWhitespaces: normalization.removeExtraWhitespaces,
      treatWhitespaceAsSuffix: options.shapes.putsMarksBehind,
      unknownID: symbols.unknown.id ?? 0, beginID: symbols.begin.id, endID: symbols.end.id,
      padID: symbols.pad.id, normalizerName: normalization.name,
      precompiledCharsmap: normalization.charsmap)
    model.trainer.characterCoverage = Float(options.characterCoverage)
    model.trainer.unknownSurface = Array(symbols.unknownSurface.utf8)
    if let longest = options.shapes.longest { model.trainer.maxPieceLength = longest }
    model.trainer.splitsByUnicodeScript = options.shapes.splitsByScript
    model.trainer.splitsByNumber = options.shapes.splitsByNumber
    if !normalization.ruleTSV.isEmpty { model.normalizer.normalizationRuleTSV = normalization.ruleTSV }
    return model
  }

  /// Writes a SentencePiece model `x.model`, and the training record as `x.model.json`; both or neither.
  public func writeSentencePieceModel(
    to path: String, _ normalization: TrainingNormalization, record: UnigramTrainingRecord
  ) throws(Failure) {
    let model = try sentencePieceModel(normalization).serialized()
    let side = Array((record.json.serialized(indented: true) + "\n").utf8)
    let name = lastPathComponent(path)
    try AtomicFile.write([(name, model), (name + ".json", side)], toFolder: parentPath(path))
  }
}
