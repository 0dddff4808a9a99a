import TokenizerMetrics

/// `results.md`: the comparison for the focus language, then parity, as tables for a README or an issue.
enum ResultMarkdown {
  /// The file's text.
  static func text(_ model: ReportModel) -> String {
    var text = "# \(escape(Headings.title(model)))\n\n"
    if let notice = model.result.notice { text += "**\(escape(notice))**\n\n" }
    text += escape(Headings.provenance(model)) + "\n"
    if model.corpus == nil {
      text += "\nThe result has no rows for \(escape(model.focusName)).\n"
    }
    for table in SummaryTable.all(model) { text += Self.table(table) }
    text += SensitivityMarkdown.text(model)
    if !model.result.missing.isEmpty {
      text += "\nMissing:\n\n"
      for missing in model.result.missing {
        text += "- \(escape(missing.name)): \(escape(missing.why))\n"
      }
    }
    return text + "\n\(Headings.downstream)\n"
  }

  private static func table(_ table: SummaryTable) -> String {
    var text = "\n## \(escape(table.title))\n\n"
    text += line(table.heads.map(escape))
    text += line([":---"] + Array(repeating: "---:", count: table.heads.count - 1))
    for row in table.rows { text += line(row.map(escape)) }
    return text + "\n" + escape(table.policy) + "\n"
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
