import Segmentation
import Tokenization

/// A tokenizer or a control, as rows name it.
struct Subject: Sendable {
  /// The name in tables.
  var name: String
  /// The tokenizer; nil for a control.
  var tokenizer: (any Tokenizer)?
  /// The control; nil for a tokenizer.
  var control: Control?
  /// What its vocabulary is without text; nil for a control.
  var vocabulary: VocabularyFacts?
}

/// One corpus, counted: what metrics make their rows from.
struct CorpusView: Sendable {
  /// The corpus's name.
  let corpus: String
  /// Whether document i is the same sentence in every language.
  let isParallel: Bool
  /// The languages' counts.
  let languages: [LanguageTally]
  /// Tokenizers as named, then controls.
  let subjects: [Subject]
  /// The language that premiums are against: an index in `languages`.
  let reference: Int?
  /// The baseline: an index in `subjects`.
  let baseline: Int?
  /// The name of each language's morphology; nil where nothing knows its words.
  let morphologies: [String?]
  /// The name of the first provider of each language's chain; nil where there are not two.
  let firstMorphologies: [String?]
  /// Whether each language's morphology names features.
  let namesFeatures: [Bool]
  /// What policies call the unit.
  let unitName: String
  /// The options of the run.
  let settings: MetricSettings
  /// The pairs with the reference; nil where no premium is wanted or possible.
  let pairs: PairSums?
  /// How often each token came, by language and tokenizer; no languages where that was not counted of any.
  let distributions: [[TokenDistribution]]

  /// The number of tokenizers.
  var tokenizers: Int { subjects.count - Control.allCases.count }

  /// What policies call the unit of a language.
  func unitName(_ language: Int) -> String {
    let groups = languages[language].groups
    return groups.isGrouped ? groups.unitName : unitName
  }

  /// The policy that all metrics start from; the unit is put right where a row is made.
  var policy: Policy {
    var policy = Policy()
    policy.words = settings.words.rawValue
    policy.punctuation = settings.keepsPunctuation ? "kept" : "dropped"
    policy.form = settings.form
    policy.unit = unitName
    if settings.words.isFoundByICU { policy.further += Self.segmentation }
    return policy
  }

  /// What UAX #29 words depend on.
  static let segmentation = [NamedText("locale", "root"), NamedText("icu", ICU.version)]

  /// The column of a subject's tokens.
  func tokens(_ language: Int, _ subject: Int) -> ColumnKey {
    switch subjects[subject].control {
    case .bytes: .text(language: language, .bytes)
    case .characters: .text(language: language, .scalars)
    case .words: .text(language: language, .words)
    case .gold, nil: .token(language: language, subject: subject, .tokens)
    }
  }

  /// The sum of a column of a language's text.
  func total(_ language: Int, _ column: TextColumn) -> Int {
    let text = languages[language].text
    return stride(from: column.rawValue, to: text.count, by: TextColumn.count)
      .reduce(0) { $0 + Int(text[$1]) }
  }

  /// The sum of a column of a language's text cut by a subject.
  func total(_ language: Int, _ subject: Int, _ column: TokenColumn) -> Int {
    Int(languages[language].tokens[subject].total(column))
  }

  /// The sum of a column in one unit; 0 for units that the language does not reach.
  func value(_ key: ColumnKey, _ unit: Int) -> Double {
    switch key {
    case .text(let language, let column):
      let index = unit * TextColumn.count + column.rawValue
      let rows = languages[language].text
      return index < rows.count ? Double(rows[index]) : 0
    case .token(let language, let subject, let column):
      return Double(languages[language].tokens[subject][unit, column])
    case .lengthRatios(let language, let subject):
      let sums = languages[language].lengthRatios[subject]
      return unit < sums.count ? FixedRatio.value(sums[unit]) : 0
    case .lengthRatioCount(let language):
      let counts = languages[language].lengthRatioCounts
      return unit < counts.count ? Double(counts[unit]) : 0
    case .pairRatios(let language, let subject):
      return FixedRatio.value(pairs?.ratios[language][subject][unit] ?? 0)
    case .pairs(let language): return pairs?.counts[language][unit] ?? 0
    case .diagnostic(let language, let subject, let column):
      return languages[language].diagnostics.tokens(subject, column, unit)
    case .letterOccurrences(let language, let column):
      return languages[language].diagnostics.occurrences(column, unit)
    }
  }

  /// A row to be, by a formula.
  func plan(
    _ metric: String, _ language: Int?, _ subject: Int, _ formula: Formula<ColumnKey>, n: Int,
    of countedAs: String, _ policy: Policy
  ) -> RowPlan {
    RowPlan(
      row: ResultRow(
        tokenizer: subjects[subject].name, corpus: corpus,
        language: language.map { languages[$0].language } ?? "*", metric: metric, value: nil,
        n: n, countedAs: countedAs, policy: policy),
      formula: formula)
  }

  /// The subjects of a metric: all tokenizers, then some controls.
  func subjects(with controls: [Control] = []) -> [Int] {
    subjects.indices.filter { index in
      subjects[index].control.map { controls.contains($0) } ?? true
    }
  }
}
