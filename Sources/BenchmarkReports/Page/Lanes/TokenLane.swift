import TokenizerMetrics

/// The tokens of one cut of a sentence, each an element with its id and bytes.
///
/// A thin line stands before each token and every second one is underlined; letters that are spread over several tokens
/// are hatched, with the number of their tokens; a dashed rule stands under tokens that another cut does not have.
struct TokenLane: Sendable {
  let text: String
  let cut: ShowcaseCut
  /// The cut whose tokens are not marked; nil marks nothing.
  let other: ShowcaseCut?

  /// Tokens that are shown; the rest is counted.
  static let shown = 400

  func markup() -> [Markup] {
    let bytes = Array(text.utf8)
    let spans = other.map { Set($0.tokens.map { Span($0) }) }
    let groups = TokenGroup.groups(text, cut.tokens)
    var parts: [Markup] = []
    for group in groups {
      if group.tokens.lowerBound >= Self.shown { break }
      let tokens = cut.tokens[group.tokens]
      var classes: [String] = []
      if tokens.isEmpty { classes.append("g") }
      if !tokens.isEmpty, group.tokens.lowerBound.isMultiple(of: 2) { classes.append("a") }
      if group.isFragmented { classes.append("f") }
      if let spans, tokens.contains(where: { !spans.contains(Span($0)) }) { classes.append("o") }
      let said = tokens.prefix(12).map { Self.describe($0, bytes) }.joined(separator: " + ")
      let rest = tokens.count > 12 ? " + \(NumberText.count(tokens.count - 12)) more" : ""
      parts.append(
        h(
          "span",
          [
            "class": classes.isEmpty ? nil : classes.joined(separator: " "),
            "title": tokens.isEmpty ? nil : said + rest,
            "data-n": tokens.count > 1 ? "\(tokens.count)" : nil,
            "tabindex": tokens.isEmpty ? nil : group.tokens.lowerBound == 0 ? "0" : "-1",
          ]
        ) { TokenText.markup(group.text, isToken: !tokens.isEmpty) })
    }
    let rest = cut.tokens.count - Self.shown
    if rest > 0 {
      parts.append(h("span", ["class": "g"]) { " … \(NumberText.count(rest)) tokens more" })
    }
    return parts
  }

  /// `id 245: C4 97`: the id and the bytes it stands for.
  static func describe(_ token: ShowcaseToken, _ bytes: [UInt8]) -> String {
    let start = min(max(token.start, 0), bytes.count)
    let end = min(max(token.end, start), bytes.count)
    return "id \(token.id): " + ShortText.hexadecimal(bytes[start..<end])
  }

  private struct Span: Hashable {
    let start: Int
    let end: Int
    init(_ token: ShowcaseToken) {
      start = token.start
      end = token.end
    }
  }
}
