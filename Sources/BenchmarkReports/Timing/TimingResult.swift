import TokenizerMetrics

/// How fast tokenizers loaded and encoded in one run on one machine; nothing of it is in a `BenchmarkResult`.
public struct TimingResult: Sendable {
  /// How long one thing took each time, in seconds.
  public struct Samples: Sendable {
    /// By the clock.
    public var clock: [Double] = []
    /// Processor time of the process.
    public var processor: [Double] = []

    /// Creates samples.
    public init(clock: [Double] = [], processor: [Double] = []) {
      self.clock = clock
      self.processor = processor
    }

    /// The middle one, of an even number the mean of the two in the middle; nil of none.
    static func median(_ values: [Double]) -> Double? {
      let sorted = values.sorted()
      guard let upper = sorted.dropFirst(sorted.count / 2).first else { return nil }
      return sorted.count.isMultiple(of: 2) ? (sorted[sorted.count / 2 - 1] + upper) / 2 : upper
    }
  }

  /// One tokenizer's times.
  public struct Row: Sendable {
    /// The name in tables.
    public var name: String
    /// SHA-256 of its file.
    public var sha256: String
    /// The tokens that a pass gives.
    public var tokens = 0
    /// SHA-256 of a pass's ids, 4 bytes each, the lowest first; every pass gave the same.
    public var idsSHA256 = ""
    /// Reading and building it from its file.
    public var load = Samples()
    /// Encoding with an encoder that has seen nothing.
    public var first = Samples()
    /// The same texts again.
    public var warm = Samples()

    /// Creates a row without times.
    public init(name: String, sha256: String) {
      self.name = name
      self.sha256 = sha256
    }
  }

  /// What was encoded of one language of a corpus.
  public struct Text: Sendable {
    /// The corpus's name.
    public var corpus: String
    /// The language tag.
    public var language: String
    /// The number of documents.
    public var documents: Int
    /// Their bytes.
    public var bytes: Int
    /// Whether the corpus has more, which was left out.
    public var isPart: Bool

    /// Creates an entry.
    public init(corpus: String, language: String, documents: Int, bytes: Int, isPart: Bool) {
      self.corpus = corpus
      self.language = language
      self.documents = documents
      self.bytes = bytes
      self.isPart = isPart
    }
  }

  /// What the machine is: names and values for people.
  public var machine: [NamedText] = []
  /// The number of processors that are online.
  public var processors = 1
  /// The load averages of 1, 5 and 15 minutes before the first pass; empty where not known.
  public var loadBefore: [Double] = []
  /// The same after the last pass.
  public var loadAfter: [Double] = []
  /// Whether the program was built without optimization.
  public var isDebugBuild = false
  /// How often everything was done.
  public var rounds: Int
  /// What was encoded.
  public var texts: [Text] = []
  /// The tokenizers in the report's order.
  public var rows: [Row] = []

  /// Creates an empty result.
  public init(rounds: Int) { self.rounds = rounds }

  /// The bytes of a pass.
  public var bytes: Int { texts.reduce(0) { $0 + $1.bytes } }

  /// How many of something a second are done in the median of some times; nil where that is nothing.
  static func speed(_ amount: Int, _ seconds: [Double]) -> Double? {
    guard let median = Samples.median(seconds), median > 0, amount > 0 else { return nil }
    return Double(amount) / median
  }
}
