import BenchmarkReports
import Groundwork
import Tokenization

/// The merges of a part, a row each: symbols stand in columns, and what was merged spans those of its own.
struct MergeLadder: Sendable {
  let merges: Explanation.Merges
  let part: Explanation.Part

  /// More symbols than this get a list instead of columns.
  static let mostColumns = 32
  /// More merges than this are not shown.
  static let mostRows = 100

  func markup() -> Markup {
    h("div", ["class": "scroll"]) {
      merges.symbolEnds.count > Self.mostColumns ? list() : ladder()
    }
  }

  private var hidden: Markup {
    let more = merges.merges.count - Self.mostRows
    if more <= 0 { return .none }
    return h("p", ["class": "source"]) {
      "… and \(NumberText.count(more)) more merges; derlius explain --json gives all."
    }
  }

  // MARK: Columns

  private func ladder() -> Markup {
    var ends = merges.symbolEnds
    var rows = [row("", ends, marked: nil, title: nil, isStart: true)]
    for merge in merges.merges {
      ends.removeAll { $0 == merge.middle }
      rows.append(
        row(
          reason(merge), ends, marked: merge.start..<merge.end, title: described(merge)))
    }
    for split in merges.splits {
      if let index = ends.firstIndex(of: split.end) { ends.insert(split.middle, at: index) }
      rows.append(
        row(
          "unused: apart", ends, marked: split.start..<split.end, title: "an unused piece"))
    }
    return h(
      "table",
      [
        "class": "ladder", "dir": VisibleText.isRightToLeft(part.bytes) ? "rtl" : nil,
        "aria-label": "Merges, in their order",
      ]
    ) {
      h("tbody") {
        rows
        tokens()
      }
    }
  }

  private func row(
    _ reason: String, _ ends: [Int], marked: Range<Int>?, title: String?, isStart: Bool = false
  ) -> Markup {
    var start = 0
    var cells: [Markup] = []
    for end in ends {
      let range = start..<end
      let isMarked = marked.map { $0.lowerBound <= start && end <= $0.upperBound } ?? false
      let columns = merges.symbolEnds.count { $0 > start && $0 <= end }
      cells.append(
        h(
          "td",
          [
            "colspan": columns == 1 ? nil : "\(columns)", "title": isMarked ? title : nil,
            "class": isMarked ? "new" : isStart ? nil : "old",
          ]
        ) { VisibleText.markup(part.bytes(in: range)) })
      start = end
    }
    return h("tr") {
      h("th", ["scope": "row", "dir": "ltr"]) {
        if isStart { h("span", ["class": "hidden"]) { "start" } } else { reason }
      }
      cells
    }
  }

  private func tokens() -> Markup {
    h("tr", ["class": "ids"]) {
      h("th", ["scope": "row", "dir": "ltr"]) { part.tokens.count == 1 ? "id" : "ids" }
      groups().map { group in
        h("td", ["colspan": group.columns <= 1 ? nil : "\(group.columns)"]) {
          group.ids.map(String.init).joined(separator: " ")
        }
      }
    }
  }

  /// Ids by the columns that their tokens take; the bytes of an unknown symbol share its column.
  private func groups() -> [(ids: [UInt32], columns: Int)] {
    var groups: [(ids: [UInt32], columns: Int)] = []
    var start = 0
    var ids: [UInt32] = []
    for token in part.tokens {
      ids.append(token.id)
      let end = token.range.upperBound
      let columns = merges.symbolEnds.count { $0 > start && $0 <= end }
      if columns == 0 { continue }
      groups.append((ids, columns))
      ids = []
      start = end
    }
    if !ids.isEmpty, !groups.isEmpty { groups[groups.count - 1].ids += ids }
    return groups
  }

  // MARK: A list

  private func list() -> Markup {
    .group([
      h("table", ["class": "data list", "aria-label": "Merges, in their order"]) {
        h("thead") {
          h("tr") {
            h("th", ["scope": "col"]) { merges.merges.first?.rank == nil ? "score" : "rank" }
            h("th", ["scope": "col", "class": "text"]) { "merged" }
            h("th", ["scope": "col"]) { "at byte" }
          }
        }
        h("tbody") {
          merges.merges.prefix(Self.mostRows).map { merge in
            h("tr") {
              h("th", ["scope": "row"]) { reason(merge, isShort: true) }
              h("td", ["class": "text"]) {
                h("bdi", ["class": "tok"]) {
                  VisibleText.markup(part.bytes(in: merge.start..<merge.middle))
                }
                " + "
                h("bdi", ["class": "tok"]) {
                  VisibleText.markup(part.bytes(in: merge.middle..<merge.end))
                }
              }
              h("td") { "\(merge.start)" }
            }
          }
        }
      },
      hidden,
    ])
  }

  private func reason(_ merge: Explanation.Merge, isShort: Bool = false) -> String {
    if let rank = merge.rank { return isShort ? "\(rank)" : "rank \(rank)" }
    return merge.score.map { (isShort ? "" : "score ") + Self.decimal($0) } ?? ""
  }

  private func described(_ merge: Explanation.Merge) -> String {
    let left = VisibleText.text(part.bytes(in: merge.start..<merge.middle))
    let right = VisibleText.text(part.bytes(in: merge.middle..<merge.end))
    return "\(left) + \(right), id \(merge.id)"
  }

  /// A score with a real minus.
  static func decimal(_ value: Double) -> String {
    let text = shortDecimal(value)
    return text.first == "-" ? "\u{2212}" + text.dropFirst() : text
  }
}
