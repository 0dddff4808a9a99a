import Groundwork

/// Measures tokenizers on texts: one pass over each source, then values, intervals and tests.
public enum MetricEngine {
  /// Reads every source once, measures every tokenizer on it, and gives rows and comparisons.
  ///
  /// Results depend neither on the number of workers nor on where batches end. Memory grows with
  /// distinct words, with documents of parallel text (4 bytes each per tokenizer) and with units.
  /// Throws what `read` throws, and `Failure` (usage) for unknown metrics or baselines and for
  /// parallel sources of different lengths.
  public static func run(
    tokenizers: [BenchmarkTokenizer], sources: [LanguageSource], settings: MetricSettings,
    pool: WorkerPool, progress: Progress = .silent
  ) throws(Failure) -> MetricOutcome {
    let counts = try count(
      tokenizers: tokenizers, sources: sources, settings: settings, pool: pool, progress: progress)
    return try outcome(
      of: counts, tokenizers: tokenizers, sources: sources, settings: settings, pool: pool,
      progress: progress)
  }

  /// Reads every source once and counts a shard of its documents: integers that add up with other shards'.
  ///
  /// Throws as `run` does.
  public static func count(
    tokenizers: [BenchmarkTokenizer], sources: [LanguageSource], settings: MetricSettings,
    shard: Shard = .whole, pool: WorkerPool, progress: Progress = .silent
  ) throws(Failure) -> MetricCounts {
    let run = try EngineRun(
      tokenizers: tokenizers, settings: settings, evaluates: false, pool: pool, progress: progress)
    var counts = MetricCounts()
    for corpus in corpora(sources) {
      counts.corpora.append(
        try run.count(sources.filter { $0.corpus == corpus }, shard: shard))
    }
    return counts
  }

  /// The rows and comparisons that follow from counts of everything; no source is read.
  ///
  /// The tokenizers, sources and settings are those that were counted with.
  public static func outcome(
    of counts: MetricCounts, tokenizers: [BenchmarkTokenizer], sources: [LanguageSource],
    settings: MetricSettings, pool: WorkerPool, progress: Progress = .silent
  ) throws(Failure) -> MetricOutcome {
    let run = try EngineRun(
      tokenizers: tokenizers, settings: settings, evaluates: true, pool: pool, progress: progress)
    guard counts.fit(sources, tokenizers: tokenizers.count) else {
      throw Failure(
        "what was counted does not fit the manifest", remedy: "measure the shards again")
    }
    var outcome = MetricOutcome()
    outcome.baseline = settings.baseline ?? ""
    for (corpus, counts) in zip(corpora(sources), counts.corpora) {
      try run.evaluate(counts, sources.filter { $0.corpus == corpus }, into: &outcome)
    }
    let metrics = Set(outcome.rows.map(\.metric))
    outcome.metrics = MetricList.records(of: metrics)
    let names = Set(outcome.rows.map(\.tokenizer))
    outcome.controls = Control.allCases.map(\.name).filter { names.contains($0) }
      .map { TokenizerRecord(name: $0, isControl: true) }
    return outcome
  }

  /// The names of the corpora in order.
  private static func corpora(_ sources: [LanguageSource]) -> [String] {
    var corpora: [String] = []
    for source in sources where !corpora.contains(source.corpus) { corpora.append(source.corpus) }
    return corpora
  }
}

/// A run's options, checked.
private struct EngineRun {
  let tokenizers: [BenchmarkTokenizer]
  let measured: [MeasuredTokenizer]
  let groups: [MeasuredGroup]
  let vocabularies: [VocabularyFacts]
  let settings: MetricSettings
  let metrics: [MetricDefinition]
  let pool: WorkerPool
  let progress: Progress

