import TokenizerMetrics

/// A table for a README or a paper: plain text, which each exporter escapes in its own way.
struct SummaryTable: Sendable {
  /// What the table is about.
  var title: String
  /// The heads; the first column names rows, the others hold numbers.
  var heads: [String]
  /// The rows, each with a cell for every head.
  var rows: [[String]]
  /// How many rows at the end are controls.
  var controls = 0
  /// The conditions of the numbers, as a sentence under the table.
  var policy: String

  /// The comparison for the focus language, then parity for each parallel corpus.
  static func all(_ model: ReportModel) -> [SummaryTable] {
    var tables: [SummaryTable] = []
    if let corpus = model.corpus, let table = comparison(model, corpus: corpus) {
      tables.append(table)
    }
    for corpus in model.result.corpora where corpus.isParallel {
      if let table = parity(model, corpus: corpus) { tables.append(table) }
    }
    return tables
  }

  private static func comparison(_ model: ReportModel, corpus: String) -> SummaryTable? {
    let focus = model.result.focus
    let columns = Headings.headlineMetrics.compactMap {
      model.column($0, corpus: corpus, language: focus)
    }
    guard let first = columns.first else { return nil }
    func hasCell(_ tokenizer: TokenizerRecord) -> Bool {
      columns.contains { $0.cell(tokenizer.name) != nil }
    }
    let choices = model.ranked(first, model.choices).filter(hasCell)
    let controls = model.controls.filter(hasCell)
    let compares = model.choices.count > 1
    var heads = ["Tokenizer"]
    for (place, column) in columns.enumerated() {
      heads.append(head(column, beside: first.policy))
      if place == 0, compares { heads.append("Relative to \(model.result.baseline)") }
    }
    let rows = (choices + controls).map { tokenizer in
      var cells = [tokenizer.name + (tokenizer.isControl ? " (control)" : "")]
      for (place, column) in columns.enumerated() {
        cells.append(value(column.cell(tokenizer.name), in: column))
        if place == 0, compares { cells.append(ratio(tokenizer, model, first, corpus)) }
      }
      return cells
    }
    return SummaryTable(
      title: "\(model.focusName), \(corpus)", heads: heads, rows: rows, controls: controls.count,
      policy: Headings.policyLabel(model, corpus: corpus, column: first))
  }

  private static func ratio(
    _ tokenizer: TokenizerRecord, _ model: ReportModel, _ column: Column, _ corpus: String
  ) -> String {
    if tokenizer.name == model.result.baseline { return "1" }
    if let row = model.comparison(
      tokenizer.name, metric: column.metric.id, corpus: corpus, language: model.result.focus)
    {
      let mark =
        switch Verdict(row) {
        case .equal: ", about equal"
        case .untested: ", not tested"
        case .fewer, .more: ""
        }
      let ratio = NumberText.fixed(row.ratio, decimals: 3)
      guard let low = row.low, let high = row.high else {
        return ratio + (mark.isEmpty ? "" : " (\(mark.dropFirst(2)))")
      }
      return ratio + " (\(NumberText.interval(low, high, decimals: 3))\(mark))"
    }
    guard !tokenizer.isControl, let value = column.cell(tokenizer.name)?.value,
      let base = column.cell(model.result.baseline)?.value, base != 0
    else { return "" }
    return NumberText.fixed(value / base, decimals: 3)
  }

  private static func parity(_ model: ReportModel, corpus: CorpusRecord) -> SummaryTable? {
    let table = ParityTable(model, corpus: corpus.name, metric: "premium")
    guard let policy = table.policy, !table.languages.isEmpty else { return nil }
    let reference = model.result.referenceLanguage.map { model.languages[$0] } ?? "the reference"
    let notes = [PolicyText.words(policy)] + PolicyText.departures(policy)
    return SummaryTable(
      title: "Parity with \(reference), \(corpus.name)",
      heads: ["Language"]
        + table.tokenizers.map { $0.name + ($0.isControl ? " (control)" : "") },
      rows: table.languages.map { language in
        [model.languages[language]]
          + table.tokenizers.map { tokenizer in
            table.cell(tokenizer.name, language)?.value.map {
              NumberText.significant($0, 4)
            } ?? "–"
          }
      },
      policy: "Tokens for the same content, divided by those for \(reference); 1 is parity. "
        + notes.joined(separator: " · ") + ".")
  }

  private static func head(_ column: Column, beside policy: Policy) -> String {
    var head = column.metric.name
    if !column.metric.unit.isEmpty { head += ", \(column.metric.unit)" }
    let difference = PolicyText.difference(column.policy, from: policy)
    return difference.isEmpty ? head : head + " (\(difference))"
  }

  private static func value(_ cell: Cell?, in column: Column) -> String {
    guard let cell else { return "" }
    guard let value = cell.value else { return "– (\(cell.why))" }
    let decimals = NumberText.columnDecimals(column.cells.compactMap(\.value), significant: 4)
    let text = NumberText.fixed(value, decimals: decimals)
    guard let (low, high) = cell.interval else { return text }
    return text + " (\(NumberText.interval(low, high, decimals: decimals)))"
  }
}
