import Groundwork
import Segmentation
import Tokenization

/// A second reading of the language that a report is about: its metrics under every policy, and its most expensive
/// words.
///
/// It looks at the first 16 MB of the language's text, and at the reference's text beside it. Everything is counted in
/// integers, ratios of documents in units of 2⁻³²; memory grows with that text and its distinct words.
public enum FocusStudy {
  /// What a study found.
  public struct Outcome: Sendable {
    /// The metrics under every policy; those of the run first of each metric.
    public var sensitivity: [SensitivityRecord] = []
    /// The most expensive words of each tokenizer.
    public var wordCosts: [WordCostRecord] = []
    /// The words of each tokenizer by the tokens they take.
    public var wordLengths: [WordLengths] = []
    /// The texts that were looked at, one of each corpus with the language.
    public var texts: [StudiedText] = []

    /// Creates an empty outcome.
    public init() {}
  }

  /// What is wanted of a study.
  public struct Wish: Sendable {
    /// The metrics under every policy.
    public var sensitivity = true
    /// The most expensive words, and how many words take how many tokens.
    public var wordCosts = true
    /// The most bytes of text that are looked at, but for the end of a document.
    public var bytes = 16 << 20

    /// Wishes for everything.
    public init() {}
  }

  /// Studies every corpus that has the language; sources of one corpus stand next to one another.
  ///
  /// Results depend neither on the number of workers nor on batches. Throws what `read` throws.
  public static func run(
    tokenizers: [BenchmarkTokenizer], sources: [LanguageSource], settings: MetricSettings,
    wish: Wish = Wish(), pool: WorkerPool, progress: Progress = .silent
  ) throws(Failure) -> Outcome {
    var outcome = Outcome()
    let metrics = StudiedMetric.allCases.filter {
      wish.sensitivity && settings.metrics?.contains($0.rawValue) ?? true
    }
    if tokenizers.isEmpty || (metrics.isEmpty && !wish.wordCosts) { return outcome }
    let studied = tokenizers.map { StudyTokenizer($0) }
    var corpora: [String] = []
    for source in sources where !corpora.contains(source.corpus) { corpora.append(source.corpus) }
    for corpus in corpora {
      let members = sources.filter { $0.corpus == corpus }
      guard
        let focus = members.first(where: { settings.sameLanguage($0.language, settings.focus) })
      else { continue }
      progress("policies of \(corpus)", 0)
      let one = OneCorpus(
        tokenizers: studied, focus: focus, reference: members.reference(for: focus, settings),
        metrics: metrics, settings: settings, wish: wish, pool: pool)
      try one.study(into: &outcome)
    }
    return outcome
  }
}

/// The study of one corpus.
private struct OneCorpus {
  let tokenizers: [StudyTokenizer]
  let focus: LanguageSource
  let reference: LanguageSource?
  let metrics: [StudiedMetric]
  let settings: MetricSettings
  let wish: FocusStudy.Wish
  let pool: WorkerPool

  /// The forms to try: of text that was brought to a form already, that one.
  private var forms: [(name: String, form: TextForm)] {
    if settings.form != "raw" || metrics.isEmpty { return [(settings.form, .raw)] }
    return [("raw", .raw)]
      + [TextForm(.nfc), TextForm(.nfd), TextForm(.nfkc), TextForm(letterCase: .lower)]
      .map { ($0.description, $0) }
  }

  func study(into outcome: inout FocusStudy.Outcome) throws(Failure) {
    let texts = try FocusTexts(focus, bytes: wish.bytes)
    var others: FocusTexts?
    if let reference, metrics.contains(.premium) {
      others = try FocusTexts(reference, bytes: .max, documents: 0..<texts.texts.count)
    }
    var rules: [WordRule] = metrics.isEmpty ? [] : [.whitespace, .uax29]
    rules.append(.uax29Letters)
    if !metrics.isEmpty, texts.texts.givenWords != nil { rules.append(.treebank) }
    var study = CorpusStudy(
      tokenizers, forms: forms, rules: rules, countsLetters: wish.wordCosts, pool: pool)
    try study.count(texts, others)
    let unused = study.forms.indices.filter { $0 > 0 && !study.facts[$0].hasEffect }
    outcome.texts.append(
      StudiedText(
        corpus: focus.corpus, language: focus.language, documents: texts.texts.count,
        bytes: texts.texts.bytes.count, isWhole: texts.isWhole,
        formsWithoutEffect: unused.map { study.forms[$0].name }))
    if !metrics.isEmpty { outcome.sensitivity += try records(study, unused, others != nil) }
    if wish.wordCosts {
      outcome.wordCosts += try ExpensiveWords(study, tokenizers, pool).records(
        corpus: focus.corpus, language: focus.language)
      outcome.wordLengths += WordLengthCounts.records(
        study, tokenizers, corpus: focus.corpus, language: focus.language)
    }
  }

  private func records(
    _ study: CorpusStudy, _ unused: [Int], _ hasReference: Bool
  ) throws(Failure) -> [SensitivityRecord] {
    let forms = study.forms.indices.filter { !unused.contains($0) }.map { study.forms[$0].name }
    var wanted: [(metric: StudiedMetric, policies: [StudiedPolicy])] = []
    for metric in metrics where metric != .premium || hasReference {
      let standard = metric.standard(settings)
      var choices = study.choices
      if metric == .premium, !study.referenceHasGivenWords {
        choices.removeAll { $0.rule == .treebank }
      }
      wanted.append(
        (metric, [standard] + metric.policies(choices, forms: forms).filter { $0 != standard }))
    }
    let policies = wanted
    let values = try pool.map(tokenizers.count) { (tokenizer) throws(Failure) in
      let values = StudyValues(study, tokenizer: tokenizer)
      return policies.map { entry in entry.policies.map { values.value(entry.metric, $0) } }
    }
    return wanted.enumerated().flatMap { place, entry in
      let first = values.map { $0[place][0] }
      return entry.policies.enumerated().map { index, policy in
        record(
          entry.metric, policy, isDefault: index == 0, values.map { $0[place][index] },
          against: first)
      }
    }
  }

  private func record(
    _ metric: StudiedMetric, _ studied: StudiedPolicy, isDefault: Bool, _ values: [Double?],
    against standard: [Double?]
  ) -> SensitivityRecord {
    var policy = Policy()
    policy.words = studied.words?.rule.rawValue ?? settings.words.rawValue
    let keeps = studied.words?.keepsPunctuation ?? settings.keepsPunctuation
    policy.punctuation = keeps ? "kept" : "dropped"
    policy.leadingSpace = studied.space.rawValue
    policy.form = studied.form
    policy.average = studied.average.rawValue
    policy.unit = "none"
    if studied.words?.rule.isFoundByICU == true { policy.further += CorpusView.segmentation }
    if metric == .premium, let reference {
      policy.further.append(NamedText("referenceLanguage", reference.language))
    }
    let both = values.indices.filter { values[$0] != nil && standard[$0] != nil }
    let tau = KendallTau.b(both.compactMap { standard[$0] }, both.compactMap { values[$0] })
    let costs = values.map { $0.map(metric.cost) }
    let least = costs.compactMap { $0 }.min()
    let best = zip(tokenizers, costs).filter { $0.1 != nil && $0.1 == least }
    let why =
      both.count < 2
      ? "fewer than two tokenizers have values" : "all tokenizers have one value, under one of both"
    return SensitivityRecord(
      corpus: focus.corpus, language: focus.language, metric: metric.rawValue,
      isDefault: isDefault, policy: policy, values: values, tau: tau,
      why: tau == nil ? why : nil, best: best.map(\.0.named.name))
  }
}
