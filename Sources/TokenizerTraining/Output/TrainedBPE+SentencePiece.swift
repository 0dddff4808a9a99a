import Groundwork
import TokenizerFormats

extension TrainedBPE {
  /// The vocabulary as a SentencePiece model, which the real library loads.
  ///
  /// Pieces as `spm_train` orders them: the symbols have their ids (`<unk>`, `<s>`, `</s>`, the specials as
  /// control pieces, the 256 byte pieces where asked for); then come the merges with the scores −0, −1,
  /// −2, …, then the characters with the scores that follow. Throws (usage) for an alphabet of bytes.
  ///
  /// - Parameter normalization: how the text was normalized before it was counted; by default not at all,
  ///   with dummy prefix and without extra white space, which is what `PieceRule.spaceMarkedWords` counts.
  public func sentencePieceModel(
    _ normalization: TrainingNormalization = .identity
  ) throws(Failure) -> SentencePieceModel {
    guard options.makesPieces, case .characters(let coverage, let byteFallback) = options.alphabet
    else {
      throw .usage(
        options.startsFromBytes
          ? "a SentencePiece model holds pieces of characters, and this vocabulary was trained on bytes"
          : "a SentencePiece model has no place for a vocabulary like those of tokenizers",
        remedy: options.startsFromBytes
          ? "write it as a rank file, or train on characters" : "write it as a tokenizer.json")
    }
    var trained: [SentencePieceModel.Piece] = []
    trained.reserveCapacity(symbolCount)
    for symbol in Array(letterCount..<symbolCount) + Array(0..<letterCount) {
      trained.append(
        .init(text: Array(self[UInt32(symbol)]), score: -Float(trained.count)))
    }
    let symbols = options.allSymbols
    var model = SentencePieceModel(
      pieces: try PieceAssembly.pieces(try symbols.placed(), trained), modelType: .bpe,
      byteFallback: byteFallback, addDummyPrefix: normalization.addDummyPrefix,
      removeExtraWhitespaces: normalization.removeExtraWhitespaces,
      treatWhitespaceAsSuffix: options.shapeRules.putsMarksBehind,
      unknownID: symbols.unknown.id ?? -1, beginID: symbols.begin.id, endID: symbols.end.id,
      padID: symbols.pad.id, normalizerName: normalization.name,
      precompiledCharsmap: normalization.charsmap)
    let rules = options.shapeRules
    model.trainer.characterCoverage = Float(coverage)
    if let longest = rules.longest { model.trainer.maxPieceLength = longest }
    model.trainer.splitsByUnicodeScript = rules.splitsByScript
    model.trainer.splitsByNumber = rules.splitsByNumber
    if rules.splitsDigits { model.trainer.splitsDigits = true }
    if !rules.splitsAtSpaces { model.trainer.splitsByWhitespace = false }
    if rules.allowsMarksAlone { model.trainer.allowsWhitespaceOnlyPieces = true }
    model.trainer.controlSymbols = symbols.control.map { Array($0.utf8) }
    model.trainer.userDefinedSymbols = symbols.userDefined.map { Array($0.utf8) }
    model.trainer.requiredCharacters = Array(options.requiredCharacters.utf8)
    if symbols.unknownSurface != SentencePieceSymbols().unknownSurface {
      model.trainer.unknownSurface = Array(symbols.unknownSurface.utf8)
    }
    if !normalization.ruleTSV.isEmpty {
      model.normalizer.normalizationRuleTSV = normalization.ruleTSV
    }
    return model
  }
}
