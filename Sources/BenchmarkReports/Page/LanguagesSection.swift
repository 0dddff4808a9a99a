import TokenizerMetrics

/// All languages of a parallel corpus: parity as a chart, then the matrices.
enum LanguagesSection {
  static func make(_ model: ReportModel) -> Section? {
    var parts: [Markup] = []
    for (place, corpus) in model.result.corpora.enumerated() {
      let premium = ParityTable(model, corpus: corpus.name, metric: "premium")
      let hasParity = premium.languages.contains { $0 != model.result.referenceLanguage }
      let fertility = ParityTable(model, corpus: corpus.name, metric: "fertility")
      guard hasParity || fertility.languages.count > 1 else { continue }
      parts.append(h("h3") { corpus.name })
      if hasParity {
        parts.append(
          ParityFigure(model: model, corpus: corpus.name, table: premium).markup(place: place))
      }
      parts.append(fairness(model, corpus.name, place))
      if fertility.languages.count > 1 {
        parts.append(matrix(model, place, fertility))
      }
    }
    guard !parts.isEmpty else { return nil }
    return Section("languages", "Languages") { parts }
  }

  /// Metrics over all languages, such as Gini.
  private static func fairness(_ model: ReportModel, _ corpus: String, _ place: Int) -> Markup {
    let columns = model.metricIDs.compactMap { model.column($0, corpus: corpus, language: "*") }
    guard !columns.isEmpty else { return .none }
    let notes = columns.flatMap(\.cells).compactMap { cell in
      cell.row.note.map { (cell.row.tokenizer, $0) }
    }
    return .group([
      MetricTable(
        model, id: "table-fairness-\(place)", columns: columns,
        tokenizers: model.choices + model.controls,
        caption: "Over all languages of \(corpus).", anchors: true
      ).markup(),
      .group(
        notes.map { tokenizer, note in
          h("p", ["class": "source"]) {
            isolated(tokenizer)
            ": \(note)"
          }
        }),
    ])
  }

  private static func matrix(_ model: ReportModel, _ place: Int, _ table: ParityTable) -> Markup {
    let words = table.policy.map { PolicyText.words($0) } ?? ""
    let others =
      table.otherPolicies == 0
      ? "" : " \(table.otherPolicies) languages measured under another policy are left out."
    return .group([
      h("details", ["class": "data", "open": "open"]) {
        h("summary") { "Tokens per word, language by language" }
        HeatTable(
          model: model, id: "table-languages-\(place)", table: table,
          caption: "Fertility, tokens per word (\(words)); shade by rank."
        ).markup()
        h("p", ["class": "source"]) {
          "A word is not the same thing in two languages; where words are not divided by spaces "
            + "(Chinese, Japanese, Thai, Khmer, Burmese) white-space words are whole phrases. "
            + "Compare down a column only with care; compare across a row freely.\(others)"
        }
      }
    ])
  }
}
