import BenchmarkReports
import Groundwork
import Tokenization

/// WordPiece's look-ups for a word: what was found, and the longer texts that are no tokens.
struct LookupTable: Sendable {
  let greedy: Explanation.Greedy
  let part: Explanation.Part

  /// More texts than this are not written out.
  static let most = 12

  func markup() -> Markup {
    if greedy.isTooLong {
      return h("p", ["class": "source"]) { "Too long to be cut: unknown as a whole." }
    }
    return h("div", ["class": "scroll"]) {
      h("table", ["class": "data list", "aria-label": "Look-ups"]) {
        h("thead") {
          h("tr") {
            h("th", ["scope": "col"]) { "found" }
            h("th", ["scope": "col"]) { "id" }
            h("th", ["scope": "col", "class": "text"]) { "longer, and no tokens" }
          }
        }
        h("tbody") { greedy.lookups.map(row) }
      }
    }
  }

  private func row(_ lookup: Explanation.Lookup) -> Markup {
    let more = lookup.tried.count - Self.most
    return h("tr") {
      h("th", ["scope": "row"]) {
        if let end = lookup.end {
          h("bdi", ["class": "tok"]) { spelt(lookup.start, end) }
        } else {
          "nothing: the word is unknown"
        }
      }
      h("td") { lookup.id.map { "\($0)" } ?? "" }
      h("td", ["class": "text quiet"]) {
        lookup.tried.prefix(Self.most).map { end in
          Markup.group([h("bdi", ["class": "tok"]) { spelt(lookup.start, end) }, " "])
        }
        if lookup.tried.isEmpty { "–" }
        if more > 0 { "and \(NumberText.count(more)) more" }
      }
    }
  }

  private func spelt(_ start: Int, _ end: Int) -> [Markup] {
    VisibleText.markup((start > 0 ? greedy.prefix : []) + part.bytes[start..<end])
  }
}
