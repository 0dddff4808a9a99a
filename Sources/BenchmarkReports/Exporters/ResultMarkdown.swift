import TokenizerMetrics

/// `results.md`: the comparison for the focus language, then parity, as tables for a README or an issue.
enum ResultMarkdown {
  /// The file's text.
  static func text(_ model: ReportModel) -> String {
    var text = "# \(escape(Headings.title(model)))\n\n"
    if let notice = model.result.notice { text += "**\(escape(notice))**\n\n" }
    text += escape(Headings.provenance(model)) + "\n"
    if let corpus = model.corpus {
      text += comparison(model, corpus: corpus)
    } else {
      text += "\nThe result has no rows for \(escape(model.focusName)).\n"
    }
    for corpus in model.result.corpora where corpus.isParallel {
      text += parity(model, corpus: corpus)
    }
    text += SensitivityMarkdown.text(model)
    if !model.result.missing.isEmpty {
      text += "\nMissing:\n\n"
      for missing in model.result.missing {
        text += "- \(escape(missing.name)): \(escape(missing.why))\n"
      }
    }
    return text + "\n\(Headings.downstream)\n"
  }

  private static func comparison(_ model: ReportModel, corpus: String) -> String {
    let focus = model.result.focus
    let columns = Headings.headlineMetrics.compactMap {
      model.column($0, corpus: corpus, language: focus)
    }
    guard let first = columns.first else { return "" }
    let ordered = model.ranked(first, model.choices) + model.controls
    let rows = ordered.filter { tokenizer in
      columns.contains { $0.cell(tokenizer.name) != nil }
    }
    let compares = model.choices.count > 1
    var text = "\n## \(escape(model.focusName)), \(escape(corpus))\n\n"
    let relative = "Relative to \(escape(model.result.baseline))"
    var heads = ["Tokenizer"]
    for (place, column) in columns.enumerated() {
      heads.append(escape(head(column, beside: first.policy)))
      if place == 0, compares { heads.append(relative) }
    }
    text += line(heads)
    text += line([":---"] + Array(repeating: "---:", count: heads.count - 1))
    for tokenizer in rows {
      var cells = [escape(tokenizer.name) + (tokenizer.isControl ? " (control)" : "")]
      for (place, column) in columns.enumerated() {
        cells.append(value(column.cell(tokenizer.name), in: column))
        if place == 0, compares { cells.append(ratio(tokenizer, model, first, corpus)) }
      }
      text += line(cells)
    }
    return text + "\n" + escape(Headings.policyLabel(model, corpus: corpus, column: first)) + "\n"
  }

  private static func ratio(
    _ tokenizer: TokenizerRecord, _ model: ReportModel, _ column: Column, _ corpus: String
  ) -> String {
    if tokenizer.name == model.result.baseline { return "1" }
    if let row = model.comparison(
      tokenizer.name, metric: column.metric.id, corpus: corpus, language: model.result.focus)
    {
      let mark =
        switch Verdict(row) {
        case .equal: ", about equal"
        case .untested: ", not tested"
        case .fewer, .more: ""
        }
      let ratio = NumberText.fixed(row.ratio, decimals: 3)
      guard let low = row.low, let high = row.high else {
        return ratio + (mark.isEmpty ? "" : " (\(mark.dropFirst(2)))")
      }
      return ratio + " (\(NumberText.interval(low, high, decimals: 3))\(mark))"
    }
    guard !tokenizer.isControl, let value = column.cell(tokenizer.name)?.value,
      let base = column.cell(model.result.baseline)?.value, base != 0
    else { return "" }
    return NumberText.fixed(value / base, decimals: 3)
  }

  private static func parity(_ model: ReportModel, corpus: CorpusRecord) -> String {
    let table = ParityTable(model, corpus: corpus.name, metric: "premium")
    guard let policy = table.policy, !table.languages.isEmpty else { return "" }
    let reference = model.result.referenceLanguage.map { model.languages[$0] } ?? "the reference"
    var text = "\n## Parity with \(escape(reference)), \(escape(corpus.name))\n\n"
    text += line(
      ["Language"] + table.tokenizers.map { escape($0.name) + ($0.isControl ? " (control)" : "") })
    text += line([":---"] + Array(repeating: "---:", count: table.tokenizers.count))
    for language in table.languages {
      text += line(
        [escape(model.languages[language])]
          + table.tokenizers.map { tokenizer in
            table.cell(tokenizer.name, language)?.value.map {
              NumberText.significant($0, 4)
            } ?? "–"
          })
    }
    let notes = [PolicyText.words(policy)] + PolicyText.departures(policy)
    return text + "\nTokens for the same content, divided by those for \(escape(reference)); "
      + "1 is parity. \(escape(notes.joined(separator: " · "))).\n"
  }

  private static func head(_ column: Column, beside policy: Policy) -> String {
    var head = column.metric.name
    if !column.metric.unit.isEmpty { head += ", \(column.metric.unit)" }
    let difference = PolicyText.difference(column.policy, from: policy)
    return difference.isEmpty ? head : head + " (\(difference))"
  }

  private static func value(_ cell: Cell?, in column: Column) -> String {
    guard let cell else { return "" }
    guard let value = cell.value else { return "– (\(escape(cell.why)))" }
    let decimals = NumberText.columnDecimals(column.cells.compactMap(\.value), significant: 4)
    let text = NumberText.fixed(value, decimals: decimals)
    guard let (low, high) = cell.interval else { return text }
    return text + " (\(NumberText.interval(low, high, decimals: decimals)))"
  }

  private static func line(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |\n"
  }

  /// Text with everything escaped that Markdown or HTML inside it would read as markup.
  static func escape(_ text: String) -> String {
    var escaped = ""
    var previous: Unicode.Scalar = " "
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      switch scalar {
      case "\n", "\r", "\t": escaped += " "
      case "<": escaped += "&lt;"
      case "&": escaped += "&amp;"
      case "\\", "|", "`", "*", "[", "]", "~", "#": escaped += "\\\(scalar)"
      // Inside a word an underscore is only an underscore: cl100k_base stays readable.
      case "_" where !(isWord(previous) && isWord(next)): escaped += "\\_"
      default: escaped.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return escaped
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
  }
}
