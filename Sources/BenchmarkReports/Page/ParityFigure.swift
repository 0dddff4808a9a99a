import TokenizerMetrics

/// Parity across languages: one panel of dots for each tokenizer, on one scale.
struct ParityFigure: Sendable {
  let model: ReportModel
  let corpus: String
  let table: ParityTable

  /// Panels that are drawn; the table has all tokenizers.
  static let panels = 6

  /// The charts with the tokenizer each is about, the baseline first.
  func charts() -> [(tokenizer: String, chart: DotChart)] {
    let choices = table.tokenizers.filter { !$0.isControl }
    let baseline = choices.filter { $0.name == model.result.baseline }
    let rest = choices.filter { $0.name != model.result.baseline }
    return (baseline + rest).prefix(Self.panels).map { ($0.name, chart($0.name)) }
  }

  private var reference: String {
    model.result.referenceLanguage.map { model.languages[$0] } ?? "the reference"
  }

  private var languages: [String] {
    table.languages.filter { $0 != model.result.referenceLanguage }
  }

  private var controlNote: String {
    let names = table.tokenizers.filter {
      $0.isControl && table.cell($0.name, model.result.focus) != nil
    }.map { plain($0.name) }
    return names.isEmpty
      ? "" : "; hollow: \(model.focusName) counted in \(names.joined(separator: ", "))"
  }

  /// The values of all panels: they share one scale.
  private var scale: [Double] {
    let choices = table.tokenizers.filter { !$0.isControl }
    let controls = table.tokenizers.filter(\.isControl)
    return choices.flatMap { tokenizer in
      languages.compactMap { table.cell(tokenizer.name, $0) }
    }.flatMap { [$0.value, $0.interval?.low, $0.interval?.high].compactMap { $0 } }
      + controls.compactMap { table.cell($0.name, model.result.focus)?.value }
  }

  private func chart(_ tokenizer: String) -> DotChart {
    var rows = languages.compactMap { language -> DotRow? in
      guard let cell = table.cell(tokenizer, language) else { return nil }
      return DotRow(
        label: model.languages[language], value: cell.value, interval: cell.interval,
        kind: language == model.result.focus ? .focus : .plain, why: cell.why)
    }
    for control in table.tokenizers where control.isControl {
      guard let cell = table.cell(control.name, model.result.focus) else { continue }
      rows.append(
        DotRow(
          label: control.name, value: cell.value, interval: cell.interval,
          kind: .control, why: cell.why))
    }
    return DotChart(
      title: finding(tokenizer),
      description: "A dot for each of \(NumberText.count(languages.count)) languages on a "
        + "logarithmic scale; hollow dots are controls for \(model.focusName). The numbers are in "
        + "the table that follows.",
      rows: rows, reference: .init(value: 1, label: "\(reference) = 1"), isLogarithmic: true,
      alsoCovering: scale, writesIntervals: false)
  }

  /// What the panel shows, in a sentence.
  func finding(_ tokenizer: String) -> String {
    let values = languages.compactMap { table.cell(tokenizer, $0)?.value }
    guard let least = values.min(), let most = values.max() else {
      return "\(plain(tokenizer)): no values"
    }
    if let own = table.cell(tokenizer, model.result.focus)?.value, values.count > 1 {
      let dearer = values.count { $0 > own }
      return "With \(plain(tokenizer)), \(model.focusName) costs \(NumberText.significant(own))"
        + "\(NumberText.thin)× \(reference); \(NumberText.count(dearer)) of "
        + "\(NumberText.count(values.count - 1)) other languages cost more"
    }
    return "With \(plain(tokenizer)), the same content costs \(NumberText.significant(least)) to "
      + "\(NumberText.significant(most))\(NumberText.thin)× \(reference)"
  }

  func markup(place: Int) -> Markup {
    let charts = charts()
    guard let first = charts.first, let policy = table.policy else { return .none }
    let notes = ([PolicyText.words(policy)] + PolicyText.departures(policy)).joined(
      separator: " · ")
    let caution = table.metric.caution
    return Figure(
      finding: first.chart.title,
      unit: "tokens for the same content, divided by \(reference)'s; "
        + "logarithmic, each grid line doubles the cost\(controlNote)",
      source: "\(corpus), aligned lines; \(notes)",
      limits: caution.isEmpty
        ? "which tokenizer is cheap. The ratio also falls when a tokenizer is bad at \(reference); the "
          + "controls show what the texts themselves differ by." : caution,
      table: HeatTable(
        model: model, table: table,
        caption: "Parity with \(reference), \(corpus): 1 is equal; shade by rank."
      ).markup(), showsTable: true
    ).markup(
      h("div", ["class": "panels"]) {
        charts.enumerated().map { index, item in
          h("div") {
            h("p") { isolated(item.tokenizer) }
            item.chart.drawn(.panel, id: "parity-\(place)-\(index)", class: "panel")
          }
        }
      })
  }
}
