import TokenizerMetrics

/// The focus language: all tokenizers by all metrics, corpus by corpus.
enum ComparisonSection {
  /// Columns of one table; wider ones do not fit a page.
  static let columnsPerTable = 7

  static func make(_ model: ReportModel) -> Section? {
    let focus = model.result.focus
    let headline = Headings.headlineMetrics
    let others = model.metricIDs(in: [.cost, .parity]).filter { !headline.contains($0) }
    var parts: [Markup] = []
    for (place, corpus) in ordered(model).enumerated() {
      let columns = (headline + others).compactMap {
        model.column($0, corpus: corpus, language: focus)
      }
      guard let first = columns.first else { continue }
      let tokenizers = model.ranked(first, model.choices) + model.controls
      parts.append(h("h3") { "\(model.focusName), \(corpus)" })
      // Tables of about the same width, none wider than fits.
      let tables = (columns.count + columnsPerTable - 1) / columnsPerTable
      let width = (columns.count + tables - 1) / tables
      for start in stride(from: 0, to: columns.count, by: width) {
        let part = Array(columns[start..<min(start + width, columns.count)])
        parts.append(
          MetricTable(
            model, id: "table-comparison-\(place)-\(start / width)", columns: part,
            tokenizers: tokenizers,
            caption: caption(model, columns, corpus: corpus, part: start / width, of: tables),
            anchors: true, showsRatios: true
          ).markup())
      }
      parts.append(
        h("p", ["class": "policy"]) { Headings.policyLabel(model, corpus: corpus, column: first) })
      if let fertility = columns.first(where: { $0.metric.id == "fertility" }) {
        parts.append(
          SizeFigure(model: model, corpus: corpus, column: fertility, place: place).markup())
      }
      parts.append(WordLengthFigure(model: model, corpus: corpus, place: place).markup())
    }
    guard !parts.isEmpty else { return nil }
    return Section("table", "Comparison") { parts }
  }

  /// The corpus of the answer first.
  static func ordered(_ model: ReportModel) -> [String] {
    var names: [String] = []
    for name in [model.corpus].compactMap({ $0 }) + model.result.corpora.map(\.name)
      + model.result.rows.map(\.corpus) where !names.contains(name)
    {
      names.append(name)
    }
    return names
  }

  /// The first table says what all have in common.
  private static func caption(
    _ model: ReportModel, _ columns: [Column], corpus: String, part: Int, of count: Int
  ) -> String {
    let what = columns.contains { $0.metric.group == .parity } ? "Cost and parity" : "Cost"
    let title = Headings.table(what, model.focusName, corpus: corpus, part: part, of: count)
    if part > 0 { return "\(title)." }
    let level = NumberText.percent(model.result.resampling.confidence)
    return "\(title). Small figures: \(level) intervals; best value in bold."
  }
}
