/// Languages down, tokenizers across, lightness by value; the number stands in every cell.
struct HeatTable: Sendable {
  let model: ReportModel
  let table: ParityTable
  let caption: String

  /// Steps of lightness, from none to `h6`.
  static let steps = 6

  func markup() -> Markup {
    let values = table.languages.flatMap { language in
      table.tokenizers.compactMap { table.cell($0.name, language)?.value }
    }
    // A few very dear languages must not take the digits from the rest.
    let middle = values.sorted().dropFirst(values.count / 2).first ?? 1
    let decimals = NumberText.columnDecimals([middle], significant: 4)
    let heat = Heat(values)
    return h("div", ["class": "scroll"]) {
      h("table", ["class": "data heat"]) {
        h("caption") { caption }
        h("thead") {
          h("tr") {
            h("th", ["scope": "col"]) { h("button", ["type": "button"]) { "Language" } }
            table.tokenizers.map { tokenizer in
              h("th", ["scope": "col"]) {
                h("button", ["type": "button"]) { isolated(tokenizer.name) }
                if tokenizer.isControl { h("small") { "control" } }
              }
            }
          }
        }
        h("tbody") { table.languages.map { row($0, heat, decimals) } }
      }
    }
  }

  private func row(_ language: String, _ heat: Heat, _ decimals: Int) -> Markup {
    h("tr") {
      h("th", ["scope": "row"]) {
        if language == model.result.focus {
          h("b") { model.languages[language] }
        } else {
          model.languages[language]
        }
      }
      table.tokenizers.map { tokenizer in
        guard let cell = table.cell(tokenizer.name, language) else {
          return h("td", ["data-v": ""]) { h("span", ["class": "hidden"]) { "not measured" } }
        }
        guard let value = cell.value else {
          return h("td", ["data-v": "", "data-label": tokenizer.name, "title": cell.why]) { "–" }
        }
        let step = heat.step(value)
        return h(
          "td",
          [
            "data-v": NumberText.exact(value), "data-label": tokenizer.name,
            "class": step == 0 ? nil : "h\(step)",
          ]
        ) { NumberText.fixed(value, decimals: decimals) }
      }
    }
  }
}

/// Lightness by rank of value: equal shares of all cells get equal steps, so that one very dear
/// language does not bleach the rest.
struct Heat: Sendable {
  private let limits: [Double]

  init(_ values: [Double]) {
    let sorted = values.sorted()
    // The smallest value stays on plain paper, however many share it.
    limits = (1...HeatTable.steps).compactMap { step in
      guard let least = sorted.first else { return nil }
      let limit = sorted[sorted.count * step / (HeatTable.steps + 1)]
      return limit > least ? limit : nil
    }
  }

  /// 0 (lightest) to 6.
  func step(_ value: Double) -> Int { limits.count { value >= $0 } }
}
