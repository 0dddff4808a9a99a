import TokenizerMetrics

/// Parity across languages: one panel of dots for each tokenizer, on one scale.
struct ParityFigure: Sendable {
  let model: ReportModel
  let corpus: String
  let table: ParityTable

  /// Panels that are drawn; the table has all tokenizers.
  static let panels = 6

  /// More languages than this are folded away.
  static let languagesAtOnce = 60
  /// Fewer languages than this need no overview.
  static let leastLanguages = 4

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
      id: "figure-parity-\(place)", finding: first.chart.title,
      unit: "tokens for the same content, divided by \(reference)'s; "
        + "logarithmic, each grid line doubles the cost\(controlNote)",
      source: "\(corpus), aligned lines; \(notes)",
      limits: caution.isEmpty
        ? "which tokenizer is cheap. The ratio also falls when a tokenizer is bad at \(reference); the "
          + "controls show what the texts themselves differ by." : caution,
      table: HeatTable(
        model: model, id: "table-parity-\(place)", table: table,
        caption: "Parity with \(reference), \(corpus): 1 is equal; shade by rank."
      ).markup(), showsTable: true
    ).markup(.group([strips(place), panels(charts, place)]))
  }

  /// A chart for each tokenizer; of very many languages folded away, since the strips say the same.
  private func panels(_ charts: [(tokenizer: String, chart: DotChart)], _ place: Int) -> Markup {
    let panels = h("div", ["class": "panels"]) {
      charts.enumerated().map { index, item in
        h("div") {
          h("p") { isolated(item.tokenizer) }
          item.chart.drawn(.panel, id: "parity-\(place)-\(index)", class: "panel")
        }
      }
    }
    if languages.count <= Self.languagesAtOnce { return panels }
    return h("details", ["class": "data"]) {
      h("summary") {
        "Language by language, for \(NumberText.count(charts.count)) \(charts.count == 1 ? "tokenizer" : "tokenizers")"
      }
      panels
    }
  }

  /// All tokenizers with all languages as dots, where there are enough of both.
  func strips() -> StripChart? {
    let rows = table.tokenizers.filter { !$0.isControl }.compactMap {
      tokenizer -> StripChart.Row? in
      let cells = languages.compactMap { table.cell(tokenizer.name, $0) }.filter { $0.value != nil }
      guard let last = cells.max(by: { ($0.value ?? 0) < ($1.value ?? 0) }), let most = last.value
      else { return nil }
      return StripChart.Row(
        label: tokenizer.name,
        values: cells.filter { $0.row.language != model.result.focus }.compactMap(\.value),
        focus: table.cell(tokenizer.name, model.result.focus)?.value,
        dearest: (model.languages[last.row.language], most))
    }.sorted { ($0.dearest.value, $0.label) < ($1.dearest.value, $1.label) }
    guard rows.count > 1, languages.count >= Self.leastLanguages else { return nil }
    func claim(_ row: StripChart.Row) -> String {
      "\(NumberText.significant(row.dearest.value))\(NumberText.thin)× \(reference) with \(plain(row.label))"
    }
    let (first, last) = (rows[0], rows[rows.count - 1])
    let other = first.dearest.name == last.dearest.name ? "" : plain(last.dearest.name) + " "
    return StripChart(
      title:
        "The dearest language, \(plain(first.dearest.name)), costs \(claim(first)); \(other)\(claim(last))",
      description:
        "A row for each of \(NumberText.count(rows.count)) tokenizers and in it a dot for each of "
        + "\(NumberText.count(languages.count)) languages, on a logarithmic scale; \(model.focusName) is the "
        + "larger dot, the dearest language is named. The numbers are in the table that follows.",
      rows: rows, reference: "\(reference) = 1")
  }

  private func strips(_ place: Int) -> Markup {
    guard let chart = strips() else { return .none }
    return h("div", ["class": "overview"]) {
      chart.drawn(.wide, id: "strips-\(place)", class: "wide")
      chart.drawn(.narrow, id: "strips-\(place)-narrow", class: "narrow")
    }
  }
}
