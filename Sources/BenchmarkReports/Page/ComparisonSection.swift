import TokenizerMetrics

/// The focus language: all tokenizers by all metrics, corpus by corpus.
enum ComparisonSection {
  /// Metrics that the morphology section shows instead.
  static let morphological: Set<String> = [
    "pure", "pure_type", "aligned", "words_pure", "boundary_precision", "boundary_recall",
    "boundary_f1", "boundary_kappa", "lt_type", "lt_occurrence", "bayram_type",
    "bayram_occurrence", "coverage", "morphology_coverage", "ambiguity", "morphscore",
    "morphscore_v1", "morphscore_v2", "consistency_f1",
    "pure_types", "boundary_precision_types", "boundary_recall_types", "boundary_f1_types",
    "boundary_f1_frequency", "cuts_per_word", "tokens_per_only_segment",
    "tokens_per_first_segment", "tokens_per_middle_segment", "tokens_per_last_segment",
    "morph_consistency", "morphscore-v1", "morphscore-v2", "bayram2025-type",
    "bayram2025-occurrence", "morphology_ambiguity", "morphology_coverage_types",
  ]

  /// Columns of one table; wider ones do not fit a page.
  static let columnsPerTable = 7

  /// Whether it tells of morphemes; `lt_type` and its like are named after a language.
  static func isMorphological(_ metric: String) -> Bool {
    morphological.contains(metric) || metric.hasSuffix("_type") && metric.count <= 8
      || metric.hasSuffix("_occurrence")
  }

  static func make(_ model: ReportModel) -> Section? {
    let focus = model.result.focus
    let headline = Headings.headlineMetrics
    let others = model.metricIDs.filter { !headline.contains($0) && !isMorphological($0) }
    var parts: [Markup] = []
    for corpus in ordered(model) {
      let columns = (headline + others).compactMap {
        model.column($0, corpus: corpus, language: focus)
      }
      guard let first = columns.first else { continue }
      let tokenizers = model.ranked(first, model.choices) + model.controls
      parts.append(h("h3") { "\(model.focusName), \(corpus)" })
      for start in stride(from: 0, to: columns.count, by: columnsPerTable) {
        let part = Array(columns[start..<min(start + columnsPerTable, columns.count)])
        parts.append(
          MetricTable(
            model, columns: part, tokenizers: tokenizers, caption: caption(model, part),
            anchors: true
          ).markup())
      }
      parts.append(
        h("p", ["class": "policy"]) { Headings.policyLabel(model, corpus: corpus, column: first) })
    }
    guard !parts.isEmpty else { return nil }
    return Section("table", "Comparison") { parts }
  }

  /// The corpus of the answer first.
  static func ordered(_ model: ReportModel) -> [String] {
    var names: [String] = []
    for name in [model.corpus].compactMap({ $0 }) + model.result.corpora.map(\.name)
      + model.result.rows.map(\.corpus) where !names.contains(name)
    {
      names.append(name)
    }
    return names
  }

  private static func caption(_ model: ReportModel, _ columns: [Column]) -> String {
    let level = NumberText.percent(model.result.resampling.confidence)
    let names = columns.map(\.metric.name).joined(separator: ", ")
    return "\(names). Small figures: \(level) intervals; best value in bold."
  }
}
