import TokenizerMetrics

/// How many words take one token, two, three …: the spread behind the average of tokens per word.
struct WordLengthFigure: Sendable {
  /// A tokenizer's words by the tokens they take.
  struct Spread: Sendable {
    let name: String
    /// Words by part; the last part takes all that take more.
    let words: [Int]
    let total: Int
    /// Tokens per word; too low by what words of more than 32 tokens take beyond.
    let mean: Double

    func share(_ part: Int) -> Double { Double(words[part]) / Double(max(total, 1)) }
  }

  /// Words of so many tokens and more are one part.
  static let parts = 7

  let model: ReportModel
  let corpus: String
  /// The corpus's place among those of the page.
  let place: Int

  /// Those with words, the fewest tokens per word first.
  var spreads: [Spread] {
    let records = model.result.wordLengths.filter {
      $0.corpus == corpus && $0.language == model.result.focus
    }
    let spreads = model.choices.compactMap { tokenizer -> Spread? in
      guard let record = records.first(where: { $0.tokenizer == tokenizer.name }) else {
        return nil
      }
      var words = [Int](repeating: 0, count: Self.parts)
      var tokens = 0.0
      for (length, count) in record.words.enumerated() {
        // A word without tokens is as whole as one of a single token.
        words[min(max(length, 1), Self.parts) - 1] += count
        tokens += Double(length) * Double(count)
      }
      let total = words.reduce(0, +)
      return total == 0
        ? nil
        : Spread(name: tokenizer.name, words: words, total: total, mean: tokens / Double(total))
    }
    return spreads.enumerated().sorted {
      ($0.element.mean, $0.offset) < ($1.element.mean, $1.offset)
    }.map(\.element)
  }

  func chart(_ spreads: [Spread]) -> ShareChart {
    ShareChart(
      title: finding(spreads),
      description:
        "A bar for each of \(NumberText.count(spreads.count)) tokenizers, divided by how many words "
        + "take one token, two and so on to \(Self.parts) and more, in per cent. The numbers are in the table "
        + "that follows.",
      parts: (1...Self.parts).map(Self.partName),
      rows: spreads.enumerated().map { index, spread in
        .init(
          label: spread.name, shares: (0..<Self.parts).map(spread.share), isFocus: index == 0)
      })
  }

  private static func partName(_ tokens: Int) -> String {
    tokens == 1 ? "1 token" : tokens == parts ? "\(tokens)+" : "\(tokens)"
  }

  private func finding(_ spreads: [Spread]) -> String {
    guard let first = spreads.first, let last = spreads.last else { return "Words by tokens" }
    let whole =
      "\(NumberText.percent(first.share(0))) of \(model.focusName) words are one token with \(plain(first.name))"
    return spreads.count == 1
      ? whole : "\(whole), \(NumberText.percent(last.share(0))) with \(plain(last.name))"
  }

  func markup() -> Markup {
    let spreads = spreads
    guard !spreads.isEmpty else { return .none }
    let chart = chart(spreads)
    let text = model.result.studiedTexts.first { $0.corpus == corpus }
    let extent =
      text.map { text in
        text.isWhole
          ? ", whole" : ", the first \(NumberText.count(text.documents)) documents"
      } ?? ""
    return Figure(
      id: "figure-lengths-\(place)", finding: chart.title,
      unit: "words by the tokens they take, per cent of all; lighter is fewer tokens",
      source:
        "\(corpus)\(extent); words of letters (UAX #29), each alone after a space, every occurrence counted",
      limits:
        "what sentences cost. Punctuation and numbers are left out, and a tokenizer may cut a word "
        + "otherwise inside a sentence.",
      table: table(chart.title, spreads)
    ).markup(
      .group([
        chart.drawn(.wide, id: "lengths-\(place)", class: "wide"),
        chart.drawn(.narrow, id: "lengths-\(place)-narrow", class: "narrow"),
      ]))
  }

  private func table(_ caption: String, _ spreads: [Spread]) -> Markup {
    TableFrame(
      id: "table-lengths-\(place)",
      caption: "\(caption). Per cent; copied as CSV, numbers of words."
    )
    .markup {
      h("thead") {
        h("tr") {
          head("Tokenizer")
          (1...Self.parts).map { tokens in
            head(
              .text(Self.partName(tokens)), small: tokens == 1 ? "" : "tokens",
              copied: "words of \(Self.partName(tokens))\(tokens == 1 ? "" : " tokens")")
          }
          head("words", small: "all")
          head("mean", small: "tokens per word")
        }
      }
      h("tbody") {
        spreads.map { spread in
          h("tr") {
            h("th", ["scope": "row"]) { isolated(spread.name) }
            (0..<Self.parts).map { part in
              numberCell(
                Double(spread.words[part]),
                NumberText.fixed(spread.share(part) * 100, decimals: 1))
            }
            numberCell(Double(spread.total), NumberText.count(spread.total))
            numberCell(spread.mean, NumberText.significant(spread.mean, 4))
          }
        }
      }
    }
  }
}
