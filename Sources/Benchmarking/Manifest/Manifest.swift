import Corpora
import Groundwork
import TokenizerMetrics

/// What a benchmark is made of: its inputs and its settings, as plain values.
///
/// Written into the report's folder it names inputs by file name, size and hash, never by where they
/// lie, so that anyone who has the same bytes can run it again. A manifest written by hand may give
/// paths instead; they are relative to its folder.
public struct Manifest: Sendable {
  /// A file that is needed.
  public struct File: Sendable, Hashable {
    /// The file's name, without folders.
    public var file: String
    /// Where it is, where that is known; never written.
    public var path: String?
    /// Its size in bytes.
    public var bytes: Int?
    /// Its SHA-256.
    public var sha256: String?

    /// How this file alone is read.
    public var reading = FileReading()
    /// The licence that it is given under, where that is stated.
    public var licence: String?

    /// A file at a path.
    public init(path: String) {
      file = lastPathComponent(path)
      self.path = path
    }

    /// A file known by name, size and hash.
    public init(file: String, path: String? = nil, bytes: Int?, sha256: String?) {
      self.file = file
      self.path = path
      self.bytes = bytes
      self.sha256 = sha256
    }
  }

  /// A tokenizer: `target` as a user names it, or a file by hash.
  public struct Tokenizer: Sendable {
    /// The name in tables; nil takes the target's.
    public var name: String?
    /// A path or a catalogue name; nil where only the hash is known.
    public var target: String?
    /// The file, where it is known.
    public var file: File?
    /// What a rank file does not say (the content of a side file); nil where the format says all.
    public var specification: JSONValue?

    /// Creates an entry.
    public init(
      name: String? = nil, target: String? = nil, file: File? = nil,
      specification: JSONValue? = nil
    ) {
      self.name = name
      self.target = target
      self.file = file
      self.specification = specification
    }
  }

  /// A corpus: one file of one language, or parallel files, or a folder or table of them.
  public struct Corpus: Sendable {
    /// The name in tables.
    public var name: String
    /// Whether line i is the same sentence in every file.
    public var isParallel: Bool
    /// The folder of a parallel corpus, whose files are found by their names, or its table, or the start of
    /// its files' names; nil where `files` says all.
    public var folder: String?
    /// The files by language tag.
    public var files: [(language: String, file: File)]

    /// Creates an entry.
    public init(
      name: String, isParallel: Bool, folder: String? = nil,
      files: [(language: String, file: File)] = []
    ) {
      self.name = name
      self.isParallel = isParallel
      self.folder = folder
      self.files = files
    }
  }

  /// The heading of the report.
  public var title: String?
  /// A warning to stand above everything.
  public var notice: String?
  /// The tokenizers in the order of tables.
  public var tokenizers: [Tokenizer] = []
  /// The corpora in the order of tables.
  public var corpora: [Corpus] = []
  /// Morphemes by language tag; of one language the first that knows a form answers.
  public var morphology: [Morphology] = []
  /// The training text of tokenizers, to check for overlap: tokenizer name and files.
  public var trainedOn: [(tokenizer: String, files: [File])] = []
  /// The language that the report is about.
  public var focus: String?
  /// The language that parity is measured against.
  public var reference: String?
  /// The tokenizer that others are compared with.
  public var baseline: String?
  /// Metric ids; nil is everything that the inputs allow.
  public var metrics: [String]?
  /// Licences that the user states, by name of corpus, tokenizer or morphology; written with the files.
  public var licences: [NamedText] = []
  /// The policy's choices by key (`form`, `words`, `leadingSpace`, `punctuation`); absent is the default.
  public var policy: [NamedText] = []
  /// How the corpora are written; nil finds each file's format by content.
  public var format: CorpusFormat?
  /// How the corpora are read; the form is the policy's.
  public var reading = ReadingOptions()
  /// How intervals are drawn.
  public var resampling = Resampling()
  /// The size of a context window in tokens; nil tells no words per window.
  public var window: Int?
  /// The price of a million tokens; nil tells no prices.
  public var price: Double?
  /// Whether the headline metrics are also measured under every policy.
  public var sensitivity = true
  /// Whether sentences and words of the corpora may stand in the report.
  public var text = true
  /// Tokenizers that were wanted and could not be had when the manifest was written.
  public var missing: [MissingInput] = []

  /// The most resamples that can be asked for: a hundred times the default.
  public static let mostResamples = 1_000_000

  /// The largest context window.
  public static let mostTokens = 1 << 40
  /// The highest price of a million tokens.
  public static let highestPrice = 1e9

  /// Whether a number can be a price.
  public static func isPrice(_ value: Double) -> Bool {
    value.isFinite && value >= 0 && value <= highestPrice
  }

  /// Creates an empty manifest.
  public init() {}

  /// The policy's choice for a key, or the default.
  public func policy(_ key: String, default value: String) -> String {
    policy.first { $0.name == key }?.value ?? value
  }
}
