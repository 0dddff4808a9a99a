import Segmentation

/// What to measure and how: the options of a run, as plain values.
public struct MetricSettings: Sendable {
  /// How intervals are drawn.
  public var resampling = Resampling()
  /// The language the report is about: comparisons are made on it.
  public var focus: String
  /// The language that premiums are measured against; nil leaves premiums out.
  public var reference: String?
  /// The name of the tokenizer that others are compared with; nil takes the best on the focus.
  public var baseline: String?
  /// The ids of the metrics wanted; nil is everything that the inputs allow.
  public var metrics: [String]?
  /// What a word is in denominators.
  public var words = WordRule.whitespace
  /// What stands before a tokenized text in fertility; in-text is the text as it is.
  public var leadingSpace = LeadingSpace.inText
  /// Whether words without letter or digit stay in denominators; a treebank's words that it tags as
  /// punctuation.
  public var keepsPunctuation = true
  /// The form that the sources' texts were brought to, as policies name it; it changes nothing here.
  public var form = "raw"
  /// Whether two tags name one language (`lt` and `lit_Latn`); equality by default.
  public var sameLanguage: @Sendable (String, String) -> Bool = { $0 == $1 }
  /// The size of a context window in tokens, whose words are told; nil tells none.
  public var window: Int?
  /// The price of a million tokens, in any currency; nil tells no prices.
  public var price: Double?
  /// Whether sentences of the corpora may be kept to be shown.
  public var showsText = true
  /// The number of bytes of text that are held at once.
  public var windowBytes = 16 << 20
  /// The most bytes of a language's text that surcharges and letter fragments look at, but for the end of a document:
  /// they encode it several times.
  public var diagnosedBytes = 16 << 20

  /// Creates the default settings: in-text fertility of white-space words, all metrics.
  public init(focus: String, reference: String? = nil, baseline: String? = nil) {
    self.focus = focus
    self.reference = reference
    self.baseline = baseline
  }
}

/// What stands before a text when it is tokenized.
public enum LeadingSpace: String, Sendable, Hashable, CaseIterable {
  /// Texts are tokenized as they are.
  case inText = "in-text"
  /// Each word alone, after one space.
  case prefixed
  /// Each word alone, without a space.
  case bare
}