  /// - Parameter evaluates: whether rows are wanted, which need what vocabularies are without text.
  init(
    tokenizers: [BenchmarkTokenizer], settings: MetricSettings, evaluates: Bool, pool: WorkerPool,
    progress: Progress
  ) throws(Failure) {
    self.tokenizers = tokenizers
    self.settings = settings
    self.pool = pool
    self.progress = progress
    metrics = try MetricList.chosen(settings.metrics)
    var names = Set(Control.allCases.map(\.name))
    for tokenizer in tokenizers where !names.insert(tokenizer.name).inserted {
      throw .usage(
        "two tokenizers are named \"\(tokenizer.name)\", or it is the name of a control",
        remedy: "give each a name of its own: NAME=TOKENIZER")
    }
    if let baseline = settings.baseline, !tokenizers.contains(where: { $0.name == baseline }) {
      throw .usage(
        "the baseline \"\(baseline)\" is not among the tokenizers",
        remedy: "name one of \(tokenizers.map(\.name).joined(separator: ", "))")
    }
    var needs = CountingNeeds()
    for metric in metrics { needs.formUnion(metric.needs) }
    let allNeeds = needs
    measured = try pool.map(tokenizers.count) { index throws(Failure) in
      MeasuredTokenizer(tokenizers[index], index: index, needs: allNeeds)
    }
    groups = MeasuredGroup.groups(measured, countsTokens: needs.tokenCounts)
    let ids = metrics.map(\.record.id)
    let wantsUnreachable = ids.contains { $0.hasPrefix("unreachable") }
    let wantsScripts = ids.contains("vocabulary_script")
    vocabularies = try pool.map(evaluates ? tokenizers.count : 0) { index throws(Failure) in
      VocabularyFacts(
        tokenizers[index].tokenizer, unreachable: wantsUnreachable, writings: wantsScripts)
    }
  }

  /// Counts a shard of one corpus.
  func count(_ sources: [LanguageSource], shard: Shard) throws(Failure) -> CorpusCounts {
    let counter = CorpusCounter(
      tokenizers: measured, groups: groups, sources: sources, settings: settings,
      needs: sources.map(needs), shard: shard, pool: pool, progress: progress)
    try counter.run()
    try checkAlignment(counter.tallies, sources)
    return CorpusCounts(
      languages: counter.tallies, showcase: counter.showcase, worst: counter.worst,
      verdicts: counter.verdicts)
  }

  /// Adds what follows from the counts of one corpus.
  func evaluate(
    _ counts: CorpusCounts, _ sources: [LanguageSource], into outcome: inout MetricOutcome
  ) throws(Failure) {
    var counts = counts
    for language in counts.languages.indices { counts.languages[language].finishTypes() }
    let forms = FormMeasurement(
      tokenizers: measured, sources: sources, needs: sources.map(needs), settings: settings,
      pool: pool)
    let verdicts = if let known = counts.verdicts { known } else { try forms.tokenVerdicts() }
    try forms.run(&counts.languages, verdicts)
    if sources.allSatisfy(\.isParallel),
      let warning = EmptyLines.warning(sources[0].corpus, counts.languages)
    {
      outcome.warnings.append(warning)
    }
    outcome.warnings += CountWarnings.warnings(
      sources[0].corpus, counts.languages, tokenizers: tokenizers.map(\.name))
    let view = view(counts, sources, try distributions(counts.languages))
    for language in view.languages.indices {
      var counts = view.languages[language].counts
      counts.letterWords = view.total(language, .letterWords)
      counts.analyzedWords = view.total(language, .analyzedWords)
      outcome.languages.append(counts)
    }
    if let source = sources.first(where: { settings.sameLanguage($0.language, settings.focus) }) {
      let showcase = try ShowcaseBuilder(
        source, tokenizers: tokenizers, baseline: settings.baseline)
      outcome.showcase += try showcase.lead(counts.showcase)
      outcome.worstSentences += try showcase.worst(counts.worst)
    }
    progress("intervals \(view.corpus)", 0)
    let comparisons = view.languages.indices.map { self.comparisons(view, $0) }
    let values = try RowValues(view: view, pool: pool).rows(
      view.languages.indices.map { language in
        LanguagePlans(
          plans: metrics.flatMap { plans($0, view, language) },
          further: comparisons[language].flatMap(\.formulas))
      },
      metrics.flatMap { overallPlans($0, view) })
    outcome.rows += values.rows
    for (comparisons, measures) in zip(comparisons, values.further) {
      var measures = measures[...]
      for comparison in comparisons {
        let count = comparison.formulas.count
        outcome.comparisons += try comparison.rows(Array(measures.prefix(count)), view, pool)
        measures = measures.dropFirst(count)
      }
    }
    if outcome.baseline.isEmpty { outcome.baseline = outcome.comparisons.first?.baseline ?? "" }
  }

  /// What is counted of a source: what the metrics that are measured on its language need.
  private func needs(_ source: LanguageSource) -> CountingNeeds {
    var needs = CountingNeeds()
    needs.isolatedWords = settings.leadingSpace != .inText
    for metric in metrics where isWanted(metric, source.language) { needs.formUnion(metric.needs) }
    if settings.baseline == nil { needs.lengthRatios = false }
    if needs.forms || needs.knownTokens { needs.morphology = true }
    if source.morphology == nil {
      (needs.morphology, needs.forms, needs.knownTokens) = (false, false, false)
    }
    if source.morphology?.hasFeatures != true { needs.features = false }
    return needs
  }

