import BenchmarkReports
import Groundwork
import Tokenization

/// The tokens of a text in a row, as one tokenizer cuts it.
struct TokenLane: Sendable {
  let explained: ExplainedText
  let tokens: [PageToken]

  /// More tokens than this are not shown.
  static let most = 400

  init(_ explained: ExplainedText) {
    self.explained = explained
    tokens = PageToken.list(explained)
  }

  /// A row of the table of lanes.
  func row() -> Markup {
    h("tr") {
      h("th", ["scope": "row", "class": "name"]) { isolated(explained.name) }
      h("td", ["class": "tokens", "dir": "auto"]) { spans() }
      h("td", ["class": "count"]) { NumberText.count(explained.explanation.ids.count) }
    }
  }

  private func spans() -> [Markup] {
    let seen = explained.explanation.normalized ?? explained.explanation.text
    var at = 0
    var parts: [Markup] = []
    func gap(_ end: Int) {
      guard end > at, end <= seen.count else { return }
      parts.append(
        h("span", ["class": "g", "title": "in no token"]) {
          VisibleText.markup(seen[at..<end], breaksLines: true)
        })
    }
    for run in TokenRun.list(tokens.prefix(Self.most)) {
      guard let first = run.tokens.first, let last = run.tokens.last else { continue }
      if !first.isTemplate { gap(first.range.lowerBound) }
      parts.append(span(run, first))
      if !first.isTemplate { at = max(at, last.range.upperBound) }
    }
    if tokens.count <= Self.most { gap(seen.count) }
    let more = tokens.count - Self.most
    if more > 0 {
      parts.append(
        h("span", ["class": "g"]) {
          " … and \(NumberText.count(more)) more tokens that are not shown here"
        })
    }
    return parts
  }

  private func span(_ run: TokenRun, _ first: PageToken) -> Markup {
    var classes: [String] = []
    if run.first.isMultiple(of: 2) { classes.append("a") }
    let isFragmented = run.tokens.count > 1 || firstInvalidUTF8(run.bytes) != nil
    if isFragmented { classes.append("f") }
    if first.isAdded { classes.append("x") }
    if run.tokens.contains(where: { $0.kind == .unknown }) { classes.append("u") }
    return h(
      "span",
      [
        "class": classes.isEmpty ? nil : classes.joined(separator: " "),
        "title": run.tokens.map(\.title).joined(separator: " + "),
        "data-n": isFragmented ? "\(run.tokens.count)" : nil,
      ]
    ) {
      first.isTemplate
        ? VisibleText.markup(explained.vocabulary[first.id])
        : VisibleText.markup(run.bytes, breaksLines: true)
    }
  }
}
