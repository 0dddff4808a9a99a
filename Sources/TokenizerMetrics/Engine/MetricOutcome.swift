/// What a run of the engine found: the parts of a `BenchmarkResult` that come from counting.
public struct MetricOutcome: Sendable {
  /// One value each, ordered by corpus, language, metric, tokenizer as named; metrics over all
  /// languages (`*`) stand after the corpus's languages.
  public var rows: [ResultRow] = []
  /// Differences from the baseline on the focus language, by corpus.
  public var comparisons: [ComparisonRow] = []
  /// The metrics that stand in `rows`, in their order of presentation.
  public var metrics: [MetricRecord] = []
  /// The controls that stand in `rows`, in order, after the tokenizers.
  public var controls: [TokenizerRecord] = []
  /// What was read of each source, in the sources' order.
  public var languages: [LanguageCounts] = []
  /// The baseline by name: as set, else the best.
  public var baseline = ""
  /// A sentence of the focus language, cut by each tokenizer, from each corpus that has text in that language.
  public var showcase: [ShowcaseSentence] = []
  /// The sentences of the focus language that cost each tokenizer most, by corpus, tokenizer and order.
  public var worstSentences: [WorstSentence] = []
  /// What a reader should know before believing a number.
  public var warnings: [String] = []

  /// Creates an empty outcome.
  public init() {}
}

/// What was read of one language of a corpus.
public struct LanguageCounts: Sendable, Hashable {
  /// The corpus's name.
  public var corpus: String
  /// The language tag.
  public var language: String
  /// Texts with a word, each as often as it occurs: the N of every metric.
  public var documents = 0
  /// Texts without a word.
  public var emptyDocuments = 0
  /// White-space words.
  public var words = 0
  /// White-space words without a letter: numbers, dashes.
  public var wordsWithoutLetter = 0
  /// Unicode scalars.
  public var scalars = 0
  /// UTF-8 bytes.
  public var bytes = 0
  /// Resampling units.
  public var units = 0
  /// Letter words (`uax29-letters`); 0 without morphology.
  public var letterWords = 0
  /// Letter words that the morphology knows.
  public var analyzedWords = 0

  /// Creates empty counts.
  public init(corpus: String, language: String) {
    self.corpus = corpus
    self.language = language
  }
}
