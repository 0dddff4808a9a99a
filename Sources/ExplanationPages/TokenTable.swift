import BenchmarkReports
import Groundwork
import Tokenization

/// All tokens with ids and bytes, as text.
struct TokenTable: Sendable {
  let explained: ExplainedText
  let tokens: [PageToken]

  /// More rows than this are not shown.
  static let most = 400

  func markup() -> Markup {
    h("details", ["class": "data"]) {
      h("summary") { "Ids and bytes of the tokens" }
      h("div", ["class": "scroll"]) {
        h("table", ["class": "data list", "aria-label": "Tokens with ids and bytes"]) {
          h("thead") {
            h("tr") {
              h("th", ["scope": "col"]) { "token" }
              h("th", ["scope": "col"]) { "id" }
              h("th", ["scope": "col", "class": "text"]) { "bytes" }
              h("th", ["scope": "col", "class": "text"]) {
                h("span", ["class": "hidden"]) { "kind" }
              }
            }
          }
          h("tbody") { tokens.prefix(Self.most).map(row) }
        }
      }
      if tokens.count > Self.most {
        h("p", ["class": "source"]) {
          "The first \(NumberText.count(Self.most)) of \(NumberText.count(tokens.count)); "
            + "derlius explain --json gives all."
        }
      }
    }
  }

  private func row(_ token: PageToken) -> Markup {
    h("tr") {
      h("th", ["scope": "row"]) {
        h("bdi", ["class": "tok"]) {
          VisibleText.markup(token.isTemplate ? Array(explained.vocabulary[token.id]) : token.bytes)
        }
      }
      h("td") { "\(token.id)" }
      h("td", ["class": "text"]) { h("code") { VisibleText.hex(token.bytes) } }
      h("td", ["class": "text quiet"]) {
        token.isTemplate ? "template" : token.isAdded ? "added" : token.kind.note ?? ""
      }
    }
  }
}
