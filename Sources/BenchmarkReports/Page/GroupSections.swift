import TokenizerMetrics

/// Sections of metrics that need no more than tables: the focus language, corpus by corpus.
enum GroupSections {
  /// How tokens are distributed.
  static func distribution(_ model: ReportModel) -> Section? {
    make(
      model, .distribution, "distribution", "Distribution of tokens",
      "How evenly a tokenizer uses its vocabulary, and what it uses of it. These figures grow or shrink with the "
        + "length of the text: compare them on the same text only.")
  }

  /// What goes wrong where.
  static func diagnostics(_ model: ReportModel) -> Section? {
    make(
      model, .diagnostics, "diagnostics", "Diagnostics",
      "What costs tokens: letters in pieces, another normal form, capitals.")
  }

  /// What other publications define.
  static func compatibility(_ model: ReportModel) -> Section? {
    make(
      model, .compatibility, "published", "As others define it",
      "Definitions of publications, followed to the letter, to compare with their tables; not what we recommend. "
        + "Each differs from the measure above that is like it, as the notes say.")
  }

  private static func make(
    _ model: ReportModel, _ group: MetricRecord.Group, _ id: StaticString, _ title: String,
    _ introduction: String
  ) -> Section? {
    // Letters have a table of their own.
    let ids = model.metricIDs(in: [group]).filter { $0 != "letter_fragments" }
    var parts: [Markup] = []
    for (place, corpus) in ComparisonSection.ordered(model).enumerated() {
      let columns = ids.flatMap {
        model.columns($0, corpus: corpus, language: model.result.focus)
      }
      guard let first = columns.first else { continue }
      parts.append(h("h3") { "\(model.focusName), \(corpus)" })
      let perTable = ComparisonSection.columnsPerTable
      let tables = (columns.count + perTable - 1) / perTable
      for start in stride(from: 0, to: columns.count, by: perTable) {
        let end = min(start + perTable, columns.count)
        let part = Array(columns[start..<end])
        parts.append(
          MetricTable(
            model, id: "table-\(id)-\(place)-\(start / perTable)",
            columns: part, tokenizers: model.choices + model.controls,
            caption: Headings.table(
              title, model.focusName, corpus: corpus, part: start / perTable, of: tables) + ".",
            anchors: true
          ).markup())
        parts.append(notes(part))
      }
      parts.append(
        h("p", ["class": "policy"]) { Headings.policyLabel(model, corpus: corpus, column: first) })
    }
    guard !parts.isEmpty else { return nil }
    return Section(id, title) {
      h("p") { introduction }
      parts
    }
  }

  /// What stands beside values, each note once.
  private static func notes(_ columns: [Column]) -> Markup {
    .group(
      columns.flatMap { column in
        column.cells.compactMap { cell in
          cell.row.note.map { note in
            h("p", ["class": "source"]) {
              "\(column.metric.name), "
              isolated(cell.row.tokenizer)
              ": \(note)"
            }
          }
        }
      })
  }
}
