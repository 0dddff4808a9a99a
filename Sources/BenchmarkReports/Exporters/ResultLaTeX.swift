import TokenizerMetrics

/// `results.tex`: the tables of `results.md` for `\input` in a paper, ruled by booktabs, the policy as a footnote.
enum ResultLaTeX {
  /// Tables with more rows break over pages.
  private static let longest = 40

  /// The file's text.
  static func text(_ model: ReportModel, manifestSHA256: String) -> String {
    let tables = SummaryTable.all(model)
    let breaks = tables.contains { $0.rows.count > longest }
    var text = """
      % Written by derlius \(LaTeXText.escape(model.result.derlius)) from the manifest with SHA-256
      % \(manifestSHA256).
      % In the preamble: \\usepackage[T1]{fontenc} \\usepackage{booktabs}\(breaks ? " \\usepackage{longtable}" : "")
      % Letters beyond Latin script need LuaLaTeX or XeLaTeX, and a font that has them.

      """
    if let notice = model.result.notice { text += "% \(LaTeXText.escape(notice))\n" }
    for (place, table) in tables.enumerated() {
      // Names alone may be without a letter of ASCII; the place makes a label of its own.
      let label = "tab:derlius-\(place + 1)-\(LaTeXText.label(table.title))"
      text += "\n" + (table.rows.count > longest ? long(table, label) : short(table, label))
    }
    return text
  }

  private static func short(_ table: SummaryTable, _ label: String) -> String {
    """
    \\begin{table}
      \\centering
      \(caption(table, label))
      \\begin{tabular}{\(columns(table))}
        \\toprule
    \(heads(table))
        \\midrule
    \(rows(table))
        \\bottomrule
      \\end{tabular}
      \\par\\smallskip
      \(footnote(table))
    \\end{table}

    """
  }

  private static func long(_ table: SummaryTable, _ label: String) -> String {
    """
    \\begin{longtable}{\(columns(table))}
      \(caption(table, label))\\\\
        \\toprule
    \(heads(table))
        \\midrule
      \\endfirsthead
        \\toprule
    \(heads(table))
        \\midrule
      \\endhead
        \\bottomrule
      \\endfoot
    \(rows(table))
    \\end{longtable}
    \(footnote(table))

    """
  }

  private static func caption(_ table: SummaryTable, _ label: String) -> String {
    "\\caption{\(LaTeXText.escape(table.title))}\\label{\(label)}"
  }

  private static func columns(_ table: SummaryTable) -> String {
    "l" + String(repeating: "r", count: table.heads.count - 1)
  }

  /// The heads, the mark of the footnote behind the first.
  private static func heads(_ table: SummaryTable) -> String {
    var heads = table.heads.map { LaTeXText.escape($0) }
    heads[0] += "\\textsuperscript{a}"
    return line(heads)
  }

  private static func rows(_ table: SummaryTable) -> String {
    var lines = table.rows.map { line($0.map { LaTeXText.escape($0) }) }
    let choices = table.rows.count - table.controls
    if table.controls > 0, choices > 0 { lines.insert("    \\midrule", at: choices) }
    return lines.joined(separator: "\n")
  }

  private static func footnote(_ table: SummaryTable) -> String {
    "{\\footnotesize\\textsuperscript{a}\\,\(LaTeXText.escape(table.policy))\\par}"
  }

  private static func line(_ cells: [String]) -> String {
    "    " + cells.joined(separator: " & ") + " \\\\"
  }
}