  private func isWanted(_ metric: MetricDefinition, _ language: String) -> Bool {
    !metric.isFocusOnly || settings.metrics != nil
      || settings.sameLanguage(language, settings.focus)
  }

  private func checkAlignment(
    _ tallies: [LanguageTally], _ sources: [LanguageSource]
  ) throws(Failure) {
    guard let first = tallies.first else { return }
    for (tally, source) in zip(tallies, sources) where source.isParallel {
      if tally.documents != first.documents {
        throw Failure(
          "\(source.corpus): \(tally.language) has \(tally.documents) lines, "
            + "\(first.language) has \(first.documents)",
          remedy: "parallel files have the same sentence on the same line")
      }
    }
  }

  /// How often each token came, where that was counted.
  private func distributions(_ tallies: [LanguageTally]) throws(Failure) -> [[TokenDistribution]] {
    if tallies.allSatisfy({ $0.tokenCounts.allSatisfy(\.isEmpty) }) { return [] }
    return try pool.map(tallies.count) { index throws(Failure) in
      tallies[index].tokenCounts.map { TokenDistribution($0) }
    }
  }

  private func view(
    _ counts: CorpusCounts, _ sources: [LanguageSource], _ distributions: [[TokenDistribution]]
  ) -> CorpusView {
    let isParallel = sources.count > 1 && sources.allSatisfy(\.isParallel)
    let tallies = counts.languages
    let units = UnitMap(sources, settings)
    let reference = settings.reference.flatMap { reference in
      tallies.firstIndex { settings.sameLanguage($0.language, reference) }
    }
    let wantsPairs = metrics.contains { $0.record.id.hasPrefix("premium") } && isParallel
    return CorpusView(
      corpus: sources.first?.corpus ?? "", isParallel: isParallel, languages: tallies,
      subjects: zip(tokenizers, vocabularies).map {
        Subject(name: $0.name, tokenizer: $0.tokenizer, vocabulary: $1)
      }
        + Control.allCases.map { Subject(name: $0.name, control: $0) },
      reference: reference,
      baseline: tokenizers.firstIndex { $0.name == settings.baseline },
      morphologies: sources.map { $0.morphology?.name },
      firstMorphologies: sources.map { source in
        let links = source.morphology?.links ?? []
        return links.count > 1 ? links.first?.name : nil
      },
      namesFeatures: sources.map { $0.morphology?.hasFeatures ?? false }, unitName: units.name,
      settings: settings,
      pairs: wantsPairs
        ? reference.map { PairSums(tallies, reference: $0, units: units) } : nil,
      distributions: distributions)
  }

  /// A metric's plans on a language; where it has an obstacle, rows that say so if it was asked for.
  private func plans(_ metric: MetricDefinition, _ view: CorpusView, _ language: Int) -> [RowPlan] {
    guard let onLanguage = metric.onLanguage,
      isWanted(metric, view.languages[language].language)
    else { return [] }
    guard let why = metric.obstacle(view, language) else { return onLanguage(view, language) }
    return refused(metric, view, view.languages[language].language, why)
  }

  private func overallPlans(_ metric: MetricDefinition, _ view: CorpusView) -> [RowPlan] {
    guard let onCorpus = metric.onCorpus else { return [] }
    guard let why = metric.obstacle(view, nil) else { return onCorpus(view) }
    return refused(metric, view, "*", why)
  }

  private func refused(
    _ metric: MetricDefinition, _ view: CorpusView, _ language: String, _ why: String
  ) -> [RowPlan] {
    if settings.metrics == nil { return [] }
    return tokenizers.map {
      RowPlan(
        row: ResultRow(
          tokenizer: $0.name, corpus: view.corpus, language: language, metric: metric.record.id,
          value: nil, n: 0, countedAs: "documents", why: why, policy: view.policy),
        formula: nil)
    }
  }

  /// The comparisons on a language: none but on the focus.
  private func comparisons(_ view: CorpusView, _ language: Int) -> [Comparison] {
    if !settings.sameLanguage(view.languages[language].language, settings.focus) { return [] }
    return metrics.filter(\.isCompared).compactMap {
      Comparison($0, plans($0, view, language), view, language: language)
    }
  }
}
