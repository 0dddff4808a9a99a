import Counting
import Groundwork
import Tokenization
import TokenizerTraining

/// What `train bpe` was asked to do: options that go together.
struct BPETrainingPlan {
  /// What is written.
  enum Kind: String {
    case tiktoken, model, json
  }

  let kind: Kind
  let options: BPETrainingOptions
  /// The split pattern; for pieces of characters it is not used.
  let split: String
  let normalization: TrainingNormalization
  /// How texts become pieces.
  let rule: PieceRule
  /// Which sentences are taken, and what becomes of long ones.
  let sentences: SentenceChoice
  /// Whether a vocabulary that cannot be filled is an error.
  let isHardLimit: Bool

  /// Sorts out the options of the command; throws (usage) for those that contradict each other.
  init(_ command: TrainBPE) throws(Failure) {
    let like = command.like ?? .native
    let kind = try Self.kind(of: command.output)
    let makesPieces =
      kind == .model
      || kind == .json && command.alphabet == .characters && like != .huggingFace
    try Self.refuse(command, like, kind, makesPieces)
    self.kind = kind
    split = command.split ?? "cl100k"
    let isLike = like == .sentencePiece
    var options = BPETrainingOptions(vocabularySize: command.vocabSize)
    options.likeness = like
    let pieces = command.pieces
    if makesPieces || command.alphabet == .characters {
      options.alphabet = .characters(
        coverage: pieces.characterCoverage ?? 0.9995, byteFallback: pieces.byteFallback)
    }
    options.maxPieceLength = command.maxPieceLength ?? (makesPieces ? 16 : nil)
    options.specials = command.special
    options.minimumFrequency = max(1, command.minFrequency ?? (like == .huggingFace ? 1 : 2))
    options.tieRule = command.tieRule ?? .bytes
    options.limitAlphabet = command.limitAlphabet
    options.hasWholeByteAlphabet = command.initialAlphabet != .seen
    if makesPieces {
      options.symbols = try pieces.symbols()
      options.shapes = pieces.shapes(isLike: isLike)
      options.requiredCharacters = pieces.requiredChars ?? ""
    }
    self.options = options
    isHardLimit = command.hardVocabLimit ?? isLike
    sentences = try SentenceChoice(pieces, isLike: isLike)
    normalization = try Self.normalization(command, isLike ? "nmt_nfkc" : "identity")
    rule =
      makesPieces
      ? try Self.pieceRule(options, normalization, longest: sentences.longest)
      : .splitter(try SplitPattern.splitter(for: split))
    if kind == .json, !makesPieces { try TrainedBPE.checkHuggingFacePattern(split) }
  }

  private static func kind(of output: String) throws(Failure) -> Kind {
    if output.hasSuffix(".tiktoken") { return .tiktoken }
    if output.hasSuffix(".model") { return .model }
    if output.hasSuffix(".json") { return .json }
    throw Failure.usage(
      "--output \(output) does not say what to make",
      remedy: "end it in .tiktoken, .model or .json")
  }

  private static func normalization(
    _ command: TrainBPE, _ standard: String
  ) throws(Failure) -> TrainingNormalization {
    var result = try TrainingNormalization(named: command.normalizing.normalization ?? standard)
    result.addDummyPrefix = command.normalizing.addDummyPrefix
    result.removeExtraWhitespaces = command.normalizing.removeExtraWhitespaces
    return result
  }

  /// Words as the trainer that is asked for makes them.
  private static func pieceRule(
    _ options: BPETrainingOptions, _ normalization: TrainingNormalization, longest: Int?
  ) throws(Failure) -> PieceRule {
    let isLike = options.likeness == .sentencePiece
    let shapes = options.shapes ?? .length(nil)
    let symbols = options.symbols
    if !isLike, normalization == .identity, shapes.splitsAtSpaces, !shapes.putsMarksBehind,
      !shapes.allowsMarksAlone, symbols.userDefined.isEmpty
    {
      return .spaceMarkedWords
    }
    return .sentences(
      try SentenceRule(
        normalization, shapes,
        boundaries: isLike
          ? try options.givenPieces() : symbols.userDefined.map { Array($0.utf8) },
        longest: longest, isLike: isLike))
  }
}

extension BPETrainingPlan {
  /// Throws (usage) for options that contradict each other or the output, naming both.
  private static func refuse(
    _ command: TrainBPE, _ like: BPETrainingOptions.Likeness, _ kind: Kind, _ makesPieces: Bool
  ) throws(Failure) {
    func refuse(
      _ option: String, _ other: String, _ reason: String
    ) -> Failure {
      .usage(
        "\(option) and \(other) contradict each other: \(reason)", remedy: "leave out one of them")
    }
    let output = "--output .\(kind.rawValue)"
    if like == .sentencePiece, !makesPieces {
      throw refuse("--like sentencepiece", output, "spm_train makes a .model")
    }
    if like == .huggingFace, kind == .model {
      throw refuse("--like huggingface", output, "BpeTrainer makes a tokenizer.json")
    }
    if makesPieces, command.split != nil {
      throw Failure.usage(
        "--split is for .tiktoken and byte-level .json; SentencePiece models are cut at white space",
        remedy: "leave it out, or write a .tiktoken")
    }
    if !makesPieces, let option = command.pieces.given {
      throw Failure.usage(
        kind == .tiktoken
          ? "\(option) is for .model; a .tiktoken has all 256 bytes"
          : "\(option) is for .model and --alphabet characters",
        remedy: "leave it out, or write a .model")
    }
    if !makesPieces, command.normalizing.isGiven {
      throw refuse("--normalization", output, "only pieces of characters have one")
    }
    if let alphabet = command.alphabet {
      if kind == .model, alphabet == .bytes {
        throw refuse("--alphabet bytes", output, "a SentencePiece model is over characters")
      }
      if kind == .tiktoken, alphabet == .characters {
        throw refuse("--alphabet characters", output, "a rank file is over bytes")
      }
    }
    if like != .native, command.tieRule != nil {
      throw refuse("--tie-rule", "--like \(like.rawValue)", "it has a tie rule of its own")
    }
    if like == .sentencePiece, command.minFrequency != nil {
      throw refuse("--min-frequency", "--like sentencepiece", "spm_train merges pairs however rare")
    }
    if like != .huggingFace {
      if command.limitAlphabet != nil {
        throw Failure.usage(
          "--limit-alphabet is for --like huggingface",
          remedy: makesPieces ? "use --character-coverage" : "leave it out: there are 256 bytes")
      }
      if command.initialAlphabet != nil {
        throw Failure.usage(
          "--initial-alphabet is for --like huggingface", remedy: "leave it out")
      }
      if command.minFrequency == 0 {
        throw Failure.usage("a minimum frequency of 0 means nothing", remedy: "use 1 or more")
      }
    }
  }
}
