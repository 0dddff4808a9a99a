import Counting
import Groundwork
import Tokenization
import TokenizerTraining

/// What `train superbpe` was asked to do.
struct SuperwordTrainingPlan {
  let options: SuperwordTrainingOptions
  /// The pattern of the second stage, which the tokenizer has.
  let split: String
  private let isJSON: Bool

  /// Sorts out the options of the command; throws (usage) for those that contradict each other.
  init(_ command: TrainSuperBPE) throws(Failure) {
    isJSON = command.output.hasSuffix(".json")
    if !isJSON, !command.output.hasSuffix(".tiktoken") {
      throw .usage(
        "--output \(command.output) does not say what to make",
        remedy: "end it in .json or .tiktoken")
    }
    let likeness = command.like ?? .native
    if likeness == .sentencePiece {
      throw .usage("sentencepiece trains no superwords", remedy: "use --like huggingface")
    }
    if likeness == .native, command.minFrequency == 0 {
      throw .usage("a minimum frequency of 0 means nothing", remedy: "use 1 or more")
    }
    if likeness == .native, command.initialAlphabet != nil {
      throw .usage("--initial-alphabet is for --like huggingface", remedy: "leave it out")
    }
    if !isJSON, command.initialAlphabet == .seen {
      throw .usage(
        "--initial-alphabet seen and --output .tiktoken contradict each other: a rank file holds all bytes",
        remedy: "leave out one of them")
    }
    var bpe = BPETrainingOptions(vocabularySize: command.vocabSize)
    bpe.hasWholeByteAlphabet = command.initialAlphabet != .seen
    bpe.likeness = likeness
    bpe.specials = command.special
    bpe.maxPieceLength = command.maxTokenLength
    bpe.minimumFrequency = max(1, command.minFrequency ?? (likeness == .native ? 2 : 1))
    let standard = max(
      min(command.vocabSize, 256 + command.special.count), command.vocabSize / 10 * 9)
    var options = try SuperwordTrainingOptions(
      bpe: bpe, transition: command.transition ?? standard)
    options.maxWords = command.maxWords == 0 ? nil : command.maxWords
    options.allowsColons = command.colons
    split = command.superwordSplit
    options.words = try Self.splitter(command.split, gapsArePieces: true)
    options.superwords = try Self.splitter(split, gapsArePieces: isJSON)
    self.options = options
    try options.validate()
    if isJSON { try TrainedBPE.checkHuggingFacePattern(split) }
  }

  /// In a tokenizer.json what a pattern leaves is a piece too; tiktoken would lose it.
  private static func splitter(
    _ pattern: String, gapsArePieces: Bool
  ) throws(Failure) -> any Splitter {
    if !gapsArePieces || SplitPattern.named(pattern) ?? SplitPattern.recognized(pattern) != nil {
      return try SplitPattern.splitter(for: pattern)
    }
    return try RegexSplitter(pattern: pattern, gaps: .arePieces)
  }

  /// Counts lines, trains, and writes the model with its record.
  func train(_ run: TrainingRun) throws(Failure) -> TrainingRun.Outcome {
    let text = try run.count(by: .splitter(LineSplitter())) {
      SuperwordTrainer.memory(for: $0, options.bpe)
    }
    let trained = try SuperwordTrainer.train(
      lines: text.pieces, options: options, pool: run.pool, progress: run.progress)
    var source = text.facts.source
    source.counting.policy.split = options.superwords.name
    var record = TrainingRecord(trained.bpe, counts: text.pieces, source: source)
    record.superwords = SuperwordFacts(trained, options: options)
    if isJSON {
      try trained.bpe.writeTokenizerJSON(to: run.output, pattern: split, record: record)
    } else {
      try trained.bpe.writeRankFile(to: run.output, pattern: split, record: record)
    }
    return .init(
      summary:
        "\(trained.bpe.vocabularySize) tokens, \(trained.bpe.merges.count - trained.firstMerges) "
        + "of them of the second stage, from \(text.pieces.count) distinct lines",
      warning: trained.bpe.shortfall, texts: [text.facts])
  }
}
