import TokenizerMetrics

/// A sentence and under it how each tokenizer cuts it, one lane each, morphemes last.
struct SentenceLanes: Sendable {
  let model: ReportModel
  let sentence: ShowcaseSentence
  /// Names in the order of the lanes.
  let order: [String]
  /// The tokenizer shown in the accent.
  let focus: String?
  /// Tells the switches of several sentences apart.
  let place: Int

  /// Lanes that are shown at once; the rest stand behind a fold.
  static let shown = 6
  /// Characters of the sentence that are shown.
  static let scalars = 700

  func markup() -> Markup {
    let cuts = ordered()
    let leading = lead(cuts)
    let rest = cuts.filter { cut in !leading.contains { $0.tokenizer == cut.tokenizer } }
    let spaces = "spaces-\(place)"
    return h("figure", ["class": "sentence", "id": "figure-sentence-\(place)"]) {
      h("figcaption") {
        h("b") {
          sentence.isPart
            ? "The start of a text, cut by each tokenizer" : "One sentence, cut by each tokenizer"
        }
        h("span", ["class": "quiet"]) { " · \(Self.place(of: sentence, model))" }
        anchor(to: "figure-sentence-\(place)", of: "sentence, \(Self.place(of: sentence, model))")
      }
      h("input", ["type": "checkbox", "class": "spaces", "id": spaces])
      h("label", ["for": spaces, "class": "quiet"]) { "show spaces" }
      table(leading, withSentence: true)
      h("p", ["class": "source token", "aria-live": "polite"]) {
        "Point at a token, or tab to it and press ← or →, to read its id and bytes."
      }
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

  /// Where a sentence stands: language, corpus, line, words.
  static func place(of sentence: ShowcaseSentence, _ model: ReportModel) -> String {
    let words = sentence.words == 1 ? "1 word" : "\(NumberText.count(sentence.words)) words"
    return "\(model.languages[sentence.language]), \(sentence.corpus), "
      + "line \(NumberText.count(sentence.line)), \(words)"
  }

  /// A language tag as HTML has it; nil where there is none.
  static func htmlLanguage(_ sentence: ShowcaseSentence) -> String? {
    htmlLanguage(sentence.language)
  }

  private static func htmlLanguage(_ tag: String) -> String? {
    let parts = tag.split { $0 == "_" || $0 == "-" }
    return parts.isEmpty ? nil : parts.joined(separator: "-")
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
      parts.append("Dashed below: not a token of \(plain(model.result.baseline)).")
    }
    if !sentence.morphemes.isEmpty {
      let files = model.result.morphologies.filter { $0.language == sentence.language }.map(\.file)
      let names = files.isEmpty ? "the morphology" : files.joined(separator: ", ")
      parts.append("Morphemes: as \(names) has them; grey words are not in it.")
    }
    return parts.joined(separator: " ")
  }

  private func table(_ cuts: [ShowcaseCut], withSentence: Bool) -> Markup {
    let language = Self.htmlLanguage(sentence)
    return h(
      "table",
      [
        "class": "lanes",
        "aria-label": withSentence
          ? "Tokens of the sentence" : "Tokens of the sentence, other tokenizers",
      ]
    ) {
      if withSentence {
        h("tr") {
          h("th", ["scope": "col"]) { h("span", ["class": "hidden"]) { "Tokenizer" } }
          h("td", ["class": "tokens", "dir": "auto", "lang": language]) {
            TokenText.plain(sentence.text, scalars: Self.scalars) + (sentence.isPart ? " …" : "")
          }
          h("th", ["scope": "col", "class": "count quiet"]) { "tokens" }
        }
        translation()
      }
      cuts.map(lane)
      if withSentence, !sentence.morphemes.isEmpty {
        let lane = MorphemeLane(sentence: sentence)
        h("tr", ["class": "morphemes"]) {
          h("th", ["scope": "row", "class": "name"]) { "morphemes" }
          h("td", ["class": "tokens", "dir": "auto", "lang": language]) { lane.markup() }
          h("td", ["class": "count"]) { NumberText.count(lane.count) }
        }
      }
    }
  }

  /// What the sentence says in the reference language.
  private func translation() -> Markup {
    guard let translation = sentence.translation else { return .none }
    return h("tr", ["class": "translation"]) {
      h("th", ["scope": "row", "class": "name"]) {
        isolated(model.languages[translation.language])
      }
      h("td", ["dir": "auto", "lang": Self.htmlLanguage(translation.language), "colspan": "2"]) {
        TokenText.plain(translation.text, scalars: Self.scalars) + (translation.isPart ? " …" : "")
      }
    }
  }

  private func lane(_ cut: ShowcaseCut) -> Markup {
    let isBaseline = cut.tokenizer == model.result.baseline
    let baseline = sentence.cuts.first { $0.tokenizer == model.result.baseline }
    return h("tr", ["class": cut.tokenizer == focus ? "focus" : nil]) {
      h("th", ["scope": "row", "class": "name"]) { isolated(cut.tokenizer) }
      h("td", ["class": "tokens", "dir": "auto", "lang": Self.htmlLanguage(sentence)]) {
        TokenLane(text: sentence.text, cut: cut, other: isBaseline ? nil : baseline).markup()
      }
      h("td", ["class": "count"]) { NumberText.count(cut.tokens.count) }
    }
  }

  private func listing(_ cuts: [ShowcaseCut]) -> Markup {
    let bytes = Array(sentence.text.utf8)
    return h("dl") {
      cuts.map { cut in
        let rest = cut.tokens.count - TokenLane.shown
        return .group([
          h("dt") { isolated(cut.tokenizer) },
          h("dd") {
            h("code") {
              cut.tokens.prefix(TokenLane.shown).map { TokenLane.describe($0, bytes) }
                .joined(separator: " · ")
              if rest > 0 { " … \(NumberText.count(rest)) tokens more" }
            }
          },
        ])
      }
    }
  }
}
