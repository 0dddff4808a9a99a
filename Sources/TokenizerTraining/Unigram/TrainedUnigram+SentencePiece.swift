import Counting
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
    let all = try PieceAssembly.pieces(
      symbols.placed(), pieces.map { .init(text: $0.text, score: $0.score) })
    var model = SentencePieceModel(
      pieces: all, modelType: .unigram, byteFallback: symbols.hasBytes,
      addDummyPrefix: normalization.addDummyPrefix,
      removeExtraWhitespaces: normalization.removeExtraWhitespaces,
      treatWhitespaceAsSuffix: options.shapes.putsMarksBehind,
      unknownID: symbols.unknown.id ?? -1, beginID: symbols.begin.id, endID: symbols.end.id,
      padID: symbols.pad.id, normalizerName: normalization.name,
      precompiledCharsmap: normalization.charsmap)
    model.trainer.characterCoverage = Float(options.characterCoverage)
    if let longest = options.shapes.longest { model.trainer.maxPieceLength = longest }
    let rules = options.shapes
    model.trainer.splitsByUnicodeScript = rules.splitsByScript
    model.trainer.splitsByNumber = rules.splitsByNumber
    if rules.splitsDigits { model.trainer.splitsDigits = true }
    if !rules.splitsAtSpaces { model.trainer.splitsByWhitespace = false }
    if rules.allowsMarksAlone { model.trainer.allowsWhitespaceOnlyPieces = true }
    if !options.isHardLimit { model.trainer.hasHardVocabularyLimit = false }
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

  /// Writes the vocabulary with its training record; both or neither.
  ///
  /// - Parameters:
  ///   - path: `x.json` for a tokenizer.json, with the record as `x.training.json`; any other name for a
  ///     SentencePiece model, with the record as that name and `.json`.
  ///   - normalization: how text was normalized before it was counted.
  ///   - record: how the vocabulary was trained.
  ///   - samples: sentences for the model's self-test; a tokenizer.json has none.
  ///   - words: the words of the text, on which a tokenizer.json is compared with the model.
  /// - Returns: how a tokenizer.json differs from the model on the words; nil for a model.
  /// - Throws: `Failure` where tokenizers would give other ids, and what writing throws.
  @discardableResult
  public func write(
    to path: String, _ normalization: TrainingNormalization, record: UnigramTrainingRecord,
    samples: [[UInt8]] = [], words: PieceTable = PieceTable()
  ) throws(Failure) -> UnigramTies? {
    let name = lastPathComponent(path)
    var model = try sentencePieceModel(normalization)
    if !name.hasSuffix(".json") {
      try model.addSelfTest(samples)
      try Self.write((name, model.serialized()), name + ".json", record, beside: path)
      return nil
    }
    // Near ties come out as tokenizers sums them, which is what this file is for.
    var options = ConversionOptions()
    options.allowsRounding = true
    let bytes = model.serialized()
    let json = try TokenizerConverter.huggingFace(
      sentencePiece: bytes, file: "the model", options: options)
    var record = record
    let ties = UnigramTies(
      words, try SentencePieceReader.tokenizer(model, file: "the model"), json.tokenizer)
    record.ties = ties
    try Self.write((name, json.bytes), pathStem(path) + ".training.json", record, beside: path)
    return ties
  }

  private static func write(
    _ file: (name: String, bytes: [UInt8]), _ sideName: String, _ record: UnigramTrainingRecord,
    beside path: String
  ) throws(Failure) {
    let side = Array((record.json.serialized(indented: true) + "\n").utf8)
    try AtomicFile.write(
      [(file.name, file.bytes), (sideName, side)], toFolder: parentPath(path))
  }
}
