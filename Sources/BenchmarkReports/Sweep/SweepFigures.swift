import TokenizerMetrics

/// The charts of a sweep, each with its table.
struct SweepFigures: Sendable {
  let result: SweepResult
  private var text: SweepText { SweepText(result: result) }

  private func series(
    _ column: SweepColumn, mark: (SweepResult.Kind) -> (size: Int, label: String)? = { _ in nil }
  ) -> [LineChart.Series] {
    result.kinds.enumerated().compactMap { index, kind in
      let points = result.points(of: kind.id).compactMap { point -> LineChart.Point? in
        guard let value = column.value(point) else { return nil }
        let interval = column.interval(point).map {
          (low: $0.low * column.scale, high: $0.high * column.scale)
        }
        return .init(size: point.size, value: value * column.scale, interval: interval)
      }
      return points.isEmpty
        ? nil : .init(name: kind.id, style: index, points: points, mark: mark(kind))
    }
  }

  private func column(_ id: String) -> SweepColumn? {
    result.metrics.first { $0.id == id }.map(SweepColumn.metric)
  }

  private func both(_ chart: LineChart, _ id: String) -> Markup {
    .group([
      chart.drawn(.wide, id: id, class: "wide"),
      chart.drawn(.narrow, id: "\(id)-narrow", class: "narrow"),
    ])
  }

  /// Tokens per word by size.
  func fertility() -> Markup {
    guard let fertility = column("fertility"), let tokens = column("tokens") else { return .none }
    let chart = LineChart(
      title: finding,
      description:
        "A line for each kind, vocabulary sizes on a logarithmic scale. The numbers are in the "
        + "table that follows.",
      series: series(fertility) { kind in
        result.knee(of: kind.id).map { ($0, "knee \(NumberText.count($0))") }
      }, writesValues: true)
    return Figure(
      id: "figure-fertility", finding: finding,
      unit: "fertility, tokens per word; lower is cheaper; sizes on a logarithmic scale",
      source: "\(text.heldOutNames); \(PolicyText.words(Policy()))",
      limits:
        "how well a model learns from such tokens, and what larger vocabularies cost it. The knee is "
        + "where a doubling stops saving \(text.least) of the tokens: a convention, not a law.",
      table: SweepTable(
        result: result, columns: [tokens, fertility, .saving(result)],
        caption: "Tokens of the held-out text by size of the vocabulary.", id: "table-fertility"
      ).markup(), showsTable: true
    ).markup(both(chart, "fertility"))
  }

  private var finding: String {
    let knees = result.kinds.compactMap { kind in
      result.knee(of: kind.id).map { "\(NumberText.count($0)) (\(kind.id))" }
    }
    if knees.isEmpty {
      return Set(result.points.map(\.size)).count > 1
        ? "No knee: at the end of this grid a doubling still saves \(text.least) of the tokens and more"
        : "One size"
    }
    return "A doubling saves less than \(text.least) beyond \(knees.joined(separator: ", "))"
  }

  /// What each doubling saves.
  func savings() -> Markup {
    let saving = SweepColumn.saving(result)
    let lines = series(saving)
    if lines.isEmpty { return .none }
    let title = "What a doubling of the vocabulary saves"
    let chart = LineChart(
      title: title,
      description:
        "For each size, what a doubling saves on the way to it from the size before. The numbers "
        + "are in the table above.",
      series: lines, threshold: (result.leastSaving * 100, "\(text.least): the knee's threshold"),
      startsAtZero: true, writesValues: true, format: Self.percent)
    return Figure(
      id: "figure-savings", finding: title,
      unit: "share of the tokens, at the larger size of each step; steps that are no doublings are "
        + "brought to one",
      source: "\(text.heldOutNames), tokens", limits: "what the doubling costs a model.",
      table: SweepTable(
        result: result, columns: [saving], caption: title + ".", id: "table-savings"
      ).markup()
    ).markup(both(chart, "savings"))
  }

  @Sendable private static func percent(_ value: Double) -> String {
    NumberText.significant(value, 2) + NumberText.thin + "%"
  }

  /// What sizes cost a model, or make of text.
  func costs() -> Markup {
    let columns =
      (result.cost.map(SweepColumn.costs) ?? []) + SweepColumn.text(window: result.window)
    if result.cost == nil, result.window == nil { return .none }
    let finding = text.cheapest ?? "What a window holds"
    return Figure(
      id: "figure-cost", finding: finding.hasSuffix(".") ? String(finding.dropLast()) : finding,
      unit: result.cost == nil ? "from the measured tokens" : "ringed: the least",
      source: "\(text.heldOutNames), and the formulas under “How this was measured”",
      limits: result.cost == nil
        ? "what the text costs a model: no --hidden was given."
        : "measured time: operations are counted by formula, and hardware does not run all alike. Training "
          + "takes about three times a forward pass, which moves no minimum.",
      table: SweepTable(
        result: result, columns: columns, caption: "What a size costs, by formula.",
        id: "table-cost"
      ).markup(), showsTable: true
    ).markup(
      panels(columns, "cost") { column, kind in
        guard column.key == "operations_per_mb", let cost = result.cost else { return nil }
        return text.cheapest(of: kind.id, cost).map { ($0.size, "") }
      })
  }

  /// The other measures.
  func measures() -> Markup {
    let ids = [
      "bytes_per_token", "chars_per_token", "pcw", "strr", "vocabulary_use", "renyi_efficiency",
      "fragments", "unk",
    ]
    let columns = ids.compactMap(column).filter { column in
      // A measure that is zero throughout says so in the table.
      result.points.contains { (column.value($0) ?? 0) != 0 }
    }
    return panels(columns, "measure")
  }

  /// One line where all kinds have the same values, as with what follows from the size alone.
  private func merged(_ lines: [LineChart.Series]) -> [LineChart.Series] {
    guard let first = lines.first, lines.count > 1 else { return lines }
    let longest = lines.max { $0.points.count < $1.points.count } ?? first
    let isOne = lines.allSatisfy { line in
      line.mark == nil
        && line.points.allSatisfy { point in
          longest.points.contains { $0.size == point.size && $0.value == point.value }
        }
    }
    return isOne ? [longest] : lines
  }

  private func panels(
    _ columns: [SweepColumn], _ id: String,
    mark: (SweepColumn, SweepResult.Kind) -> (size: Int, label: String)? = { _, _ in nil }
  ) -> Markup {
    h("div", ["class": "panels"]) {
      columns.enumerated().map { index, column in
        let chart = LineChart(
          title: "\(column.name): \(column.meaning)",
          description: "A line for each kind, vocabulary sizes on a logarithmic scale.",
          series: merged(series(column) { mark(column, $0) }))
        return h("div") {
          h("p") {
            column.name
            h("span", ["class": "quiet unit"]) { " · \(column.meaning)" }
          }
          chart.drawn(.panel, id: "\(id)-\(index)", class: "panel")
        }
      }
    }
  }
}
