import TokenizerMetrics

/// Sizes down, measures across; a group of rows for each kind.
struct SweepTable: Sendable {
  let result: SweepResult
  let columns: [SweepColumn]
  let caption: String
  /// The table's id, unique on the page.
  let id: String

  func markup() -> Markup {
    let decimals = columns.map { column in
      column.isCount
        ? 0
        : NumberText.columnDecimals(
          result.points.compactMap { column.value($0).map { $0 * column.scale } }, significant: 4)
    }
    return TableFrame(id: id, caption: caption).markup {
      h("thead") {
        h("tr") {
          h("th", ["scope": "col"]) { "Size" }
          columns.map { column in
            h("th", ["scope": "col"]) {
              column.name
              h("small") { column.meaning }
            }
          }
        }
      }
      result.kinds.enumerated().map { index, kind in group(kind, index, decimals) }
    }
  }

  private func group(_ kind: SweepResult.Kind, _ index: Int, _ decimals: [Int]) -> Markup {
    let knee = result.knee(of: kind.id)
    return h("tbody", ["class": "kind"]) {
      h("tr") {
        h(
          "th",
          ["class": "kind s\(index % 3)", "scope": "rowgroup", "colspan": "\(columns.count + 1)"]
        ) { "\(kind.name) (\(kind.id))" }
      }
      result.points(of: kind.id).map { point in
        h("tr", ["data-group": kind.id]) {
          h("th", ["scope": "row", "class": point.size == knee ? "best" : nil]) {
            NumberText.count(point.size)
            if point.size == knee { " knee" }
          }
          zip(columns, decimals).map { cell($0, point, $1) }
        }
      }
      result.gaps.filter { $0.kind == kind.id }.map { gap in
        h("tr", ["data-group": kind.id]) {
          h("th", ["scope": "row"]) { NumberText.count(gap.size) }
          h("td", ["class": "text no", "colspan": "\(columns.count)"]) { "– \(gap.why)" }
        }
      }
    }
  }

  private func cell(
    _ column: SweepColumn, _ point: SweepResult.Point, _ decimals: Int
  ) -> Markup {
    guard let value = column.value(point) else { return h("td") { "–" } }
    return h("td") {
      NumberText.fixed(value * column.scale, decimals: decimals)
      if let (low, high) = column.interval(point) {
        h("small") {
          NumberText.interval(low * column.scale, high * column.scale, decimals: decimals)
        }
      }
    }
  }
}
