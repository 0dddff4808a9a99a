import TokenizerMetrics

/// Tokens per word of the focus language, a dot and an interval for each tokenizer.
struct FertilityFigure: Sendable {
  let answer: Answer
  private var model: ReportModel { answer.model }

  /// The chart alone.
  func chart() -> DotChart {
    let column = answer.column
    let ordered = model.ranked(column, model.choices).filter { column.cell($0.name) != nil }
    var reference: DotChart.Reference?
    if let cell = answer.reference, let value = cell.value {
      let name = model.languages[cell.row.language]
      reference = .init(
        value: value,
        label: "\(name) with \(plain(model.result.baseline)) \(NumberText.significant(value))")
    }
    return DotChart(
      title: finding(ordered), description: description(ordered, hasReference: reference != nil),
      rows: ordered.map { tokenizer in
        let cell = column.cell(tokenizer.name)
        return DotRow(
          label: tokenizer.name, value: cell?.value, interval: cell?.interval,
          kind: tokenizer.name == answer.leader?.name ? .focus : .plain, why: cell?.why)
      }, reference: reference)
  }

  func markup() -> Markup {
    let chart = chart()
    let label = PolicyText.words(answer.column.policy)
    let record = model.language(model.result.focus, of: answer.corpus)
    let count = record.map { ", \(NumberText.count($0.documents)) lines" } ?? ""
    let caution = answer.column.metric.caution
    return Figure(
      id: "figure-fertility", finding: chart.title,
      unit: "fertility, tokens per word; lower is cheaper",
      source:
        "\(answer.corpus)\(count); \(label); intervals by bootstrap over "
        + "\(PolicyText.units(record?.units ?? 0, of: answer.column.policy.unit))",
      limits: caution.isEmpty
        ? "how well a model learns from such tokens. Words differ between languages, so the line for "
          + "another language is a landmark, not a goal." : caution,
      table: MetricTable(
        model, id: "table-fertility", columns: [answer.column],
        tokenizers: model.ranked(answer.column, model.choices),
        caption: chart.title, anchors: false, showsRatios: true
      ).markup()
    ).markup(
      .group([
        chart.drawn(.wide(rows: chart.rows.count), id: "fertility", class: "wide"),
        chart.drawn(.narrow, id: "fertility-narrow", class: "narrow"),
      ]))
  }

  private func finding(_ ordered: [TokenizerRecord]) -> String {
    let cells = ordered.compactMap { answer.column.cell($0.name) }.filter { $0.value != nil }
    guard let first = cells.first, let last = cells.last, let low = first.value,
      let high = last.value
    else { return "Tokens per \(model.focusName) word: no value" }
    if cells.count == 1 {
      return "\(NumberText.significant(low)) tokens per \(model.focusName) word with "
        + plain(first.row.tokenizer)
    }
    return "From \(NumberText.significant(low)) (\(plain(first.row.tokenizer))) to "
      + "\(NumberText.significant(high)) (\(plain(last.row.tokenizer))) tokens per \(model.focusName) word"
  }

  private func description(_ ordered: [TokenizerRecord], hasReference: Bool) -> String {
    let level = NumberText.percent(model.result.resampling.confidence)
    let name = model.result.referenceLanguage.map { model.languages[$0] } ?? ""
    let line =
      hasReference ? " The dashed line is \(name) with \(plain(model.result.baseline))." : ""
    return "A dot for each of \(NumberText.count(ordered.count)) tokenizers, the fewest tokens per "
      + "word on top, with \(level) intervals.\(line) The numbers are in the table that follows."
  }
}
