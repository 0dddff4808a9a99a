import TokenizerMetrics

/// Tokenizers down, metrics across; each column one metric under one policy.
struct MetricTable: Sendable {
  let model: ReportModel
  let columns: [Column]
  let tokenizers: [TokenizerRecord]
  let caption: String
  /// Whether cells carry the anchors `v17` that sentences link to; only one table per row may.
  let anchors: Bool

  init(
    _ model: ReportModel, columns: [Column], tokenizers: [TokenizerRecord], caption: String,
    anchors: Bool
  ) {
    self.model = model
    self.columns = columns
    self.tokenizers = tokenizers.filter { tokenizer in
      columns.contains { $0.cell(tokenizer.name) != nil }
    }
    self.caption = caption
    self.anchors = anchors
  }

  func markup() -> Markup {
    let choices = tokenizers.filter { !$0.isControl }
    let controls = tokenizers.filter(\.isControl)
    let styles = columns.map { ColumnStyle($0, choices) }
    return .group([
      h("div", ["class": "scroll"]) {
        h("table", ["class": "data"]) {
          h("caption") { caption }
          h("thead") {
            h("tr") {
              h("th", ["scope": "col"]) { h("button", ["type": "button"]) { "Tokenizer" } }
              columns.map { head($0) }
            }
          }
          h("tbody") { choices.map { row($0, styles) } }
          if !controls.isEmpty {
            h("tbody", ["class": "controls"]) { controls.map { row($0, styles) } }
          }
        }
      },
      notes(),
    ])
  }

  private func head(_ column: Column) -> Markup {
    let metric = column.metric
    let first = columns[0].policy
    let difference = PolicyText.difference(column.policy, from: first)
    var small = [metric.meaning]
    // "tokens per word" already says tokens/word.
    let spelt = metric.unit.split(separator: "/").joined(separator: " per ")
    if !metric.unit.isEmpty, !metric.meaning.contains(spelt) { small.insert(metric.unit, at: 0) }
    switch metric.direction {
    case .lower: small.append("less is better")
    case .higher: small.append("more is better")
    case .one: small.append("1 is fair")
    case .none: break
    }
    if !difference.isEmpty { small.append(difference) }
    return h("th", ["scope": "col"]) {
      h("button", ["type": "button"]) { metric.name }
      h("small") { small.filter { !$0.isEmpty }.joined(separator: "; ") }
    }
  }

  private func row(_ tokenizer: TokenizerRecord, _ styles: [ColumnStyle]) -> Markup {
    h("tr") {
      h("th", ["scope": "row"]) {
        isolated(tokenizer.name)
        if tokenizer.isControl { h("span", ["class": "hidden"]) { " (control)" } }
      }
      zip(columns, styles).map { cell($0.0.cell(tokenizer.name), $0.1) }
    }
  }

  private func cell(_ cell: Cell?, _ style: ColumnStyle) -> Markup {
    guard let cell else {
      return h("td", ["data-v": ""]) { h("span", ["class": "hidden"]) { "not measured" } }
    }
    let id = anchors ? "v\(cell.index)" : nil
    guard let value = cell.value else {
      return h("td", ["id": id, "data-v": "", "title": cell.why]) { "–" }
    }
    let isBest = style.isBest(cell)
    return h(
      "td",
      ["id": id, "data-v": NumberText.exact(value), "class": isBest ? "best" : nil]
    ) {
      NumberText.fixed(value, decimals: style.decimals)
      if isBest { h("span", ["class": "hidden"]) { " (best)" } }
      if let (low, high) = cell.interval {
        h("small") { NumberText.interval(low, high, decimals: style.decimals) }
      }
    }
  }

  /// Why there are dashes, each reason once.
  private func notes() -> Markup {
    var reasons: [(why: String, places: [String])] = []
    for column in columns {
      let cells = column.cells.filter { cell in
        tokenizers.contains { $0.name == cell.row.tokenizer }
      }
      let isEmpty =
        cells.count > 1 && cells.allSatisfy { $0.value == nil && $0.why == cells[0].why }
      for cell in isEmpty ? Array(cells.prefix(1)) : cells where cell.value == nil {
        let owner = isEmpty ? "all" : plain(cell.row.tokenizer)
        let place = "\(column.metric.name) of \(owner)"
        if let index = reasons.firstIndex(where: { $0.why == cell.why }) {
          reasons[index].places.append(place)
        } else {
          reasons.append((cell.why, [place]))
        }
      }
    }
    return .group(
      reasons.map { reason in
        let more = reason.places.count > 3 ? " and \(reason.places.count - 3) more" : ""
        let places = reason.places.prefix(3).joined(separator: ", ") + more
        return h("p", ["class": "source"]) { "– \(places): \(reason.why)." }
      })
  }
}

/// How a column's numbers are written, and which of them are the best.
struct ColumnStyle: Sendable {
  let decimals: Int
  private let best: Set<String>

  /// - Parameter choices: who can be best; controls cannot.
  init(_ column: Column, _ choices: [TokenizerRecord]) {
    let decimals = NumberText.columnDecimals(
      column.cells.compactMap(\.value), significant: 4)
    self.decimals = decimals
    let values = choices.compactMap { tokenizer in
      column.cell(tokenizer.name)?.value.map { (tokenizer.name, $0) }
    }
    func cost(_ value: Double) -> Double {
      switch column.metric.direction {
      case .lower: value
      case .higher: -value
      // A half is as far from fair as a double.
      case .one: value > 0 ? max(value, 1 / value) : .infinity
      case .none: 0
      }
    }
    guard values.count > 1, column.metric.direction != .none,
      let least = values.min(by: { cost($0.1) < cost($1.1) })
    else {
      best = []
      return
    }
    // Ties are what looks alike in the table.
    let shown = NumberText.fixed(cost(least.1), decimals: decimals)
    let ties = values.filter { NumberText.fixed(cost($0.1), decimals: decimals) == shown }
    best = ties.count == values.count ? [] : Set(ties.map(\.0))
  }

  func isBest(_ cell: Cell) -> Bool { best.contains(cell.row.tokenizer) }
}
