/// Languages down, tokenizers across, lightness by value; the number stands in every cell.
struct HeatTable: Sendable {
  let model: ReportModel
  /// The table's id, unique on the page.
  let id: String
  let table: ParityTable
  let caption: String

  /// Steps of lightness, from none to `h6`.
  static let steps = 6
  /// More rows than this scroll in a box of their own.
  static let rowsAtOnce = 40

  func markup() -> Markup {
    let values = table.languages.flatMap { language in
      table.tokenizers.compactMap { table.cell($0.name, language)?.value }
    }
    // A few very dear languages must not take the digits from the rest.
    let middle = values.sorted().dropFirst(values.count / 2).first ?? 1
    let decimals = NumberText.columnDecimals([middle], significant: 4)
    let heat = Heat(values)
    return TableFrame(
      id: id, caption: caption, classes: "heat", policy: table.policy,
      filters: LanguageFilters(languages: table.languages, table: id).markup(),
      isTall: table.languages.count > Self.rowsAtOnce
    ).markup {
      h("thead") {
        h("tr") {
          head("Language")
          table.tokenizers.map { tokenizer in
            head(isolated(tokenizer.name), small: tokenizer.isControl ? "control" : "")
          }
        }
      }
      h("tbody") { table.languages.map { row($0, heat, decimals) } }
    }
  }

  private func row(_ language: String, _ heat: Heat, _ decimals: Int) -> Markup {
    let isFocus = language == model.result.focus
    let choices = table.tokenizers.filter { !$0.isControl }
    let best = BestValues(
      choices.compactMap { tokenizer in
        table.cell(tokenizer.name, language)?.value.map { (name: tokenizer.name, value: $0) }
      }, table.metric.direction, decimals: decimals)
    return h("tr", ["class": isFocus ? "focus" : nil, "data-t": language]) {
      h("th", ["scope": "row"]) {
        if isFocus {
          h("b") { model.languages[language] }
        } else {
          model.languages[language]
        }
      }
      table.tokenizers.map { tokenizer in
        guard let cell = table.cell(tokenizer.name, language) else { return emptyCell() }
        guard let value = cell.value else {
          return h("td", ["data-v": "", "data-label": tokenizer.name, "title": cell.why]) { "–" }
        }
        let step = heat.step(value)
        let isBest = best.contains(tokenizer.name)
        let classes = (step == 0 ? [] : ["h\(step)"]) + (isBest ? ["best"] : [])
        return numberCell(
          value, NumberText.fixed(value, decimals: decimals), interval: cell.interval,
          label: tokenizer.name, class: classes.isEmpty ? nil : classes.joined(separator: " "),
          said: isBest ? "best" : "")
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
