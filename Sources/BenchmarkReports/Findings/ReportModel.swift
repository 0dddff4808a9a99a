import TokenizerMetrics

/// A row with its place in `BenchmarkResult.rows`, which is its anchor on the page.
struct Cell: Sendable {
  let index: Int
  let row: ResultRow

  /// The finite value; nil where there is none.
  var value: Double? { row.value.flatMap { $0.isFinite ? $0 : nil } }

  /// The interval, when both of its ends are numbers.
  var interval: (low: Double, high: Double)? {
    guard let low = row.low, let high = row.high, low.isFinite, high.isFinite else { return nil }
    return (low, high)
  }

  /// Why there is no value.
  var why: String { row.why ?? "not computed" }
}

/// A metric under one policy, for one corpus and language: the only thing that may share a column.
struct Column: Sendable {
  let metric: MetricRecord
  let policy: Policy
  let cells: [Cell]

  /// The cell of a tokenizer.
  func cell(_ tokenizer: String) -> Cell? { cells.first { $0.row.tokenizer == tokenizer } }
}

/// A result with the look-ups that the exporters share.
struct ReportModel: Sendable {
  let result: BenchmarkResult
  let languages: LanguageNames
  /// Tokenizers to choose between, as named.
  let choices: [TokenizerRecord]
  /// Bytes, characters, words, gold.
  let controls: [TokenizerRecord]
  /// The corpus that the answer is about; nil when the focus language has no fertility anywhere.
  let corpus: String?
  private let places: [Place: [Int]]

  private struct Place: Hashable {
    let corpus: String
    let language: String
    let metric: String
  }

  init(_ result: BenchmarkResult) {
    self.result = result
    languages = LanguageNames(
      tags: result.rows.map(\.language) + result.languageNames.map(\.name)
        + [result.focus, result.referenceLanguage ?? "*"],
      named: result.languageNames)
    choices = result.tokenizers.filter { !$0.isControl }
    controls = result.tokenizers.filter(\.isControl)
    var places: [Place: [Int]] = [:]
    for (index, row) in result.rows.enumerated() {
      let place = Place(corpus: row.corpus, language: row.language, metric: row.metric)
      places[place, default: []].append(index)
    }
    self.places = places
    let named = result.corpora.filter { corpus in
      places[Place(corpus: corpus.name, language: result.focus, metric: "fertility")] != nil
    }
    // A parallel corpus leads, since only there English can be the measure.
    let leading = named.first { $0.isParallel } ?? named.first
    corpus = leading?.name ?? result.rows.first { $0.language == result.focus }?.corpus
  }

  /// The focus language's name.
  var focusName: String { languages[result.focus] }

  /// The columns of a metric, one per policy, in the order of the rows.
  func columns(_ metric: String, corpus: String, language: String) -> [Column] {
    let indices = places[Place(corpus: corpus, language: language, metric: metric)] ?? []
    var groups: [(policy: Policy, cells: [Cell])] = []
    for index in indices {
      let cell = Cell(index: index, row: result.rows[index])
      if let group = groups.firstIndex(where: { $0.policy == cell.row.policy }) {
        groups[group].cells.append(cell)
      } else {
        groups.append((cell.row.policy, [cell]))
      }
    }
    return groups.map { Column(metric: record(metric), policy: $0.policy, cells: $0.cells) }
  }

  /// The column of a metric under its first policy.
  func column(_ metric: String, corpus: String, language: String) -> Column? {
    columns(metric, corpus: corpus, language: language).first
  }

  /// A metric's record; one made of its id where the result brings none.
  func record(_ metric: String) -> MetricRecord {
    result.metrics.first { $0.id == metric }
      ?? MetricRecord(
        id: metric, name: metric, meaning: "", formula: "", unit: "", direction: .none, source: "",
        caution: "")
  }

  /// The ids of all metrics with rows, in the order of presentation.
  var metricIDs: [String] {
    let present = Set(result.rows.map(\.metric))
    var ids = result.metrics.map(\.id).filter { present.contains($0) }
    var seen = Set(ids)
    for row in result.rows where seen.insert(row.metric).inserted { ids.append(row.metric) }
    return ids
  }

  /// The ids of the metrics of some groups, in the order of presentation.
  func metricIDs(in groups: [MetricRecord.Group]) -> [String] {
    metricIDs.filter { groups.contains(record($0).group) }
  }

  /// The record of a corpus's language.
  func language(_ language: String, of corpus: String) -> LanguageRecord? {
    result.corpora.first { $0.name == corpus }?.languages.first { $0.language == language }
  }

  /// The comparison of a tokenizer with the baseline.
  func comparison(_ tokenizer: String, metric: String, corpus: String, language: String)
    -> ComparisonRow?
  {
    result.comparisons.first {
      $0.tokenizer == tokenizer && $0.metric == metric && $0.corpus == corpus
        && $0.language == language && $0.baseline == result.baseline
    }
  }

  /// Tokenizers with a value in the column, the smallest first; those without one follow as named.
  func ranked(_ column: Column, _ tokenizers: [TokenizerRecord]) -> [TokenizerRecord] {
    let values = tokenizers.enumerated().map { place, tokenizer in
      (place, tokenizer, column.cell(tokenizer.name)?.value)
    }
    return values.sorted { left, right in
      switch (left.2, right.2) {
      case (let a?, let b?): (a, left.0) < (b, right.0)
      case (nil, nil): left.0 < right.0
      case (let a, _): a != nil
      }
    }.map(\.1)
  }
}
