import TokenizerMetrics

/// A sentence and under it how each tokenizer cuts it, one lane each.
///
/// A thin line stands before each token and every second one is underlined; letters that are spread
/// over several tokens are hatched, with the number of their tokens; a dotted rule marks tokens that the
/// baseline does not have.
struct SentenceLanes: Sendable {
  let model: ReportModel
  let sentence: ShowcaseSentence
  /// Names in the order of the lanes.
  let order: [String]
  /// The tokenizer shown in the accent.
  let focus: String?

  /// Lanes that are shown at once; the rest stand behind a fold.
  static let shown = 6

  func markup() -> Markup {
    let cuts = ordered()
    let leading = lead(cuts)
    let rest = cuts.filter { cut in !leading.contains { $0.tokenizer == cut.tokenizer } }
    return h("figure", ["class": "sentence"]) {
      h("figcaption") {
        h("b") { "One sentence, cut by each tokenizer" }
        h("span", ["class": "quiet"]) { " · \(place)" }
      }
      table(leading, withSentence: true)
      h("div", ["class": "foot"]) {
        h("p", ["class": "source"]) { legend(leading) }
        if !rest.isEmpty {
          h("details", ["class": "data"]) {
            h("summary") { "The other \(NumberText.count(rest.count)) tokenizers" }
            table(rest, withSentence: false)
          }
        }
        h("details", ["class": "data"]) {
          h("summary") { "Ids and bytes" }
          listing(cuts)
        }
      }
    }
  }

  private var place: String {
    let words = sentence.words == 1 ? "1 word" : "\(NumberText.count(sentence.words)) words"
    return "\(model.languages[sentence.language]), \(sentence.corpus), "
      + "line \(NumberText.count(sentence.line)), \(words)"
  }

  private func ordered() -> [ShowcaseCut] {
    let known = order.compactMap { name in sentence.cuts.first { $0.tokenizer == name } }
    return known + sentence.cuts.filter { !order.contains($0.tokenizer) }
  }

  /// The first lanes, and the baseline's among them.
  private func lead(_ cuts: [ShowcaseCut]) -> [ShowcaseCut] {
    guard cuts.count > Self.shown else { return cuts }
    let first = Array(cuts.prefix(Self.shown))
    if first.contains(where: { $0.tokenizer == model.result.baseline }) { return first }
    let baseline = cuts.filter { $0.tokenizer == model.result.baseline }
    return first.prefix(Self.shown - baseline.count) + baseline
  }

  private func legend(_ cuts: [ShowcaseCut]) -> String {
    var parts = ["A line starts each token; every second is underlined."]
    if cuts.contains(where: { $0.tokens.contains(where: \.isFragment) }) {
      parts.append("Hatched: one letter in several tokens, and how many.")
    }
    if cuts.count > 1, cuts.contains(where: { $0.tokenizer == model.result.baseline }) {
      parts.append("Dotted: not a token of \(plain(model.result.baseline)).")
    }
    return parts.joined(separator: " ")
  }

  private func table(_ cuts: [ShowcaseCut], withSentence: Bool) -> Markup {
    h("table", ["class": "lanes"]) {
      if withSentence {
        h("tr") {
          h("th", ["scope": "col"]) { h("span", ["class": "hidden"]) { "Tokenizer" } }
          h("td", ["class": "tokens", "dir": "auto", "lang": htmlLanguage]) { sentence.text }
          h("th", ["scope": "col", "class": "count quiet"]) { "tokens" }
        }
      }
      cuts.map(lane)
    }
  }

  private var htmlLanguage: String? {
    let parts = sentence.language.split { $0 == "_" || $0 == "-" }
    return parts.isEmpty ? nil : parts.joined(separator: "-")
  }

  private func lane(_ cut: ShowcaseCut) -> Markup {
    let baseline = sentence.cuts.first { $0.tokenizer == model.result.baseline }
    let spans =
      cut.tokenizer == model.result.baseline ? nil : baseline.map { Self.spans($0.tokens) }
    let bytes = Array(sentence.text.utf8)
    let groups = TokenGroup.groups(sentence.text, cut.tokens)
    return h("tr", ["class": cut.tokenizer == focus ? "focus" : nil]) {
      h("th", ["scope": "row", "class": "name"]) { isolated(cut.tokenizer) }
      h("td", ["class": "tokens", "dir": "auto", "lang": htmlLanguage]) {
        groups.enumerated().map { place, group in
          let tokens = cut.tokens[group.tokens]
          var classes: [String] = []
          if tokens.isEmpty { classes.append("g") }
          if !tokens.isEmpty, group.tokens.lowerBound.isMultiple(of: 2) { classes.append("a") }
          if group.isFragmented { classes.append("f") }
          if let spans, tokens.contains(where: { !spans.contains(Span($0)) }) {
            classes.append("o")
          }
          return h(
            "span",
            [
              "class": classes.isEmpty ? nil : classes.joined(separator: " "),
              "title": tokens.isEmpty
                ? nil : tokens.map { Self.describe($0, bytes) }.joined(separator: " + "),
              "data-n": group.isFragmented ? "\(tokens.count)" : nil,
              "tabindex": tokens.isEmpty ? nil : group.tokens.lowerBound == 0 ? "0" : "-1",
            ]
          ) { visible(group.text, isToken: !tokens.isEmpty) }
        }
      }
      h("td", ["class": "count"]) { NumberText.count(cut.tokens.count) }
    }
  }

  /// Line ends and tabs by their signs, a token without letters by the space mark.
  private func visible(_ text: String, isToken: Bool) -> String {
    if text.isEmpty { return isToken ? "▁" : "" }
    return String(
      text.map { character in
        switch character {
        case "\n", "\r\n", "\r": "⏎"
        case "\t": "⇥"
        default: character
        }
      })
  }

  private func listing(_ cuts: [ShowcaseCut]) -> Markup {
    let bytes = Array(sentence.text.utf8)
    return h("dl") {
      cuts.map { cut in
        .group([
          h("dt") { isolated(cut.tokenizer) },
          h("dd") {
            h("code") {
              cut.tokens.map { Self.describe($0, bytes) }.joined(separator: " · ")
            }
          },
        ])
      }
    }
  }

  /// `id 245 · C4 97`: the id and the bytes it stands for.
  static func describe(_ token: ShowcaseToken, _ bytes: [UInt8]) -> String {
    let start = min(max(token.start, 0), bytes.count)
    let end = min(max(token.end, start), bytes.count)
    let digits = bytes[start..<end].map { byte in
      let text = String(byte, radix: 16, uppercase: true)
      return text.count == 1 ? "0" + text : text
    }
    return "id \(token.id): " + (digits.isEmpty ? "no bytes" : digits.joined(separator: " "))
  }

  private struct Span: Hashable {
    let start: Int
    let end: Int
    init(_ token: ShowcaseToken) {
      start = token.start
      end = token.end
    }
  }

  private static func spans(_ tokens: [ShowcaseToken]) -> Set<Span> { Set(tokens.map { Span($0) }) }
}
