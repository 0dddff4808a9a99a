import Corpora
import Groundwork
import Segmentation
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

  /// Sorts out the options of the command; throws (usage) for those that contradict each other.
  init(_ command: TrainParityBPE) throws(Failure) {
    let output = command.output
    split = command.split
    if !output.hasSuffix(".json"), !output.hasSuffix(".tiktoken") {
      throw .usage(
        "--output \(output) does not say what to make", remedy: "end it in .json or .tiktoken")
    }
    let corpora = try LanguageInputs(command.corpus, option: "--corpus")
    let counts = try LanguageInputs(command.counts, option: "--counts")
    let names =
      corpora.languages + counts.languages.filter { !corpora.languages.contains($0) }
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
    func weighted(_ texts: [String]) throws(Failure) -> [WeightedInput] {
      var weighted: [WeightedInput] = []
      for text in texts { weighted.append(try WeightedInput(parsing: text)) }
      return weighted
    }
    func inputs(
      _ texts: [String], _ counts: [String] = [], exclude: [String]
    ) throws(Failure) -> TrainingInputs {
      TrainingInputs(
        texts: try weighted(texts), counts: try weighted(counts), options: command.reading,
        form: form, exclude: exclude)
    }
    var languages: [(name: String, text: TrainingInputs)] = []
    var development: [TrainingInputs] = []
    for name in names {
      languages.append(
        (name, try inputs(corpora[name], counts[name], exclude: command.exclude)))
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
}
