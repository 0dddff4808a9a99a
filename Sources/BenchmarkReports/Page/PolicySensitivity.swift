import TokenizerMetrics

/// The headline metrics under every policy: whether the order of the tokenizers holds.
enum PolicySensitivity {
  static func make(_ model: ReportModel) -> Section? {
    var parts: [Markup] = []
    let corpora = ComparisonSection.ordered(model)
    let studied = corpora.filter { corpus in
      model.result.sensitivity.contains { $0.corpus == corpus }
    }
    for (place, corpus) in studied.enumerated() {
      if studied.count > 1 { parts.append(h("h3") { corpus }) }
      for text in SensitivityText.all(model, corpus: corpus) {
        parts.append(table(model, text, id: "table-sensitivity-\(text.metric)-\(place)"))
      }
      if let scope = SensitivityText.scope(model, corpus: corpus) {
        parts.append(h("p", ["class": "source"]) { scope })
      }
    }
    guard !parts.isEmpty else { return nil }
    return Section("sensitivity", "Sensitivity to policy") {
      h("p") {
        "Numbers under different policies are different measures. The tables show the default, each departure "
          + "from it on one axis, and the policy whose order is least like the default's; result.json has all. "
          + "τ is Kendall's rank correlation with the default's order: 1 is the same order, −1 the reverse. "
          + "Text that a tokenizer does not know costs it little: read its share of unknown tokens, too."
      }
      parts
    }
  }

  private static func table(_ model: ReportModel, _ text: SensitivityText, id: String) -> Markup {
    let metric = model.record(text.metric)
    let shown = text.shown
    let decimals = NumberText.columnDecimals(
      shown.compactMap { text.bestValue($0) }, significant: 4)
    return .group([
      h("p") { "\(metric.name): \(text.sentences().joined(separator: " "))" },
      TableFrame(
        id: id,
        caption: "\(metric.name) under \(NumberText.count(shown.count)) of "
          + "\(NumberText.count(text.records.count)) policies."
      ).markup {
        h("thead") {
          h("tr") {
            head("Policy")
            head("Best", class: "text")
            head("Its value")
            head("τ")
          }
        }
        h("tbody") { shown.map { row($0, text, decimals) } }
      },
    ])
  }

  private static func row(
    _ record: SensitivityRecord, _ text: SensitivityText, _ decimals: Int
  ) -> Markup {
    let value = text.bestValue(record)
    let isOther = text.hasOtherWinner(record)
    return h("tr") {
      h("th", ["scope": "row"]) { text.policy(record) }
      h("td", ["class": isOther ? "text best" : "text"]) { text.best(record) }
      h("td", ["data-v": value.map(NumberText.exact) ?? ""]) {
        value.map { NumberText.fixed($0, decimals: decimals) } ?? "–"
      }
      h("td", ["data-v": record.tau.map(NumberText.exact) ?? "", "title": record.why]) {
        record.tau.map { NumberText.fixed($0, decimals: 2) } ?? "–"
      }
    }
  }
}
