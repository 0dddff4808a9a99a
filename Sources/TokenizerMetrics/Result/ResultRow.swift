/// One number of a benchmark, with its interval and its policy.
public struct ResultRow: Sendable, Hashable {
  /// The tokenizer's name.
  public var tokenizer: String
  /// The corpus's name.
  public var corpus: String
  /// The language tag; `*` for a metric over all languages of the corpus.
  public var language: String
  /// The metric's id, such as `fertility`.
  public var metric: String
  /// The value; nil where it could not be computed.
  public var value: Double?
  /// The interval's lower end; nil without an interval.
  public var low: Double?
  /// The interval's upper end; nil without an interval.
  public var high: Double?
  /// How many things the value was computed over: documents, words, tokens or pairs, as `countedAs` says.
  public var n: Int
  /// What `n` counts: `documents`, `words`, `tokens`, `pairs`, `languages`, `types`, `scalars`, `windows`.
  public var countedAs: String
  /// Why there is no value, or no interval.
  public var why: String?
  /// What stands beside the value, in words, such as the languages that are worst and best served.
  public var note: String?
  /// The conditions.
  public var policy: Policy

  /// Creates a row.
  public init(
    tokenizer: String, corpus: String, language: String, metric: String, value: Double?,
    low: Double? = nil, high: Double? = nil, n: Int, countedAs: String, why: String? = nil,
    note: String? = nil, policy: Policy
  ) {
    self.tokenizer = tokenizer
    self.corpus = corpus
    self.language = language
    self.metric = metric
    self.value = value
    self.low = low
    self.high = high
    self.n = n
    self.countedAs = countedAs
    self.why = why
    self.note = note
    self.policy = policy
  }
}

/// A metric as a report explains it.
public struct MetricRecord: Sendable, Hashable {
  /// Which way is better.
  public enum Direction: String, Sendable {
    /// Less is better.
    case lower
    /// More is better.
    case higher
    /// One is fair.
    case one
    /// Neither: it describes.
    case none
  }

  /// What a metric tells of; reports show one section for each, in this order.
  public enum Group: String, Sendable, CaseIterable {
    /// How many tokens a text takes.
    case cost
    /// How languages compare.
    case parity
    /// How cuts lie to morphemes.
    case morphology
    /// What goes wrong where.
    case diagnostics
    /// How tokens are distributed, and what of the vocabulary is used.
    case distribution
    /// What other publications define.
    case compatibility
  }

  /// The id in files: snake case.
  public var id: String
  /// The name people know.
  public var name: String
  /// What it means, in a few plain words.
  public var meaning: String
  /// The formula, as text.
  public var formula: String
  /// The unit, such as `tokens/word`; empty for ratios and shares.
  public var unit: String
  /// Which way is better.
  public var direction: Direction
  /// Who defined it.
  public var source: String
  /// What the number does not show.
  public var caution: String
  /// What it tells of.
  public var group: Group

  /// Creates a record.
  public init(
    id: String, name: String, meaning: String, formula: String, unit: String,
    direction: Direction, source: String, caution: String, group: Group = .cost
  ) {
    self.id = id
    self.name = name
    self.meaning = meaning
    self.formula = formula
    self.unit = unit
    self.direction = direction
    self.source = source
    self.caution = caution
    self.group = group
  }
}

/// The difference of one tokenizer from the baseline, on the same units.
public struct ComparisonRow: Sendable, Hashable {
  /// The tokenizer.
  public var tokenizer: String
  /// The tokenizer it is compared with.
  public var baseline: String
  /// The corpus's name.
  public var corpus: String
  /// The language tag.
  public var language: String
  /// The metric's id.
  public var metric: String
  /// The tokenizer's value divided by the baseline's.
  public var ratio: Double
  /// The lower end of the ratio's interval (paired bootstrap); nil where nothing can be resampled.
  public var low: Double?
  /// The upper end of the ratio's interval.
  public var high: Double?
  /// The permutation p-value after Holm's correction; nil with fewer than 20 units.
  public var p: Double?
  /// Whether `p` is the least that the draws resolve: the true one is at most that.
  public var pIsBound: Bool
  /// How large the difference is against its scatter, and on how many units it holds.
  public var effect: PairedEffect?
  /// Why there is no p.
  public var why: String?

  /// Creates a row.
  public init(
    tokenizer: String, baseline: String, corpus: String, language: String, metric: String,
    ratio: Double, low: Double?, high: Double?, p: Double?, pIsBound: Bool = false,
    effect: PairedEffect? = nil, why: String? = nil
  ) {
    self.tokenizer = tokenizer
    self.baseline = baseline
    self.corpus = corpus
    self.language = language
    self.metric = metric
    self.ratio = ratio
    self.low = low
    self.high = high
    self.p = p
    self.pIsBound = pIsBound
    self.effect = effect
    self.why = why
  }
}
