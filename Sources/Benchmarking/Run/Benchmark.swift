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

  /// What measuring a shard gives.
  public struct Measurement: Sendable {
    /// What was counted.
    public var partial: BenchmarkPartial
    /// What the user should hear, one line each.
    public var warnings: [String]
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
  private let timing: Bool
  private let pool: WorkerPool
  private let progress: Progress

  /// Creates a run; nothing is read yet.
  ///
  /// - Parameters:
  ///   - manifest: what is measured.
  ///   - locator: finds tokenizers that are named.
  ///   - finder: finds files that are named by hash.
  ///   - allowMissing: whether to go on without tokenizers that are not on this machine.
  ///   - timing: whether `run` takes times, too: two more files, which differ from run to run.
  ///   - pool: the workers.
  ///   - progress: told what is being done.
  public init(
    _ manifest: Manifest, locator: TokenizerLocator, finder: InputFinder,
    allowMissing: Bool = false, timing: Bool = false, pool: WorkerPool,
    progress: Progress = .silent
  ) {
    self.manifest = manifest
    self.locator = locator
    self.finder = finder
    self.allowMissing = allowMissing
    self.timing = timing
    self.pool = pool
    self.progress = progress
  }

  /// Reads, measures and writes the report in memory.
  ///
  /// - Throws: `Failure` where an input is missing or at fault, or a setting cannot be met.
  public func run() throws(Failure) -> Report {
    let inputs = try loaded(readsCorpora: true)
    let measured = try measure(inputs, .whole)
    var report = try report(inputs, measured.partial)
    report.warnings = measured.warnings + report.result.warnings
    report.inputs = measured.inputs
    if timing {
      let timer = TokenizerTimer(
        inputs.tokenizers.located, locator: locator,
        texts: try TimedTexts(inputs.corpora.rereading(pool: pool)))
      report.files += try TimingFiles.make(
        try timer.run(progress: progress), of: report.result, manifest: measured.partial.manifest)
    }
    return report
  }

  /// Reads everything and measures a shard of it.
  ///
  /// - Throws: as `run`.
  public func measure(_ shard: Shard) throws(Failure) -> Measurement {
    try measure(try loaded(readsCorpora: true), shard)
  }

  /// Writes the report that partial results add up to; no corpus is read.
  ///
  /// The manifest is the partial results' own.
  ///
  /// - Throws: `Failure` where shards are missing, or a tokenizer or a morphology that the manifest names.
  public func report(of partial: BenchmarkPartial) throws(Failure) -> Report {
    try partial.checkComplete()
    return try report(try loaded(readsCorpora: false), partial)
  }

  private func loaded(readsCorpora: Bool) throws(Failure) -> RunInputs {
    progress("loading", 0)
    return try RunInputs(
      manifest, locator: locator, finder: finder, allowMissing: allowMissing,
      readsCorpora: readsCorpora, pool: pool)
  }

  private func measure(_ inputs: RunInputs, _ shard: Shard) throws(Failure) -> Measurement {
    let corpora = inputs.corpora
    let names = inputs.tokenizers.located.map(\.name)
    let training = try TrainingInputs(manifest, tokenizers: names, finder: finder)
    var counts = try corpora.checkingAlignment { () throws(Failure) in
      try MetricEngine.count(
        tokenizers: inputs.benchmarkTokenizers,
        sources: inputs.sources(pool: pool, progress: progress), settings: inputs.settings,
        shard: shard, pool: pool, progress: progress)
    }
    try counts.translate(by: corpora.rereading(pool: pool), settings: inputs.settings)
    let facts = try corpora.facts()
    var partial = BenchmarkPartial(
      shard: shard, manifest: try inputs.written(facts, training).json(derlius: Version.derlius),
      facts: facts, counts: counts)
    // What is told of the whole is looked for once.
    if shard.number == 1 {
      partial.overlaps = try training.overlaps(
        tokenizers: names, sources: corpora, focus: inputs.settings.focus)
      partial.study = try study(inputs)
    }
    return Measurement(
      partial: partial, warnings: corpora.warnings, inputs: try inputs.found(training))
  }

  /// Reads the focus language once more: its metrics under every policy, its most expensive words.
  private func study(_ inputs: RunInputs) throws(Failure) -> FocusStudy.Outcome {
    var wish = FocusStudy.Wish()
    wish.sensitivity = manifest.sensitivity
    // Words are no metric that could be asked for, and they are text.
    wish.wordCosts = manifest.metrics == nil && manifest.text
    return try FocusStudy.run(
      tokenizers: inputs.benchmarkTokenizers, sources: inputs.corpora.rereading(pool: pool),
      settings: inputs.settings, wish: wish, pool: pool, progress: progress)
  }

  private func report(
    _ inputs: RunInputs, _ partial: BenchmarkPartial
  ) throws(Failure) -> Report {
    let outcome = try MetricEngine.outcome(
      of: partial.counts, tokenizers: inputs.benchmarkTokenizers,
      sources: inputs.sources(pool: pool, progress: progress), settings: inputs.settings,
      pool: pool, progress: progress)
    // With one tokenizer nothing is compared, and it is its own baseline.
    let baseline =
      outcome.baseline.isEmpty ? inputs.tokenizers.located[0].name : outcome.baseline
    var result = BenchmarkResult(
      derlius: Version.derlius, focus: inputs.settings.focus, baseline: baseline)
    result.versions = BenchmarkPartial.currentVersions + inputs.morphology.versions
    result.title = manifest.title
    result.notice = manifest.notice
    result.referenceLanguage = inputs.settings.reference
    result.resampling = inputs.settings.resampling
    result.showsText = manifest.text
    result.tokenizers = inputs.tokenizers.located.map(\.record) + outcome.controls
    result.corpora = try inputs.corpora.records(partial.facts, outcome.languages)
    result.morphologies = inputs.morphology.records
    StatedInputs(try partial.readManifest(name: "manifest"), inputs.corpora).state(in: &result)
    let tags = inputs.corpora.entries.map(\.language)
    // A morphology's tag for a language that a corpus has is no other language.
    let others = result.morphologies.map(\.language).filter { language in
      !tags.contains { Language($0).isSameLanguage(as: Language(language)) }
    }
    result.languageNames = Set(tags + others).sorted().map {
      NamedText($0, Language($0).englishName)
    }
    result.overlaps = partial.overlaps
    result.checks = partial.facts.checks
    result.metrics = outcome.metrics
    result.rows = outcome.rows
    result.comparisons = outcome.comparisons
    result.showcase = outcome.showcase
    result.worstSentences = outcome.worstSentences
    result.sensitivity = partial.study.sensitivity
    result.expensiveWords = partial.study.wordCosts
    result.wordLengths = partial.study.wordLengths
    result.studiedTexts = partial.study.texts
    result.missing = inputs.tokenizers.missing
    // What was left out in finding files is no property of the files that a manifest names.
    result.warnings = partial.facts.problems + partial.facts.doubts + outcome.warnings

    progress("writing the report", 0)
    let files = try ReportFiles.make(
      result: result, manifest: partial.manifest, commands: Self.commands)
    return Report(
      result: result, files: files, warnings: result.warnings, isWhole: partial.facts.isWhole,
      inputs: [])
  }
}
