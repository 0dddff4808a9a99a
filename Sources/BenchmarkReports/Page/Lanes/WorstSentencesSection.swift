import TokenizerMetrics

/// The sentences that cost each tokenizer most, by words and against the baseline.
enum WorstSentencesSection {
  /// Tokenizers that are shown; the rest stand in `result.json`.
  static let tokenizers = 10
  /// Tokenizers up to which three sentences of each list are shown, and not two.
  static let few = 5

  static func make(_ model: ReportModel, order: [String]) -> Section? {
    let all = model.result.worstSentences
    guard !all.isEmpty else { return nil }
    let baseline = plain(model.result.baseline)
    let corpora = ComparisonSection.ordered(model).filter { corpus in
      all.contains { $0.sentence.corpus == corpus }
    }
    guard let first = corpora.first else { return nil }
    let names = names(all, order)
    let shown = names.prefix(Self.tokenizers)
    let most = names.count > Self.few ? 2 : 3
    let compares = all.contains { $0.order == .againstBaseline }
    return Section("worst", "Worst sentences") {
      h("p") {
        "The sentences of 4 to 24 words and at most 400 bytes on which a tokenizer needs most tokens per word"
        compares ? ", and most against \(baseline)." : "."
        " They show where it is weak, not how it does on the whole; of equal ones the first in the text stands here."
      }
      if corpora.count > 1 {
        h("p", ["class": "source"]) {
          "From \(first), on which the answer rests. Those of the other corpora stand in result.json."
        }
      }
      shown.map { name in
        tokenizer(
          name, all.filter { $0.tokenizer == name && $0.sentence.corpus == first }, most, model)
      }
      if names.count > shown.count {
        h("p", ["class": "source"]) {
          "The other \(NumberText.count(names.count - shown.count)) tokenizers' stand in result.json."
        }
      }
    }
  }

  /// Tokenizers in the order of the answer, then as they come.
  private static func names(_ all: [WorstSentence], _ order: [String]) -> [String] {
    var names = order.filter { name in all.contains { $0.tokenizer == name } }
    for record in all where !names.contains(record.tokenizer) { names.append(record.tokenizer) }
    return names
  }

  private static func tokenizer(
    _ name: String, _ records: [WorstSentence], _ most: Int, _ model: ReportModel
  ) -> Markup {
    guard !records.isEmpty else { return .none }
    return .group([
      h("h3") { isolated(name) },
      table(
        records.filter { $0.order == .perWord }.prefix(most), "tokens per word", name, model),
      table(
        records.filter { $0.order == .againstBaseline }.prefix(most),
        "tokens against \(plain(model.result.baseline))", name, model),
    ])
  }

  private static func table(
    _ records: ArraySlice<WorstSentence>, _ unit: String, _ name: String, _ model: ReportModel
  ) -> Markup {
    guard !records.isEmpty else { return .none }
    return h("table", ["class": "lanes worst"]) {
      h("caption") { "Most \(unit)" }
      records.flatMap { record in
        let sentence = record.sentence
        let others = sentence.cuts.filter { $0.tokenizer != name }
        let own = sentence.cuts.filter { $0.tokenizer == name }
        // By words a sentence is read alone; against the baseline its cut stands beneath.
        let cuts = record.order == .perWord ? own : own + others
        return cuts.enumerated().map { place, cut in
          row(record, cut, isFirst: place == 0, other: cut.tokenizer == name ? others.first : nil)
        }
      }
    }
  }

  private static func row(
    _ record: WorstSentence, _ cut: ShowcaseCut, isFirst: Bool, other: ShowcaseCut?
  ) -> Markup {
    let sentence = record.sentence
    let value = Double(record.tokens) / Double(max(1, record.against))
    return h("tr", ["class": isFirst ? "first" : nil]) {
      h("th", ["scope": "row", "class": "name"]) {
        if isFirst {
          h("b") {
            NumberText.significant(value) + (record.order == .perWord ? "" : NumberText.thin + "×")
          }
          h("small") { "line \(NumberText.count(sentence.line))" }
        } else {
          isolated(cut.tokenizer)
        }
      }
      h("td", ["class": "tokens", "dir": "auto", "lang": SentenceLanes.htmlLanguage(sentence)]) {
        TokenLane(
          text: sentence.text, cut: cut, other: record.order == .perWord ? nil : other
        ).markup()
      }
      h("td", ["class": "count"]) {
        NumberText.count(cut.tokens.count)
        if isFirst, record.order == .perWord {
          h("small") { "\(NumberText.count(record.against)) words" }
        }
      }
    }
  }
}
