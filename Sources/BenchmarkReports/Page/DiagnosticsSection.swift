import TokenizerMetrics

/// What the language's spelling costs: which letters break, and which words are most expensive.
enum DiagnosticsSection {
  static func make(_ model: ReportModel) -> Section? {
    var parts: [Markup] = []
    for (place, corpus) in ComparisonSection.ordered(model).enumerated() {
      let found = [letters(model, corpus, place), words(model, corpus, place)].filter {
        !$0.isEmpty
      }
      if found.isEmpty { continue }
      parts.append(h("h3") { "\(model.focusName), \(corpus)" })
      parts += found
    }
    guard !parts.isEmpty else { return nil }
    return Section("letters", "Letters and words") { parts }
  }

  /// Tokenizers down, letters across: the share of each letter that is cut into bytes.
  private static func letters(_ model: ReportModel, _ corpus: String, _ place: Int) -> Markup {
    let columns = model.columns("letter_fragments", corpus: corpus, language: model.result.focus)
    guard columns.count > 1 else { return .none }
    let tokenizers = model.ranked(columns[0], model.choices).filter { tokenizer in
      columns[0].cell(tokenizer.name) != nil
    }
    return TableFrame(
      id: "table-letters-\(place)",
      caption:
        "Letters cut into bytes, per cent of the letter's occurrences, small and capital together; "
        + "unknown letters are not broken.", policy: columns[0].policy
    ).markup {
      h("thead") {
        h("tr") {
          head("Tokenizer")
          columns.map { column in
            let letter = column.policy.further.first { $0.name == "letter" }?.value ?? ""
            return head(
              .text(letter == "*" ? "all" : letter),
              small: NumberText.count(column.cells.first?.row.n ?? 0))
          }
        }
      }
      h("tbody") {
        tokenizers.map { tokenizer in
          h("tr") {
            h("th", ["scope": "row"]) { isolated(tokenizer.name) }
            columns.map { column in
              guard let value = column.cell(tokenizer.name)?.value else {
                return h("td", ["data-v": ""]) { "–" }
              }
              return h("td", ["data-v": NumberText.exact(value)]) {
                value == 0 ? "0" : NumberText.fixed(value * 100, decimals: 1)
              }
            }
          }
        }
      }
    }
  }

  /// The most expensive words of each tokenizer, five of each list.
  private static func words(_ model: ReportModel, _ corpus: String, _ place: Int) -> Markup {
    let records = model.result.expensiveWords.filter { $0.corpus == corpus && !$0.words.isEmpty }
    guard !records.isEmpty else { return .none }
    let heads = [
      (WordCostRecord.Order.tokens, "most tokens"), (.total, "most tokens in all"),
    ]
    return .group([
      TableFrame(
        id: "table-words-\(place)",
        caption:
          "Words that cost most: tokens of the word after a space; how often it occurs where that counts."
      ).markup {
        h("thead") {
          h("tr") {
            head("Tokenizer")
            heads.map { _, head in h("th", ["scope": "col", "class": "text"]) { head } }
          }
        }
        h("tbody") {
          model.choices.filter { choice in records.contains { $0.tokenizer == choice.name } }
            .map { tokenizer in
              h("tr") {
                h("th", ["scope": "row"]) { isolated(tokenizer.name) }
                heads.map { order, _ in
                  let record = records.first {
                    $0.tokenizer == tokenizer.name && $0.order == order
                  }
                  return h("td", ["class": "text"]) {
                    (record?.words.prefix(5) ?? []).enumerated().map { place, word in
                      h("span", ["title": ShortText.cut(word.pieces.joined(separator: " · "))]) {
                        place > 0 ? ", " : ""
                        isolated(ShortText.cut(word.word, scalars: 60))
                        h("span", ["class": "quiet"]) { "\u{A0}\(cost(word, order))" }
                      }
                    }
                  }
                }
              }
            }
        }
      },
      longest(records, place),
    ])
  }

  private static func cost(_ word: WordCost, _ order: WordCostRecord.Order) -> String {
    order == .total
      ? "\(NumberText.count(word.tokens))\u{A0}×\u{A0}\(NumberText.count(word.occurrences))"
      : NumberText.count(word.tokens)
  }

  /// The longest words, and what they cost each tokenizer.
  private static func longest(_ records: [WordCostRecord], _ place: Int) -> Markup {
    let lists = records.filter { $0.order == .length }
    guard let words = lists.first?.words.prefix(5) else { return .none }
    return TableFrame(id: "table-longest-\(place)", caption: "Tokens of the longest words.").markup
    {
      h("thead") {
        h("tr") {
          head("Tokenizer")
          words.map { word in
            head(isolated(ShortText.cut(word.word, scalars: 60)))
          }
        }
      }
      h("tbody") {
        lists.map { list in
          h("tr") {
            h("th", ["scope": "row"]) { isolated(list.tokenizer) }
            list.words.prefix(words.count).map { word in
              h(
                "td",
                [
                  "data-v": "\(word.tokens)",
                  "title": ShortText.cut(word.pieces.joined(separator: " · ")),
                ]
              ) { NumberText.count(word.tokens) }
            }
          }
        }
      }
    }
  }
}
