import TokenizerMetrics

/// A metric's values divided by the baseline's: with interval and test where the tokenizers were compared.
struct RelativeColumn: Sendable {
  let model: ReportModel
  let column: Column
  private let corpus: String
  private let language: String
  private let own: Double

  /// Metrics that are worth a column of their own.
  static let metrics = ["fertility", "chars_per_token"]

  /// Nil where the metric has none, or there is nothing to divide by, or nobody to compare.
  init?(_ model: ReportModel, _ column: Column) {
    let name = model.result.baseline
    guard Self.metrics.contains(column.metric.id),
      model.choices.contains(where: { $0.name == name }),
      let cell = column.cell(name), let own = cell.value, own > 0,
      model.choices.contains(where: { $0.name != name && column.cell($0.name)?.value != nil })
    else { return nil }
    (self.model, self.column, self.own) = (model, column, own)
    (corpus, language) = (cell.row.corpus, cell.row.language)
    let isCompared = model.result.comparisons.contains {
      $0.metric == column.metric.id && $0.corpus == corpus && $0.language == language
    }
    // Tokens per word is what the page is about; of others a ratio without a test says little.
    if !isCompared, column.metric.id != "fertility" { return nil }
  }

  func head() -> Markup {
    let name = column.metric.name
    let better =
      switch column.metric.direction {
      case .lower: "; below 1 is less"
      case .higher: "; above 1 is more"
      default: ""
      }
    return BenchmarkReports.head(
      isolated("÷ \(model.result.baseline)"), small: "\(name), ratio\(better)",
      copied: "\(name) / \(model.result.baseline)")
  }

  /// - Parameter label: the tokenizer's name where the cell must say it; nil for none.
  func cell(_ tokenizer: TokenizerRecord, label: String? = nil) -> Markup {
    guard let value = column.cell(tokenizer.name)?.value else { return emptyCell() }
    if tokenizer.name == model.result.baseline { return numberCell(1, "1", label: label) }
    guard
      let row = model.comparison(
        tokenizer.name, metric: column.metric.id, corpus: corpus, language: language),
      row.ratio.isFinite
    else {
      return numberCell(value / own, NumberText.fixed(value / own, decimals: 3), label: label)
    }
    var interval: (low: Double, high: Double)?
    if let low = row.low, let high = row.high, low.isFinite, high.isFinite {
      interval = (low, high)
    }
    let isEqual = Verdict(row) == .equal
    return numberCell(
      row.ratio, (isEqual ? "≈ " : "") + NumberText.fixed(row.ratio, decimals: 3),
      interval: interval,
      small: interval.map { NumberText.interval($0.low, $0.high, decimals: 3) } ?? "", label: label,
      said: isEqual ? "about equal" : "")
  }
}
