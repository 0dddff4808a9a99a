import Groundwork

/// Compares tokenizers with the baseline on the same units of one language.
struct Comparisons: Sendable {
  let values: RowValues

  private var view: CorpusView { values.view }

  /// The comparisons by one metric: every tokenizer but the baseline, in order.
  ///
  /// `plans` are the metric's rows on the language, tokenizers first. Without a named baseline the
  /// best tokenizer takes its place (of equals, the first). The family of Holm's correction is what
  /// is returned. Tokenizers whose ratio has no finite value are left out.
  func rows(
    _ definition: MetricDefinition, _ plans: [RowPlan], language: Int
  ) throws(Failure) -> [ComparisonRow] {
    var ratios: [(numerator: ColumnKey, denominator: ColumnKey)] = []
    for plan in plans.prefix(view.tokenizers) {
      guard case .ratio(let numerator, let denominator, _)? = plan.formula else { return [] }
      ratios.append((numerator, denominator))
    }
    guard ratios.count == view.tokenizers, ratios.count > 1,
      let baseline = view.baseline ?? best(ratios, language, definition.record.direction)
    else { return [] }
    let units = view.languages[language].units
    let others = ratios.indices.filter { $0 != baseline }
    let sides = ratios
    let (quotients, resampled) = try values.resample(
      others.map {
        .quotient(
          ratios[$0].numerator, ratios[$0].denominator, ratios[baseline].numerator,
          ratios[baseline].denominator)
      }, units: units)
    let view = view
    let pool = values.pool
    let ps = try pool.map(others.count) { index throws(Failure) -> Double? in
      guard units >= PermutationTest.leastUnits, view.settings.resampling.resamples > 0 else {
        return nil
      }
      return Self.p(view, sides[others[index]], sides[baseline], units: units)
    }
    let intervals = try values.intervals(resampled, others.count)
    var rows: [ComparisonRow] = []
    for (index, other) in others.enumerated() where quotients[index].isFinite {
      let drawn = intervals.isEmpty ? nil : intervals[index]
      let ends = drawn ?? (low: quotients[index], high: quotients[index])
      rows.append(
        ComparisonRow(
          tokenizer: view.subjects[other].name, baseline: view.subjects[baseline].name,
          corpus: view.corpus, language: view.languages[language].language,
          metric: definition.record.id, ratio: quotients[index], low: ends.low, high: ends.high,
          p: ps.isEmpty ? nil : ps[index], why: reason(units)))
    }
    let adjusted = Holm.adjust(rows.compactMap(\.p))
    if adjusted.count == rows.count {
      for index in rows.indices { rows[index].p = adjusted[index] }
    }
    return rows
  }

  private func reason(_ units: Int) -> String? {
    if view.settings.resampling.resamples < 1 { return "no resamples were asked for" }
    if units < 2 { return "fewer than 2 units: neither interval nor p" }
    let least = PermutationTest.leastUnits
    return units < least ? "fewer than \(least) units: no p" : nil
  }

  /// The tokenizer with the best value; the first of equals.
  private func best(
    _ ratios: [(numerator: ColumnKey, denominator: ColumnKey)], _ language: Int,
    _ direction: MetricRecord.Direction
  ) -> Int? {
    let units = 0..<view.languages[language].units
    func total(_ key: ColumnKey) -> Double { units.reduce(0) { $0 + view.value(key, $1) } }
    let values = ratios.map { total($0.numerator) / total($0.denominator) }
    let finite = values.indices.filter { values[$0].isFinite }
    if direction == .higher { return finite.min { (-values[$0], $0) < (-values[$1], $1) } }
    return finite.min { (values[$0], $0) < (values[$1], $1) }
  }

  private static func p(
    _ view: CorpusView, _ a: (numerator: ColumnKey, denominator: ColumnKey),
    _ b: (numerator: ColumnKey, denominator: ColumnKey), units: Int
  ) -> Double {
    let sums = (0..<units).map { unit in
      PermutationTest.UnitSums(
        a: (view.value(a.numerator, unit), view.value(a.denominator, unit)),
        b: (view.value(b.numerator, unit), view.value(b.denominator, unit)))
    }
    return PermutationTest.p(
      sums, draws: view.settings.resampling.resamples, seed: view.settings.resampling.seed,
      stream: Bootstrap.stream("permutation of \(view.corpus)"))
  }
}
