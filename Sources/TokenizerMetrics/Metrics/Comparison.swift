import Groundwork

/// A metric by which tokenizers are compared with the baseline on one language: Holm's family.
///
/// The intervals come from the resamples of the language's rows, so they are paired.
struct Comparison: Sendable {
  /// A ratio's columns.
  typealias Ratio = (numerator: ColumnKey, denominator: ColumnKey)

  private let metric: String
  private let language: Int
  private let ratios: [Ratio]
  private let baseline: Int

  /// Compares by a metric's rows on a language, tokenizers first; nil where there are not two
  /// tokenizers or the metric is no ratio.
  ///
  /// Without a named baseline the best tokenizer takes its place (of equals, the first).
  init?(_ definition: MetricDefinition, _ plans: [RowPlan], _ view: CorpusView, language: Int) {
    var ratios: [Ratio] = []
    for plan in plans.prefix(view.tokenizers) {
      guard case .ratio(let numerator, let denominator, _)? = plan.formula else { return nil }
      ratios.append((numerator, denominator))
    }
    guard ratios.count == view.tokenizers, ratios.count > 1,
      let baseline = view.baseline
        ?? Self.best(ratios, view, language, definition.record.direction)
    else { return nil }
    metric = definition.record.id
    self.language = language
    self.ratios = ratios
    self.baseline = baseline
  }

  private var others: [Int] { ratios.indices.filter { $0 != baseline } }

  /// Each other tokenizer's value divided by the baseline's.
  var formulas: [Formula<ColumnKey>] {
    others.map {
      .quotient(
        ratios[$0].numerator, ratios[$0].denominator, ratios[baseline].numerator,
        ratios[baseline].denominator)
    }
  }

  /// The rows of the formulas' measures; tokenizers whose ratio has no finite value are left out.
  func rows(
    _ measures: [Measure], _ view: CorpusView, _ pool: WorkerPool
  ) throws(Failure) -> [ComparisonRow] {
    let units = view.languages[language].units
    let finite = others.indices.filter { measures[$0].value.isFinite }
    let why = reason(view, units: units)
    let draws =
      why == nil
      ? PermutationTest.draws(
        resamples: view.settings.resampling.resamples, comparisons: finite.count) : 0
    let others = others
    let tests = try pool.map(finite.count) { index throws(Failure) in
      test(ratios[others[finite[index]]], ratios[baseline], view, units: units, draws: draws)
    }
    let ps = Holm.adjust(tests.compactMap(\.p))
    return finite.enumerated().map { place, index in
      let measure = measures[index]
      return ComparisonRow(
        tokenizer: view.subjects[others[index]].name, baseline: view.subjects[baseline].name,
        corpus: view.corpus, language: view.languages[language].language, metric: metric,
        ratio: measure.value, low: measure.low, high: measure.high,
        p: ps.isEmpty ? nil : ps[place],
        // No draw came near what was seen: the least p of these draws is a bound.
        pIsBound: tests[place].p == 1 / Double(draws + 1), effect: tests[place].effect, why: why)
    }
  }

  private func reason(_ view: CorpusView, units: Int) -> String? {
    if view.settings.resampling.resamples < 1 { return "no resamples were asked for" }
    if units < 2 { return "fewer than 2 units: neither interval nor p" }
    let least = PermutationTest.leastUnits
    return units < least ? "fewer than \(least) units: no p" : nil
  }

  /// The tokenizer with the best value; the first of equals.
  private static func best(
    _ ratios: [Ratio], _ view: CorpusView, _ language: Int, _ direction: MetricRecord.Direction
  ) -> Int? {
    let units = 0..<view.languages[language].units
    func total(_ key: ColumnKey) -> Double { units.reduce(0) { $0 + view.value(key, $1) } }
    let values = ratios.map { total($0.numerator) / total($0.denominator) }
    let finite = values.indices.filter { values[$0].isFinite }
    if direction == .higher { return finite.min { (-values[$0], $0) < (-values[$1], $1) } }
    return finite.min { (values[$0], $0) < (values[$1], $1) }
  }

  /// The effect, and the p of some draws; nil for none.
  private func test(
    _ a: Ratio, _ b: Ratio, _ view: CorpusView, units: Int, draws: Int
  ) -> (p: Double?, effect: PairedEffect) {
    let sums = (0..<units).map { unit in
      PermutationTest.UnitSums(
        a: (view.value(a.numerator, unit), view.value(a.denominator, unit)),
        b: (view.value(b.numerator, unit), view.value(b.denominator, unit)))
    }
    let effect = PairedEffect(sums)
    if draws == 0 { return (nil, effect) }
    let p = PermutationTest.p(
      sums, draws: draws, seed: view.settings.resampling.seed,
      stream: Bootstrap.stream("permutation of \(view.corpus)"))
    return (p, effect)
  }
}
