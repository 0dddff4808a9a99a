import BenchmarkReports

/// Differences of two reports for a terminal: a sentence, what went in, the numbers.
struct DifferencesTable {
  let differences: ReportDifferences
  let names: (old: String, new: String)
  /// How many rows are shown, the largest changes first; nil shows all as they stand.
  let top: Int?

  init(_ differences: ReportDifferences, names: (old: String, new: String), top: Int?) {
    self.differences = differences
    self.names = names
    self.top = top
  }

  func text() -> String {
    let words = DifferencesText(differences)
    var parts = [words.summary + "\n"]
    if !differences.changes.isEmpty {
      let rows = differences.changes.map { change in
        [change.kind, change.name, words.short(change.old), "→", words.short(change.new)]
      }
      parts.append(TextTable.leftAligned([["kind", "name", names.old, "", names.new]] + rows))
    }
    if !differences.metricChanges.isEmpty {
      parts.append(
        differences.metricChanges.map { change in
          "since \(change.version): \(change.metrics.joined(separator: ", ")) \(change.why)\n"
        }.joined())
    }
    // Rows that have the same value are many where a seed changed; the sentence above counts them.
    var rows = differences.rows.filter { $0.kind != .interval }
    if let top { rows = Array(DifferencesPage.largestFirst(rows).prefix(top)) }
    if !rows.isEmpty {
      let heads = [
        "tokenizer", "corpus", "language", "metric", names.old, names.new, "difference", "ratio",
        "intervals",
      ]
      parts.append(
        TextTable.leftAligned(
          [heads]
            + rows.map { change in
              let row = change.row
              let values = words.values(change)
              return [
                row?.tokenizer ?? "", row?.corpus ?? "", row?.language ?? "", row?.metric ?? "",
                values.old, values.new, words.difference(change), words.ratio(change),
                note(change, words),
              ]
            }))
    }
    return parts.joined(separator: "\n")
  }

  private func note(
    _ change: ReportDifferences.RowChange, _ words: DifferencesText
  ) -> String {
    switch change.kind {
    case .changed, .interval: words.placing(change)
    case .policy: change.policyChange
    case .added: "only in \(names.new)"
    case .removed: "only in \(names.old)"
    }
  }
}
