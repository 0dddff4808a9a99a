/// A metric: how it is explained, what has to be counted for it, and how its rows follow from counts.
///
/// Adding a metric is one value of this type, in a file of its own or beside its kin, and one entry
/// in `MetricList.all`.
struct MetricDefinition: Sendable {
  /// How a report explains it.
  var record: MetricRecord
  /// What it needs counted beside tokens.
  var needs = CountingNeeds()
  /// Whether tokenizers are compared with the baseline by it (numerator and denominator by unit).
  var isCompared = false
  /// Whether it is worth its cost and its place in tables on the language that the report is about alone:
  /// it is measured on other languages only where it was asked for by name.
  var isFocusOnly = false
  /// Why it has no rows on a corpus, or on one language of it; nil where it has.
  var obstacle: @Sendable (CorpusView, _ language: Int?) -> String? = { _, _ in nil }
  /// Its rows on one language, in the order of subjects; nil for a metric over all languages.
  var onLanguage: (@Sendable (CorpusView, _ language: Int) -> [RowPlan])?
  /// Its rows over all languages of a corpus.
  var onCorpus: (@Sendable (CorpusView) -> [RowPlan])?
}

/// A row to be: all of it but its value, and the formula of that.
struct RowPlan: Sendable {
  /// The row without value and interval.
  var row: ResultRow
  /// The value's formula; nil where the row already has its value.
  var formula: Formula<ColumnKey>?
}
