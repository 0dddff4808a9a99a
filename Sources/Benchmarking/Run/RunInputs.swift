import Groundwork
import Segmentation
import TokenizerMetrics

/// A run's inputs, found and loaded but for the corpora's texts, and its options, checked.
struct RunInputs: Sendable {
  let manifest: Manifest
  let tokenizers: TokenizerInputs
  let corpora: CorpusSources
  let morphology: MorphologyInputs
  let settings: MetricSettings

  /// Loads what a manifest names.
  ///
  /// - Parameters:
  ///   - allowMissing: whether to go on without tokenizers that are not on this machine.
  ///   - readsCorpora: whether the corpora's files are needed.
  ///   - pool: the workers that load tokenizers.
  init(
    _ manifest: Manifest, locator: TokenizerLocator, finder: InputFinder, allowMissing: Bool,
    readsCorpora: Bool, pool: WorkerPool
  ) throws(Failure) {
    self.manifest = manifest
    let policy = PolicyChoices(manifest)
    let form = try policy.form()
    tokenizers = try TokenizerInputs(
      manifest, locator: locator, finder: finder, allowMissing: allowMissing, pool: pool)
    let words = try policy.choose("words", "--words", default: WordRule.whitespace)
    corpora = try CorpusSources(
      manifest, finder: readsCorpora ? finder : nil, form: form, words: words)
    morphology = try MorphologyInputs(manifest, finder: finder)

    var settings = MetricSettings(focus: try corpora.focus(manifest))
    settings.resampling = manifest.resampling
    settings.metrics = manifest.metrics
    settings.form = form.description
    settings.sameLanguage = { Language($0).isSameLanguage(as: Language($1)) }
    if let reference = manifest.reference {
      settings.reference = try corpora.resolve(reference, "--reference")
    }
    settings.baseline = try Self.baseline(manifest, tokenizers)
    settings.window = manifest.window
    settings.price = manifest.price
    settings.showsText = manifest.text
    try policy.apply(to: &settings)
    self.settings = settings
  }

  /// The tokenizers in the engine's terms.
  var benchmarkTokenizers: [BenchmarkTokenizer] {
    tokenizers.located.map { BenchmarkTokenizer(name: $0.name, tokenizer: $0.tokenizer) }
  }

  /// The corpora in the engine's terms.
  func sources(pool: WorkerPool, progress: Progress) -> [LanguageSource] {
    corpora.sources(morphology: morphology.providers, pool: pool, progress: progress)
  }

  /// The manifest of what was run: inputs by hash, every setting spelt out.
  func written(_ facts: ReadingFacts, _ training: TrainingInputs) throws(Failure) -> Manifest {
    var written = manifest
    written.tokenizers = try tokenizers.entries()
    written.corpora = corpora.manifestEntries(facts)
    written.morphology = morphology.manifestEntries
    written.trainedOn = training.entries.map { ($0.tokenizer, $0.files) }
    written.focus = settings.focus
    written.reference = settings.reference
    // Without one the best tokenizer is chosen, which the inputs decide.
    written.baseline = settings.baseline
    written.missing = tokenizers.missing
    try Licences().state(in: &written, plan: manifest)
    return written
  }

  /// Where the inputs were found.
  func found(_ training: TrainingInputs) throws(Failure) -> [(sha256: String, path: String)] {
    var inputs = tokenizers.located.map { ($0.tokenizer.summary.sha256, $0.path) }
    for entry in corpora.entries { inputs.append((try entry.record.get().sha256, entry.path)) }
    for entry in morphology.entries { inputs += entry.paths }
    for entry in training.entries {
      inputs += zip(entry.files, entry.paths).map { ($0.sha256 ?? "", $1) }
    }
    return inputs
  }

  private static func baseline(
    _ manifest: Manifest, _ tokenizers: TokenizerInputs
  ) throws(Failure) -> String? {
    guard let wanted = manifest.baseline else { return nil }
    let names = tokenizers.located.map(\.name)
    if names.contains(wanted) { return wanted }
    if tokenizers.missing.contains(where: { $0.name == wanted }) { return nil }
    throw Failure.usage(
      "--baseline names \(wanted), which is not measured",
      remedy: "choose one of: \(names.joined(separator: ", "))")
  }
}
