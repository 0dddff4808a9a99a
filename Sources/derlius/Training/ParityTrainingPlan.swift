import Corpora
import Counting
import Groundwork
import Segmentation
import Tokenization
import TokenizerTraining

/// What `train parity-bpe` was asked to do.
struct ParityTrainingPlan {
  let options: ParityTrainingOptions
  /// The split pattern.
  let split: String
  /// Each language's training text.
  let languages: [(name: String, text: TrainingInputs)]
  /// Each language's development text; nil where there is none.
  let development: [TrainingInputs]?
  private let output: String

  /// Sorts out the options of the command; throws (usage) for those that contradict each other.
  init(_ command: TrainParityBPE) throws(Failure) {
    output = command.output
    split = command.split
    if !output.hasSuffix(".json"), !output.hasSuffix(".tiktoken") {
      throw .usage(
        "--output \(output) does not say what to make", remedy: "end it in .json or .tiktoken")
    }
    let corpora = try LanguageInputs(command.corpus, option: "--corpus")
    let names = corpora.languages
    if names.isEmpty {
      throw .usage("there is no input", remedy: "name each language's text: --corpus lt=FILE")
    }
    let dev = try LanguageInputs(command.dev, option: "--dev")
    let ratios = try LanguageInputs(command.ratio, option: "--ratio")
    if !dev.languages.isEmpty { try dev.require(names, option: "--dev") }
    if !ratios.languages.isEmpty { try ratios.require(names, option: "--ratio") }
    if !dev.languages.isEmpty, !ratios.languages.isEmpty {
      throw .usage(
        "--dev and --ratio contradict each other: both say which language is next",
        remedy: "leave out one of them")
    }
    guard let form = TextForm(command.form) else {
      throw .usage(
        "\(command.form) is no form of text", remedy: "use raw, NFC, NFD, NFKC, NFKD or lower")
    }
    func inputs(_ texts: [String], exclude: [String]) throws(Failure) -> TrainingInputs {
      var weighted: [WeightedInput] = []
      for text in texts { weighted.append(try WeightedInput(parsing: text)) }
      return TrainingInputs(
        texts: weighted, counts: [], options: command.reading, form: form, exclude: exclude)
    }
    var languages: [(name: String, text: TrainingInputs)] = []
    var development: [TrainingInputs] = []
    for name in names {
      languages.append((name, try inputs(corpora[name], exclude: command.exclude)))
      if !dev.languages.isEmpty { development.append(try inputs(dev[name], exclude: [])) }
    }
    self.languages = languages
    self.development = development.isEmpty ? nil : development
    options = try Self.options(command, ratios: names.map { ratios[$0] })
    try options.validate(languages: names.count, development: self.development?.count)
    if output.hasSuffix(".json") {
      try TrainedBPE.checkHuggingFacePattern(split)
    } else if command.alphabet == .characters {
      throw .usage(
        "--alphabet characters and --output .tiktoken contradict each other: a rank file is over bytes",
        remedy: "leave out one of them")
    }
  }

  private static func options(
    _ command: TrainParityBPE, ratios: [[String]]
  ) throws(Failure) -> ParityTrainingOptions {
    let size: ParityTrainingOptions.Size
    switch (command.vocabSize, command.numMerges) {
    case (let given?, nil):
      if command.totalSymbols {
        throw .usage(
          "--total-symbols is for --num-merges: --vocab-size counts letters anyway",
          remedy: "leave it out")
      }
      size = .vocabulary(given)
    case (nil, let merges?): size = .merges(merges, lessLetters: command.totalSymbols)
    case (nil, nil):
      throw .usage("there is no size", remedy: "say --vocab-size 32000, or --num-merges 32000")
    default:
      throw .usage(
        "--vocab-size and --num-merges contradict each other: both say when training ends",
        remedy: "leave out one of them")
    }
    return try options(command, size, ratios)
  }

