import TokenizerMetrics

/// One metric for all languages of a corpus and all tokenizers, under one policy.
struct ParityTable: Sendable {
  let metric: MetricRecord
  /// The policy of every cell; nil without rows.
  let policy: Policy?
  /// Tokenizers with a value, choices before controls.
  let tokenizers: [TokenizerRecord]
  /// Languages from the smallest value of the baseline (else the first tokenizer) to the largest.
  let languages: [String]
  /// Languages left out because their policy differs.
  let otherPolicies: Int
  private let cells: [String: [String: Cell]]

  init(_ model: ReportModel, corpus: String, metric: String) {
    self.metric = model.record(metric)
    let named = model.result.corpora.first { $0.name == corpus }?.languages.map(\.language) ?? []
    let columns = named.map { ($0, model.columns(metric, corpus: corpus, language: $0)) }
    let leading =
      model.column(metric, corpus: corpus, language: model.result.focus)?.policy
      ?? columns.lazy.compactMap { $0.1.first?.policy }.first
    policy = leading
    var cells: [String: [String: Cell]] = [:]
    var left = 0
    for (language, columns) in columns {
      if let column = columns.first(where: { $0.policy == leading }) {
        for cell in column.cells { cells[language, default: [:]][cell.row.tokenizer] = cell }
      } else if !columns.isEmpty {
        left += 1
      }
    }
    self.cells = cells
    otherPolicies = left
    let present = named.filter { cells[$0] != nil }
    tokenizers = (model.choices + model.controls).filter { tokenizer in
      present.contains { cells[$0]?[tokenizer.name] != nil }
    }
    let first = model.result.baseline
    let measure =
      tokenizers.contains { $0.name == first } ? first : tokenizers.first?.name ?? first
    let places = present.enumerated().map { place, language in
      (language, cells[language]?[measure]?.value ?? .infinity, place)
    }
    languages = places.sorted { ($0.1, $0.2) < ($1.1, $1.2) }.map(\.0)
  }

  /// The cell of a tokenizer in a language.
  func cell(_ tokenizer: String, _ language: String) -> Cell? { cells[language]?[tokenizer] }
}
