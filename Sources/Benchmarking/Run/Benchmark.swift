import BenchmarkReports
import Groundwork
import Segmentation
import TokenizerMetrics
import UnicodeTables

/// The main job: tokenizers × corpora → a report's files.
///
/// A run depends on its manifest and on the bytes that it names; not on paths, threads or the clock.
public struct Benchmark: Sendable {
  /// What a run gives.
  public struct Report: Sendable {
    /// The result.
    public var result: BenchmarkResult
    /// The report's files: name and bytes.
    public var files: [(name: String, bytes: [UInt8])]
    /// What the user should hear, one line each.
    public var warnings: [String]
    /// Whether all corpora were read to their ends; not where broken ones were to be kept.
    public var isWhole = true
    /// Where the inputs were found.
    public var inputs: [(sha256: String, path: String)]
  }

  /// The commands that recompute a report, as its page shows them.
  static let commands = [
    "derlius bench manifest.json --output again   # in this folder: the same files once more",
    "derlius verify FOLDER                        # anywhere: compares every byte with this folder",
  ]

  private let manifest: Manifest
  private let locator: TokenizerLocator
  private let finder: InputFinder
  private let allowMissing: Bool
  private let pool: WorkerPool
  private let progress: Progress

  /// Creates a run; nothing is read yet.
  public init(
    _ manifest: Manifest, locator: TokenizerLocator, finder: InputFinder,
    allowMissing: Bool = false, pool: WorkerPool, progress: Progress = .silent
  ) {
    self.manifest = manifest
    self.locator = locator
    self.finder = finder
    self.allowMissing = allowMissing
    self.pool = pool
    self.progress = progress
  }

  /// Reads, measures and writes the report in memory.
  ///
  /// - Throws: `Failure` where an input is missing or at fault, or a setting cannot be met.
  public func run() throws(Failure) -> Report {
    let form = try textForm()
    progress("loading", 0)
    let tokenizers = try TokenizerInputs(
      manifest, locator: locator, finder: finder, allowMissing: allowMissing)
    let names = tokenizers.located.map(\.name)
    let words = try choose("words", "--words", default: WordRule.whitespace)
    let corpora = try CorpusSources(manifest, finder: finder, form: form, words: words)
    let morphology = try MorphologyInputs(manifest, finder: finder)
    let training = try TrainingInputs(manifest, tokenizers: names, finder: finder)
    let focus = try corpora.focus(manifest)

    var settings = MetricSettings(focus: focus)
    settings.resampling = manifest.resampling
    settings.metrics = manifest.metrics
    settings.form = form.description
    settings.sameLanguage = { Language($0).isSameLanguage(as: Language($1)) }
    if let reference = manifest.reference {
      settings.reference = try corpora.resolve(reference, "--reference")
    }
    settings.baseline = try baseline(names, missing: tokenizers.missing)
    settings.window = manifest.window
    settings.price = manifest.price
    try setPolicy(&settings)

    let outcome = try corpora.checkingAlignment { () throws(Failure) in
      try MetricEngine.run(
        tokenizers: tokenizers.located.map {
          BenchmarkTokenizer(name: $0.name, tokenizer: $0.tokenizer)
        },
        sources: corpora.sources(
          morphology: morphology.providers, pool: pool, progress: progress),
        settings: settings, pool: pool, progress: progress)
    }

    let study = try study(tokenizers, corpora, settings)

    // With one tokenizer nothing is compared, and it is its own baseline.
    let baseline = outcome.baseline.isEmpty ? names[0] : outcome.baseline
    var result = BenchmarkResult(derlius: Version.derlius, focus: focus, baseline: baseline)
    result.versions = [
      NamedText("icu", ICU.version), NamedText("icuUnicode", ICU.unicodeVersion),
      NamedText("patternUnicode", PinnedUnicode.version),
    ]
    result.title = manifest.title
    result.notice = manifest.notice
    result.referenceLanguage = settings.reference
    result.resampling = settings.resampling
    result.tokenizers = tokenizers.located.map(\.record) + outcome.controls
    result.corpora = try corpora.records(outcome.languages)
    result.morphologies = morphology.records
    let tags = corpora.entries.map(\.language) + result.morphologies.map(\.language)
    result.languageNames = Set(tags).sorted().map { NamedText($0, Language($0).englishName) }
    result.overlaps = try training.overlaps(tokenizers: names, sources: corpora, focus: focus)
    result.metrics = outcome.metrics
    result.rows = outcome.rows
    result.comparisons = outcome.comparisons
    result.showcase = outcome.showcase.map { [$0] } ?? []
    result.sensitivity = study.sensitivity
    result.expensiveWords = study.wordCosts
    result.studiedTexts = study.texts
    result.missing = tokenizers.missing
    // What was left out in finding files is no property of the files that a manifest names.
    result.warnings = try corpora.problems() + corpora.doubts + outcome.warnings

    progress("writing the report", 0)
    let written = try written(
      tokenizers: tokenizers, corpora: corpora, morphology: morphology, training: training,
      settings: settings)
    let files = try ReportFiles.make(
      result: result, manifest: written.json(derlius: Version.derlius), commands: Self.commands)
    return Report(
      result: result, files: files, warnings: corpora.warnings + result.warnings,
      isWhole: try corpora.areWhole(),
      inputs: try inputs(tokenizers, corpora, morphology, training))
  }