  private static func options(
    _ command: TrainParityBPE, _ size: ParityTrainingOptions.Size, _ ratios: [[String]]
  ) throws(Failure) -> ParityTrainingOptions {
    var options = ParityTrainingOptions(size: size)
    if command.variant == .window {
      options.variant = .window(size: command.windowSize ?? 100, alpha: command.alpha ?? 2)
    } else if command.windowSize != nil || command.alpha != nil {
      throw .usage(
        "\(command.alpha == nil ? "--window-size" : "--alpha") is for --variant window",
        remedy: "add --variant window")
    }
    options.globalMerges = command.globalMerges
    if ratios.contains(where: { !$0.isEmpty }) {
      var numbers: [Double] = []
      for text in ratios {
        guard text.count == 1, let number = Double(text[0]) else {
          throw .usage(
            "the ratio \(text.joined(separator: ", ")) is no number", remedy: "write 1.5")
        }
        numbers.append(number)
      }
      options.ratios = numbers
    }
    if command.alphabet == .characters {
      if command.initialAlphabet != nil {
        throw .usage(
          "--initial-alphabet and --alphabet characters contradict each other: letters are those of the text",
          remedy: "leave out one of them")
      }
      options.alphabet = .characters(coverage: 1)
    }
    options.specials = command.special
    options.minimumFrequency = command.minFrequency
    options.maxPieceLength = command.maxTokenLength
    options.limitAlphabet = command.limitAlphabet
    options.hasWholeByteAlphabet = command.initialAlphabet != .seen
    return options
  }

  /// Counts, trains, and writes the model with its record.
  func train(_ run: TrainingRun) throws(Failure) -> TrainingRun.Outcome {
    let rule = PieceRule.splitter(try SplitPattern.splitter(for: split))
    var texts: [CountedText] = []
    for language in languages {
      texts.append(try run.count(by: rule, of: language.text).named(language.name))
    }
    var dev: [CountedText] = []
    for (language, inputs) in zip(languages, development ?? []) {
      dev.append(try run.count(by: rule, of: inputs).named("--dev \(language.name)"))
    }
    let trained = try ParityTrainer.train(
      languages: texts.map(\.pieces), development: development.map { _ in dev.map(\.pieces) },
      options: options, progress: run.progress)
    var all = PieceTable()
    for text in texts { all.merge(text.pieces) }
    var source = texts[0].facts.source
    source.counting.inputs = texts.flatMap(\.facts.source.counting.inputs)
    source.doubts = texts.flatMap(\.facts.source.doubts)
    var record = TrainingRecord(trained.bpe, counts: all, source: source)
    record.parity = ParityFacts(
      trained, options: options,
      languages: languages.indices.map { index in
        .init(
          name: languages[index].name, trained: trained.languages[index],
          inputs: texts[index].facts.source.counting.inputs,
          development: dev.isEmpty ? [] : dev[index].facts.source.counting.inputs)
      })
    if output.hasSuffix(".json") {
      try trained.bpe.writeTokenizerJSON(to: run.output, pattern: split, record: record)
    } else {
      try trained.bpe.writeRankFile(to: run.output, pattern: split, record: record)
    }
    return .init(
      summary: "\(trained.bpe.vocabularySize) tokens of \(languages.count) languages from "
        + "\(all.count) distinct pieces",
      warning: shortfall(trained), texts: (texts + dev).map(\.facts),
      files: (texts + dev).reduce(0) { $0 + $1.facts.source.counting.inputs.count })
  }

  private func shortfall(_ trained: TrainedParityBPE) -> String? {
    guard trained.bpe.ranOut else { return nil }
    return
      "the texts give \(trained.bpe.merges.count) merges at most, of \(trained.wantedMerges) asked for: "
      + "in no language is a pair left that occurs \(max(1, options.minimumFrequency)) times"
  }
}

extension CountedText {
  /// The same text, whose doubts say whose they are.
  fileprivate func named(_ name: String) -> CountedText {
    var named = self
    named.facts.source.doubts = facts.source.doubts.map { "\(name): \($0)" }
    return named
  }
}
