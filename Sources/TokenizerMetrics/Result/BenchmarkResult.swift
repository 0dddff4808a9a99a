/// Everything a benchmark found, and everything needed to say how: the one value that all exporters read.
///
/// It holds no clock, no path and nothing of the machine but the versions that decide the numbers, so
/// that the same inputs give the same bytes.
public struct BenchmarkResult: Sendable {
  /// Derlius's version.
  public var derlius: String
  /// Versions that decide the numbers (`icu`, `unicodeTables`, …), in a fixed order.
  public var versions: [NamedText] = []
  /// The heading of the report; nil lets the report find one.
  public var title: String?
  /// A warning to stand above everything, such as "illustration, not for citation".
  public var notice: String?
  /// The language the report is about: a tag such as `lit_Latn`.
  public var focus: String
  /// English names of the languages by tag, sorted by tag.
  public var languageNames: [NamedText] = []
  /// The language that parity is measured against; nil without parallel text.
  public var referenceLanguage: String?
  /// The tokenizer that others are compared with, and whose English is the reference line.
  public var baseline: String
  /// How intervals were drawn.
  public var resampling = Resampling()
  /// The tokenizers, in the order they were named; controls last.
  public var tokenizers: [TokenizerRecord] = []
  /// The corpora, in the order they were named.
  public var corpora: [CorpusRecord] = []
  /// The morphology providers, in the order of the chain.
  public var morphologies: [MorphologyRecord] = []
  /// What is known of overlap between training and evaluation text.
  public var overlaps: [OverlapRecord] = []
  /// The files of training text that evaluation text was checked against.
  public var trainings: [TrainingRecord] = []
  /// What a look through the corpora's texts found.
  public var checks: [CheckRecord] = []
  /// The metrics that stand in `rows`, in their order of presentation.
  public var metrics: [MetricRecord] = []
  /// One value each, ordered by corpus, language, metric, tokenizer as named.
  public var rows: [ResultRow] = []
  /// Differences between tokenizers on the same units.
  public var comparisons: [ComparisonRow] = []
  /// Sentences shown cut by each tokenizer; the first leads the page.
  public var showcase: [ShowcaseSentence] = []
  /// The sentences that cost each tokenizer most, the dearest first of each tokenizer and order.
  public var worstSentences: [WorstSentence] = []
  /// Whether sentences and words of the corpora may stand in the report; where not, there are none in it.
  public var showsText = true
  /// The headline metrics on the focus language under every policy.
  ///
  /// They stand corpus by corpus and metric by metric, the run's policy first. Values stand in the order of `tokenizers`, controls left out.
  public var sensitivity: [SensitivityRecord] = []
  /// The words that cost each tokenizer most.
  public var expensiveWords: [WordCostRecord] = []
  /// How many words take each tokenizer how many tokens.
  public var wordLengths: [WordLengths] = []
  /// The text that sensitivity and expensive words were looked for in.
  public var studiedTexts: [StudiedText] = []
  /// Tokenizers or inputs that were wanted and could not be had.
  public var missing: [MissingInput] = []
  /// What a reader should know before believing a number.
  public var warnings: [String] = []

  /// Creates an empty result.
  public init(derlius: String, focus: String, baseline: String) {
    self.derlius = derlius
    self.focus = focus
    self.baseline = baseline
  }
}

/// A name and a text, where order matters.
public struct NamedText: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The text.
  public var value: String

  /// Creates a pair.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// How intervals were drawn: a percentile bootstrap over units.
public struct Resampling: Sendable, Hashable {
  /// The seed of all draws.
  public var seed: UInt64 = 1
  /// The number of resamples.
  public var resamples = 10_000
  /// The share of resamples inside an interval.
  public var confidence = 0.95
  /// What a unit is.
  public var unit = ResamplingUnit.automatic
  /// Adjacent lines in a unit that is a block of lines.
  public var linesPerUnit = 5

  /// Creates the default: seed 1, 10,000 resamples, 95 %, units that the corpus knows, else of 5 lines.
  public init() {}
}

/// Something wanted that could not be had.
public struct MissingInput: Sendable, Hashable {
  /// What: a tokenizer's or a file's name.
  public var name: String
  /// Why it is missing, and what would help.
  public var why: String

  /// Creates a record.
  public init(name: String, why: String) {
    self.name = name
    self.why = why
  }
}

/// What is drawn as one when intervals are made.
public enum ResamplingUnit: String, Sendable, Hashable, CaseIterable {
  /// Articles, treebank documents, records, files of an archive or folder, divisions of one file, where the corpus knows
  /// two and more of them, else blocks of adjacent lines; of parallel text always these.
  case automatic
  /// Blocks of adjacent lines.
  case lines
  /// Each document, as the corpus's format has it.
  case document
  /// Files of an archive; of other corpora all is one.
  case file
  /// Articles, treebank documents, records, divisions, files: the smallest that the corpus knows; else all is one.
  case group
}
