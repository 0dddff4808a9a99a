import TokenizerMetrics

/// What stands in for a tokenizer, to show what a number means.
enum ControlsSection {
  private static let meanings = [
    (
      "bytes",
      "every byte of the text's UTF-8 is a token: what a model without a tokenizer reads, and the most that a byte-level one can need"
    ),
    (
      "characters",
      "every character (Unicode scalar) is a token: no letter is broken, no word is kept"
    ),
    (
      "words",
      "every word is a token: the fewest tokens without joining words, and no morpheme is told from another"
    ),
    (
      "gold",
      "words are cut where the morphology cuts them: what a tokenizer of morphemes would get"
    ),
  ]

  static func make(_ model: ReportModel) -> Section? {
    guard !model.controls.isEmpty else { return nil }
    let ids = Headings.headlineMetrics
    let columns =
      model.corpus.map { corpus in
        ids.compactMap { model.column($0, corpus: corpus, language: model.result.focus) }
      } ?? []
    let shown = columns.filter { column in
      model.controls.contains { column.cell($0.name)?.value != nil }
    }
    return Section("controls", "Controls") {
      h("p") {
        "A number says little alone. The controls are no tokenizers to choose; they stand beside them in every table "
          + "where a number would mislead without them, and no control is ever marked as best."
      }
      h("dl") {
        model.controls.map { control in
          let meaning = meanings.first { $0.0 == control.name }?.1 ?? "a control of this run"
          return .group([
            h("dt") { isolated(control.name) }, h("dd") { h("p") { "\(meaning)." } },
          ])
        }
      }
      if !shown.isEmpty {
        MetricTable(
          model, id: "table-controls",
          columns: Array(shown.prefix(ComparisonSection.columnsPerTable)),
          tokenizers: model.controls,
          caption: "What the controls get on \(model.corpus ?? "").", anchors: false
        ).markup()
      }
    }
  }
}
