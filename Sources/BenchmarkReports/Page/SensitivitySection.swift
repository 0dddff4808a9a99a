import TokenizerMetrics

/// The same metric under other policies, to see whether the order of the tokenizers holds.
enum SensitivitySection {
  static func make(_ model: ReportModel) -> Section? {
    if let section = PolicySensitivity.make(model) { return section }
    guard let corpus = model.corpus else { return nil }
    var parts: [Markup] = []
    for id in model.metricIDs where model.record(id).group == .cost {
      let columns = model.columns(id, corpus: corpus, language: model.result.focus)
      guard columns.count > 1 else { continue }
      parts.append(table(model, columns))
    }
    guard !parts.isEmpty else { return nil }
    return Section("sensitivity", "Sensitivity to policy") {
      h("p") {
        "Numbers under different policies are different measures. Where the rank in brackets changes, "
          + "the order depends on the policy and not on the tokenizers alone."
      }
      parts
    }
  }

  private static func table(_ model: ReportModel, _ columns: [Column]) -> Markup {
    let first = columns[0]
    let tokenizers = model.ranked(first, model.choices).filter { tokenizer in
      columns.contains { $0.cell(tokenizer.name) != nil }
    }
    let ranks = columns.map { column in
      model.ranked(column, tokenizers).map(\.name)
    }
    return TableFrame(
      id: "table-sensitivity-\(first.metric.id)",
      caption: "\(first.metric.name): \(first.metric.meaning)"
    ).markup {
      h("thead") {
        h("tr") {
          head("Tokenizer")
          columns.enumerated().map { place, column in
            head(
              .text(
                place == 0
                  ? PolicyText.words(column.policy)
                  : PolicyText.difference(column.policy, from: first.policy)))
          }
        }
      }
      h("tbody") {
        tokenizers.map { tokenizer in
          h("tr") {
            h("th", ["scope": "row"]) { isolated(tokenizer.name) }
            zip(columns, ranks).map { column, ranks in
              guard let value = column.cell(tokenizer.name)?.value else {
                return h("td", ["data-v": ""]) { "–" }
              }
              let rank = (ranks.firstIndex(of: tokenizer.name) ?? 0) + 1
              return h("td", ["data-v": NumberText.exact(value)]) {
                NumberText.significant(value, 4)
                h("span", ["class": "quiet"]) { " (\(rank))" }
              }
            }
          }
        }
      }
    }
  }
}
