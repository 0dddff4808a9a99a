import Benchmarking
import Corpora
import Groundwork
import Segmentation
import TokenizerMetrics

/// What `sweep` was asked to do: options that go together.
struct SweepPlan {
  /// One kind, with how it is trained.
  struct Kind {
    var kind: SweepKind
    var trainer: SweepTrainer
    /// The command that trains one size alone, with `SIZE` in the size's place.
    var command: String
  }

  /// Rising, each once.
  let sizes: [Int]
  let kinds: [Kind]
  let inputs: TrainingInputs
  let heldOut: [String]
  let output: String
  let keepsModels: Bool
  let leastSaving: Double
  let cost: ModelCost?
  let window: Int?
  let title: String?
  /// The language's tag; `und` where nobody said it.
  let language: String
  /// How the held-out text is measured; the tokenizers are to come.
  let manifest: Manifest

  /// The most sizes of a grid.
  static let mostSizes = 100

  /// Sorts out the options; throws (usage) for those that contradict each other.
  init(_ command: Sweep) throws {
    let sizes = try Self.sizes(command.sizes)
    let kinds = try Self.kinds(command.kinds)
    try command.training.check(kinds)
    guard let form = TextForm(command.form) else {
      throw Failure.usage(
        "\(command.form) is no form of text", remedy: "use raw, NFC, NFD, NFKC, NFKD or lower")
    }
    if command.train.isEmpty, command.counts.isEmpty, command.mix == nil {
      throw Failure.usage("there is no training text", remedy: "name some with --train FILE")
    }
    if command.heldOut.isEmpty {
      throw Failure.usage("there is no held-out text", remedy: "name some with --held-out FILE")
    }
    for (option, paths) in [("--train", command.train), ("--held-out", command.heldOut)]
    where paths.contains("-") {
      throw Failure.usage(
        "\(option) is read more than once, and standard input cannot be",
        remedy: "write it to a file first")
    }
    if command.output.isEmpty { throw Failure.usage("--output is empty", remedy: "name a folder") }
    self.sizes = sizes
    self.kinds = try kinds.map { kind in
      let arguments = command.training.arguments(kind)
      return Kind(
        kind: kind, trainer: try SweepTrainer(kind, sizes: sizes, arguments),
        command: SweepCommandText.train(kind, arguments, command))
    }
    inputs = TrainingInputs(
      texts: try command.train.map { try WeightedInput(parsing: $0) }
        + (try command.mix.map { try MixFile.inputs(contentsOf: $0) } ?? []),
      counts: try command.counts.map { try WeightedInput(parsing: $0) }, options: command.reading,
      form: form, exclude: command.heldOut + command.exclude)
    heldOut = command.heldOut
    output = command.output
    keepsModels = command.keepModels
    title = command.title
    language = command.reading.language ?? "und"
    window = command.window
    leastSaving = try Self.leastSaving(command.knee)
    cost = try Self.cost(command)
    manifest = try Self.manifest(command, form: form, language: language)
  }

  private static func sizes(_ list: String) throws(Failure) -> [Int] {
    var sizes: [Int] = []
    for text in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let size = Int(text), size > 0 else {
        throw .usage(
          "--sizes \(list): \(text.isEmpty ? "an empty item" : String(text)) is no whole number above 0",
          remedy: "write it as --sizes 4000,8000,16000")
      }
      if sizes.contains(size) {
        throw .usage("--sizes names \(size) twice", remedy: "name each size once")
      }
      sizes.append(size)
    }
    if sizes.count > mostSizes {
      throw .usage("--sizes names \(sizes.count) sizes", remedy: "use \(mostSizes) at most")
    }
    return sizes.sorted()
  }

  private static func kinds(_ list: String) throws(Failure) -> [SweepKind] {
    var kinds: [SweepKind] = []
    for text in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let kind = SweepKind(rawValue: String(text)) else {
        throw .usage(
          "--kinds \(list): \(text.isEmpty ? "an empty item" : String(text)) is no kind",
          remedy: "use \(SweepKind.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      if kinds.contains(kind) {
        throw .usage("--kinds names \(kind.rawValue) twice", remedy: "name each kind once")
      }
      kinds.append(kind)
    }
    return kinds
  }

  private static func leastSaving(_ percent: Double?) throws(Failure) -> Double {
    guard let percent else { return SizeKnee.defaultLeastSaving }
    if !(percent > 0 && percent < 100) {
      throw .usage("--knee \(percent) is not above 0 and below 100", remedy: "use 5 for 5 %")
    }
    return percent / 100
  }

  private static func cost(_ command: Sweep) throws(Failure) -> ModelCost? {
    if let window = command.window, !(1...Manifest.mostTokens).contains(window) {
      throw .usage("--window must be from 1 to \(Manifest.mostTokens)")
    }
    guard let hidden = command.hidden else {
      if command.layers != nil || command.untied {
        throw .usage(
          "\(command.untied ? "--untied" : "--layers") is for --hidden",
          remedy: "give the model's width: --hidden 768")
      }
      return nil
    }
    if !(1...ModelCost.mostHidden).contains(hidden) {
      throw .usage("--hidden must be from 1 to \(ModelCost.mostHidden)")
    }
    if let layers = command.layers, !(1...ModelCost.mostLayers).contains(layers) {
      throw .usage("--layers must be from 1 to \(ModelCost.mostLayers)")
    }
    return ModelCost(
      hidden: hidden, layers: command.layers, window: command.window, isUntied: command.untied)
  }

  private static func manifest(
    _ command: Sweep, form: TextForm, language: String
  ) throws(Failure) -> Manifest {
    var manifest = Manifest()
    manifest.corpora = [
      .init(
        name: pathStem(command.heldOut[0]), isParallel: false,
        files: command.heldOut.map { (language, .init(path: $0)) })
    ]
    manifest.focus = language
    manifest.metrics =
      [
        "tokens", "fertility", "bytes_per_token", "chars_per_token", "pcw", "strr",
        "vocabulary_use", "renyi_efficiency", "fragments", "unk",
      ] + (command.window == nil ? [] : ["words_per_window"])
    manifest.policy = [NamedText("form", form.description)]
    manifest.format = command.reading.format
    command.reading.apply(to: &manifest.reading)
    manifest.window = command.window
    manifest.sensitivity = false
    if let resamples = command.resamples {
      if resamples < 0 { throw .usage("--resamples must be at least 0") }
      if resamples > Manifest.mostResamples {
        throw .usage("--resamples must be at most \(Manifest.mostResamples)")
      }
      manifest.resampling.resamples = resamples
    }
    return manifest
  }
}
