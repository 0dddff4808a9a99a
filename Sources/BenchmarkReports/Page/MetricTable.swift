import TokenizerMetrics

/// Tokenizers down, metrics across; each column one metric under one policy.
struct MetricTable: Sendable {
  /// A column's kind.
  private enum Kind {
    case metric(Column, ColumnStyle)
    case relative(RelativeColumn)
  }

  let model: ReportModel
  /// The table's id, unique on the page.
  let id: String
  let columns: [Column]
  let tokenizers: [TokenizerRecord]
  let caption: String
  /// Whether cells carry the anchors `v17` that sentences link to; only one table per row may.
  let anchors: Bool
  /// Whether values are also shown divided by the baseline's.
  let showsRatios: Bool

  /// Rows up to which a narrow screen shows column under column, all names beside their numbers; more rows scroll.
  static let stackedRows = 12
  private var isStacked: Bool { tokenizers.count <= Self.stackedRows }

  init(
    _ model: ReportModel, id: String, columns: [Column], tokenizers: [TokenizerRecord],
    caption: String, anchors: Bool, showsRatios: Bool = false
  ) {
    self.model = model
    self.id = id
    self.columns = columns
    self.tokenizers = tokenizers.filter { tokenizer in
      columns.contains { $0.cell(tokenizer.name) != nil }
    }
    self.caption = caption
    self.anchors = anchors
    self.showsRatios = showsRatios
  }

  func markup() -> Markup {
    let choices = tokenizers.filter { !$0.isControl }
    let controls = tokenizers.filter(\.isControl)
    let kinds = columns.flatMap { column -> [Kind] in
      let metric = Kind.metric(column, ColumnStyle(column, choices))
      guard showsRatios, let ratio = RelativeColumn(model, column) else { return [metric] }
      return [metric, .relative(ratio)]
    }
    return .group([
      TableFrame(
        id: id, caption: caption, classes: isStacked ? "metrics" : "", policy: columns.first?.policy
      ).markup {
        h("thead") {
          h("tr") {
            BenchmarkReports.head("Tokenizer")
            kinds.map { kind in
              switch kind {
              case .metric(let column, _): head(column)
              case .relative(let column): column.head()
              }
            }
          }
        }
        h("tbody") { choices.map { row($0, kinds) } }
        if !controls.isEmpty {
          h("tbody", ["class": "controls"]) { controls.map { row($0, kinds) } }
        }
      },
      notes(),
    ])
  }

  private func head(_ column: Column) -> Markup {
    let metric = column.metric
    let first = columns[0].policy
    let difference = PolicyText.difference(column.policy, from: first)
    // The whole meaning and the formula stand once, under "How this was measured".
    var small = [String(metric.meaning.prefix { $0 != ";" && $0 != "," })]
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
    return BenchmarkReports.head(
      .text(metric.name), small: small.filter { !$0.isEmpty }.joined(separator: "; "),
      copied: difference.isEmpty ? nil : "\(metric.name) (\(difference))")
  }

  private func row(_ tokenizer: TokenizerRecord, _ kinds: [Kind]) -> Markup {
    h("tr") {
      h("th", ["scope": "row"]) {
        isolated(tokenizer.name)
        if tokenizer.isControl { h("span", ["class": "hidden"]) { " (control)" } }
      }
      kinds.map { kind in
        switch kind {
        case .metric(let column, let style):
          cell(column.cell(tokenizer.name), style, isStacked ? tokenizer.name : nil)
        case .relative(let column): column.cell(tokenizer, label: isStacked ? tokenizer.name : nil)
        }
      }
    }
  }

  private func cell(_ cell: Cell?, _ style: ColumnStyle, _ label: String?) -> Markup {
    guard let cell else { return emptyCell() }
    let id = anchors ? "v\(cell.index)" : nil
    guard let value = cell.value else {
      return h("td", ["id": id, "data-v": "", "data-label": label, "title": cell.why]) { "–" }
    }
    let isBest = style.isBest(cell)
    return numberCell(
      value, value == 0 ? "0" : NumberText.fixed(value, decimals: style.decimals), id: id,
      interval: cell.interval,
      // An interval that is a point tells nothing that the value does not.
      small: cell.interval.map {
        $0.low == $0.high ? "" : NumberText.interval($0.low, $0.high, decimals: style.decimals)
      } ?? "", label: label, class: isBest ? "best" : nil, said: isBest ? "best" : "")
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
  private let best: BestValues

  /// - Parameter choices: who can be best; controls cannot.
  init(_ column: Column, _ choices: [TokenizerRecord]) {
    decimals = NumberText.columnDecimals(column.cells.compactMap(\.value), significant: 4)
    let values = choices.compactMap { tokenizer in
      column.cell(tokenizer.name)?.value.map { (name: tokenizer.name, value: $0) }
    }
    best = BestValues(values, column.metric.direction, decimals: decimals)
  }

  func isBest(_ cell: Cell) -> Bool { best.contains(cell.row.tokenizer) }
}
