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
    return .group([
      MetricTable(
        model, id: "table-fairness-\(place)", columns: columns,
        tokenizers: model.choices + model.controls,
        caption: "Over all languages of \(corpus).", anchors: true
      ).markup(),
      .group(columns.map { notes(model, $0) }),
    ])
  }

  /// What a metric says beside its value, a line for each tokenizer.
  private static func notes(_ model: ReportModel, _ column: Column) -> Markup {
    let notes = column.cells.compactMap { cell in
      cell.row.note.map { (tokenizer: cell.row.tokenizer, text: named($0, model)) }
    }
    if notes.isEmpty { return .none }
    return .group([
      h("p", ["class": "source"]) { "\(column.metric.name), language by language" },
      h("ul", ["class": "quiet"]) {
        notes.map { note in
          h("li", ["class": "small"]) {
            isolated(note.tokenizer)
            ": \(note.text)"
          }
        }
      },
    ])
  }

  /// A note with languages by name in place of tag.
  private static func named(_ note: String, _ model: ReportModel) -> String {
    let tags = Set(model.result.rows.map(\.language)).subtracting(["*"])
    return note.split(separator: " ", omittingEmptySubsequences: false).map { word in
      let tag = word.hasSuffix(",") ? String(word.dropLast()) : String(word)
      return tags.contains(tag) ? model.languages[tag] + word.dropFirst(tag.count) : String(word)
    }.joined(separator: " ")
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