  /// Reads the focus language once more: its metrics under every policy, its most expensive words.
  private func study(
    _ tokenizers: TokenizerInputs, _ corpora: CorpusSources, _ settings: MetricSettings
  ) throws(Failure) -> FocusStudy.Outcome {
    var wish = FocusStudy.Wish()
    wish.sensitivity = manifest.sensitivity
    // Words are no metric that could be asked for.
    wish.wordCosts = manifest.metrics == nil
    return try FocusStudy.run(
      tokenizers: tokenizers.located.map {
        BenchmarkTokenizer(name: $0.name, tokenizer: $0.tokenizer)
      },
      sources: corpora.rereading(pool: pool), settings: settings, wish: wish, pool: pool,
      progress: progress)
  }

  /// The manifest of what was run: inputs by hash, every setting spelt out.
  private func written(
    tokenizers: TokenizerInputs, corpora: CorpusSources, morphology: MorphologyInputs,
    training: TrainingInputs, settings: MetricSettings
  ) throws(Failure) -> Manifest {
    var written = manifest
    written.tokenizers = try tokenizers.entries()
    written.corpora = try corpora.manifestEntries()
    written.morphology = morphology.manifestEntries
    written.trainedOn = training.entries.map { ($0.tokenizer, $0.files) }
    written.focus = settings.focus
    written.reference = settings.reference
    // Without one the best tokenizer is chosen, which the inputs decide.
    written.baseline = settings.baseline
    written.missing = tokenizers.missing
    return written
  }

  private func inputs(
    _ tokenizers: TokenizerInputs, _ corpora: CorpusSources, _ morphology: MorphologyInputs,
    _ training: TrainingInputs
  ) throws(Failure) -> [(sha256: String, path: String)] {
    var inputs = tokenizers.located.map { ($0.tokenizer.summary.sha256, $0.path) }
    for entry in corpora.entries { inputs.append((try entry.record.get().sha256, entry.path)) }
    inputs += morphology.lists.map { ($0.list.sha256, $0.path) }
    for entry in training.entries {
      inputs += zip(entry.files, entry.paths).map { ($0.sha256 ?? "", $1) }
    }
    return inputs
  }

  private func textForm() throws(Failure) -> TextForm {
    let name = manifest.policy("form", default: "raw")
    guard let form = TextForm(name) else {
      throw Failure.usage(
        "\(name) is no form of text", remedy: "use raw, NFC, NFD, NFKC, NFKD or lower")
    }
    return form
  }

  private func baseline(
    _ names: [String], missing: [MissingInput]
  ) throws(Failure) -> String? {
    guard let wanted = manifest.baseline else { return nil }
    if names.contains(wanted) { return wanted }
    if missing.contains(where: { $0.name == wanted }) { return nil }
    throw Failure.usage(
      "--baseline names \(wanted), which is not measured",
      remedy: "choose one of: \(names.joined(separator: ", "))")
  }

  private func choose<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ option: String, default value: Choice
  ) throws(Failure) -> Choice where Choice.RawValue == String {
    let name = manifest.policy(key, default: value.rawValue)
    if let choice = Choice(rawValue: name) { return choice }
    let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    throw Failure.usage("\(name) is no choice for \(option)", remedy: "use one of: \(choices)")
  }

  private func setPolicy(_ settings: inout MetricSettings) throws(Failure) {
    settings.words = try choose("words", "--words", default: WordRule.whitespace)
    settings.leadingSpace = try choose(
      "leadingSpace", "--leading-space", default: LeadingSpace.inText)
    let punctuation = manifest.policy("punctuation", default: "kept")
    guard punctuation == "kept" || punctuation == "dropped" else {
      throw Failure.usage(
        "\(punctuation) is no choice for --punctuation", remedy: "use kept or dropped")
    }
    settings.keepsPunctuation = punctuation == "kept"
  }
}
