import BenchmarkReports
import Groundwork
import Tokenization

/// The lattice of a part: letters in columns, the row that was taken, the second best, then all other
/// pieces where they could have stood.
struct LatticeTable: Sendable {
  let lattice: Explanation.Lattice
  let part: Explanation.Part

  /// More letters than this get the two rows without the other pieces.
  static let mostColumns = 48
  /// More rows of other pieces than this are not shown.
  static let mostRows = 24

  func markup() -> Markup {
    let starts = part.bytes.indices.filter { part.bytes[$0] & 0xC0 != 0x80 }
    let isWide = starts.count > Self.mostColumns
    let rest = isWide ? [] : others()
    return .group([
      h("div", ["class": "scroll"]) {
        if isWide {
          lanes()
        } else {
          h(
            "table",
            [
              "class": "ladder lattice",
              "dir": VisibleText.isRightToLeft(part.bytes) ? "rtl" : nil,
              "aria-label": "Pieces and their scores",
            ]
          ) {
            h("tbody") {
              row("taken", lattice.best.tokens, lattice.best.score, starts, "new")
              if let second = lattice.runnerUp {
                row("second", second.tokens, second.score, starts, "second")
              }
            }
            h("tbody", ["class": "others"]) {
              rest.prefix(Self.mostRows).enumerated().map { index, tokens in
                row(index == 0 ? "others" : nil, tokens, nil, starts, "old")
              }
            }
          }
        }
      },
      note(isWide ? lattice.edges.count : 0, rest.count - Self.mostRows),
    ])
  }

  private func note(_ edges: Int, _ rows: Int) -> Markup {
    if edges == 0, rows <= 0 { return .none }
    return h("p", ["class": "source"]) {
      edges > 0
        ? "Of \(NumberText.count(edges)) pieces at all places; derlius explain --json gives each."
        : "… and \(NumberText.count(rows)) more rows; derlius explain --json gives all."
    }
  }

  /// The pieces of neither row, packed: no two in a row overlap.
  private func others() -> [[Explanation.Token]] {
    let shown = Set(lattice.best.tokens + (lattice.runnerUp?.tokens ?? []))
    var rows: [[Explanation.Token]] = []
    for edge in lattice.edges where !shown.contains(edge) {
      let place = rows.firstIndex { row in
        row.last.map { $0.range.upperBound <= edge.range.lowerBound } ?? true
      }
      if let place { rows[place].append(edge) } else { rows.append([edge]) }
    }
    return rows
  }

  private func row(
    _ name: String?, _ tokens: [Explanation.Token], _ score: Double?, _ starts: [Int],
    _ kind: String
  ) -> Markup {
    var cells: [Markup] = []
    var at = 0
    func columns(_ range: Range<Int>) -> String? {
      let count = starts.count { range.contains($0) }
      return count <= 1 ? nil : "\(count)"
    }
    for token in tokens {
      if token.range.lowerBound > at {
        cells.append(h("td", ["colspan": columns(at..<token.range.lowerBound), "class": "none"]))
      }
      at = token.range.upperBound
      cells.append(
        h(
          "td", ["class": kind, "colspan": columns(token.range), "title": title(token)]
        ) {
          h("bdi") { VisibleText.markup(part.bytes[token.range]) }
          if let score = token.score {
            h("small", ["dir": "ltr"]) { NumberText.fixed(score, decimals: 2) }
          }
        })
    }
    if at < part.bytes.count {
      cells.append(h("td", ["colspan": columns(at..<part.bytes.count), "class": "none"]))
    }
    return h("tr") {
      h("th", ["scope": "row", "dir": "ltr"]) {
        if let name { name } else { h("span", ["class": "hidden"]) { "others" } }
        if let score { h("small") { NumberText.fixed(score, decimals: 3) } }
      }
      cells
    }
  }

  private func title(_ token: Explanation.Token) -> String {
    "id \(token.id)" + (token.score.map { ", score \(MergeLadder.decimal($0))" } ?? "")
  }

  /// The two rows as text, for long parts.
  private func lanes() -> Markup {
    h("table", ["class": "lanes", "aria-label": "Pieces that were taken"]) {
      lane("taken", lattice.best)
      if let second = lattice.runnerUp { lane("second", second) }
    }
  }

  private func lane(_ name: String, _ row: Explanation.Row) -> Markup {
    h("tr") {
      h("th", ["scope": "row"]) { name }
      h("td", ["class": "tokens", "dir": "auto"]) {
        row.tokens.prefix(TokenLane.most).enumerated().map { index, token in
          h(
            "span",
            [
              "class": index.isMultiple(of: 2) ? "a" : nil,
              "title": title(token),
            ]
          ) { VisibleText.markup(part.bytes[token.range]) }
        }
      }
      h("td", ["class": "count"]) { NumberText.fixed(row.score, decimals: 3) }
    }
  }
}
