import Groundwork

/// What is wanted of one language: rows, then formulas whose measures go elsewhere.
struct LanguagePlans: Sendable {
  /// The rows to be.
  var plans: [RowPlan]
  /// Formulas beside them.
  var further: [Formula<ColumnKey>]

  /// All formulas, in order.
  var formulas: [Formula<ColumnKey>] { plans.compactMap(\.formula) + further }
}

/// A formula's value and the ends of its interval; nil where there is none.
struct Measure: Sendable {
  /// The value on the whole; NaN or infinite where there is nothing to divide by.
  var value: Double
  /// The interval's lower end.
  var low: Double?
  /// The interval's upper end.
  var high: Double?
}

/// Turns plans into rows: values from exact sums, intervals from resamples.
struct RowValues: Sendable {
  /// Why a row has no value.
  static let nothingCounted = "nothing was counted to divide by"
  /// Groups of plans are resampled together until they read this many columns.
  private static let columnsPerGroup = 192

  let view: CorpusView
  let pool: WorkerPool

  /// The rows of plans that stand by language, in their order, metrics over all languages last; and
  /// the measures of each language's further formulas.
  ///
  /// Formulas of one language share its columns, so they are resampled together; languages of
  /// parallel text share units and may be joined. What a group holds at once is one value per
  /// formula and resample.
  func rows(
    _ languages: [LanguagePlans], _ overall: [RowPlan]
  ) throws(Failure) -> (rows: [ResultRow], further: [[Measure]]) {
    var rows: [ResultRow] = []
    var further: [[Measure]] = []
    var group: [LanguagePlans] = []
    var keys: Set<ColumnKey> = []
    for (index, language) in languages.enumerated() {
      group.append(language)
      for formula in language.formulas { keys.formUnion(formula.columns) }
      let isLast = index == languages.count - 1
      if isLast || !view.isParallel || keys.count >= Self.columnsPerGroup {
        let units = view.languages[index].units
        var measures = try measure(group.flatMap(\.formulas), units: units)[...]
        for (place, language) in group.enumerated() {
          let unit = view.unitName(index - group.count + 1 + place)
          for plan in language.plans {
            rows.append(row(plan, &measures, units: units, unit: unit))
          }
          further.append(Array(measures.prefix(language.further.count)))
          measures = measures.dropFirst(language.further.count)
        }
        group = []
        keys = []
      }
    }
    let units = view.languages.map(\.units).max() ?? 0
    var measures = try measure(overall.compactMap(\.formula), units: units)[...]
    return (rows + overall.map { row($0, &measures, units: units, unit: view.unitName) }, further)
  }

  /// The values of formulas over one matrix: the whole's, and each resample's; nil for the latter
  /// where there is nothing to draw.
  private func resample(
    _ formulas: [Formula<ColumnKey>], units: Int
  ) throws(Failure) -> (values: [Double], resampled: ResampledValues?) {
    var index: [ColumnKey: Int] = [:]
    var keys: [ColumnKey] = []
    for key in formulas.flatMap(\.columns) where index[key] == nil {
      index[key] = keys.count
      keys.append(key)
    }
    let view = view
    let matrix = UnitMatrix(units: units, columns: keys.count) { column, unit in
      view.value(keys[column], unit)
    }
    let resolved = formulas.map { $0.map { index[$0] ?? 0 } }
    let totals = matrix.totals
    return (resolved.map { $0.value(totals) }, try draw(resolved, matrix))
  }

  private func draw(
    _ formulas: [Formula<Int>], _ matrix: UnitMatrix
  ) throws(Failure) -> ResampledValues? {
    let resampling = view.settings.resampling
    let resamples = resampling.resamples
    if matrix.units < 2 || resamples < 1 || formulas.isEmpty { return nil }
    let bootstrap = Bootstrap(
      seed: resampling.seed, stream: Bootstrap.stream(view.corpus), units: matrix.units)
    let values = ResampledValues(formulas: formulas.count, resamples: resamples)
    // A fixed number of slices, so that workers have something to share.
    let slices = min(32, resamples)
    _ = try pool.map(slices) { slice throws(Failure) in
      let range = resamples * slice / slices..<resamples * (slice + 1) / slices
      bootstrap.forEachChunk(range, of: matrix) { chunk, sums in
        values.fill(formulas, chunk, sums, width: matrix.blocks * UnitMatrix.lanes)
      }
    }
    return values
  }

  /// The value and the interval of each formula.
  private func measure(
    _ formulas: [Formula<ColumnKey>], units: Int
  ) throws(Failure) -> [Measure] {
    let (values, resampled) = try resample(formulas, units: units)
    guard let resampled else { return values.map { Measure(value: $0) } }
    let confidence = view.settings.resampling.confidence
    return try pool.map(formulas.count) { index throws(Failure) in
      let ends = resampled.interval(index, confidence: confidence)
      return Measure(value: values[index], low: ends?.low, high: ends?.high)
    }
  }

  /// The row of a plan, which takes the next measure where it has a formula.
  private func row(
    _ plan: RowPlan, _ measures: inout ArraySlice<Measure>, units: Int, unit: String
  ) -> ResultRow {
    var row = plan.row
    row.policy.unit = unit
    guard plan.formula != nil, let measure = measures.popFirst() else { return row }
    guard measure.value.isFinite else {
      row.why = Self.nothingCounted
      return row
    }
    row.value = measure.value
    row.low = measure.low
    row.high = measure.high
    if measure.low == nil { row.why = noInterval(units: units) }
    return row
  }

  private func noInterval(units: Int) -> String {
    if view.settings.resampling.resamples < 1 { return "no interval: no resamples were asked for" }
    return units < 2
      ? "no interval: fewer than 2 units" : "no interval: no resample has anything to divide by"
  }
}
