import TokenizerMetrics

/// How cuts lie to morphemes, with controls and coverage beside them always.
enum MorphologySection {
  static func make(_ model: ReportModel) -> Section? {
    let ids = model.metricIDs(in: [.morphology])
    guard !ids.isEmpty else { return nil }
    var parts: [Markup] = []
    for (place, corpus) in ComparisonSection.ordered(model).enumerated() {
      for (number, language) in languages(model, corpus).enumerated() {
        let columns = ids.flatMap { model.columns($0, corpus: corpus, language: language) }
        guard let first = columns.first else { continue }
        let fertility = model.column("fertility", corpus: corpus, language: language)
        let shown = columns + [fertility].compactMap { $0 }
        parts.append(h("h3") { "\(model.languages[language]), \(corpus)" })
        let figure = PureFigure(
          model, corpus: corpus, language: language, place: "\(place)-\(number)")
        parts.append(figure?.markup() ?? .none)
        let perTable = ComparisonSection.columnsPerTable
        let tables = (shown.count + perTable - 1) / perTable
        for start in stride(from: 0, to: shown.count, by: perTable) {
          let end = min(start + perTable, shown.count)
          parts.append(
            MetricTable(
              model,
              id: "table-morphology-\(place)-\(number)-\(start / perTable)",
              columns: Array(shown[start..<end]),
              tokenizers: model.choices + model.controls,
              caption: Headings.table(
                "How cuts lie to morphemes", model.languages[language], corpus: corpus,
                part: start / perTable, of: tables) + (start == 0 ? "; controls last." : "."),
              anchors: language != model.result.focus
                || !shown[start..<end].contains { $0.metric.id == "fertility" }
            ).markup())
        }
        parts.append(
          h("p", ["class": "policy"]) { Headings.policyLabel(model, corpus: corpus, column: first) }
        )
      }
    }
    guard !parts.isEmpty else { return nil }
    return Section("morphology", "Morphology") {
      h("p") {
        "A good tokenizer keeps words whole, and few words are one morpheme: %pure falls as fertility "
          + "improves. It describes how words are cut; it is no score to maximize. Read it beside the "
          + "controls, which show what characters, whole words and the gold cuts would get."
      }
      parts
    }
  }

  private static func languages(_ model: ReportModel, _ corpus: String) -> [String] {
    var names = [model.result.focus]
    let ids = Set(model.metricIDs(in: [.morphology]))
    for row in model.result.rows where row.corpus == corpus && row.language != "*" {
      if ids.contains(row.metric), !names.contains(row.language) {
        names.append(row.language)
      }
    }
    return names
  }
}
