import Groundwork

/// Turns plans into rows: values from exact sums, intervals from resamples.
struct RowValues: Sendable {
  /// Why a row has no value.
  static let nothingCounted = "nothing was counted to divide by"
  /// Groups of plans are resampled together until they read this many columns.
  private static let columnsPerGroup = 192

  let view: CorpusView
  let pool: WorkerPool

  /// The rows of plans that stand by language, in their order; metrics over all languages last.
  ///
  /// Plans of one language share its columns, so they are resampled together; languages of parallel
  /// text share units and may be joined. What a group holds at once is one value per plan and
  /// resample.
  func rows(_ plansByLanguage: [[RowPlan]], _ overall: [RowPlan]) throws(Failure) -> [ResultRow] {
    var rows: [ResultRow] = []
    var group: [RowPlan] = []
    var keys: Set<ColumnKey> = []
    for (language, plans) in plansByLanguage.enumerated() {
      group += plans
      for plan in plans { keys.formUnion(plan.formula?.columns ?? []) }
      if !view.isParallel || keys.count >= Self.columnsPerGroup {
        rows += try finish(group, units: view.languages[language].units)
        group = []
        keys = []
      }
    }
    let units = view.languages.map(\.units).max() ?? 0
    rows += try finish(group, units: units)
    return rows + (try finish(overall, units: units))
  }

  /// The values of formulas over one matrix: the whole's, and each resample's; nil for the latter
  /// where there is nothing to draw.
  func resample(
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

  private func finish(_ plans: [RowPlan], units: Int) throws(Failure) -> [ResultRow] {
    let formulas = plans.compactMap(\.formula)
    let (values, resampled) = try resample(formulas, units: units)
    let intervals = try intervals(resampled, formulas.count)
    var next = 0
    return plans.map { plan in
      var row = plan.row
      if plan.formula == nil { return row }
      defer { next += 1 }
      guard values[next].isFinite else {
        row.why = Self.nothingCounted
        return row
      }
      row.value = values[next]
      if let interval = intervals.isEmpty ? nil : intervals[next] {
        row.low = interval.low
        row.high = interval.high
      } else {
        row.why = noInterval(units: units)
      }
      return row
    }
  }

  /// The interval of each formula; nil where no resample gives it a value.
  func intervals(
    _ resampled: ResampledValues?, _ formulas: Int
  ) throws(Failure) -> [(low: Double, high: Double)?] {
    guard let resampled else { return [] }
    let confidence = view.settings.resampling.confidence
    return try pool.map(formulas) { index throws(Failure) in
      resampled.interval(index, confidence: confidence)
    }
  }

  private func noInterval(units: Int) -> String {
    if view.settings.resampling.resamples < 1 { return "no interval: no resamples were asked for" }
    return units < 2
      ? "no interval: fewer than 2 units" : "no interval: no resample has anything to divide by"
  }
}
