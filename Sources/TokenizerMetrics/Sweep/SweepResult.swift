/// A grid of vocabularies, sizes by kinds, measured on one held-out text.
///
/// The one value that the page and the files of a sweep are made of.
public struct SweepResult: Sendable {
  /// A way of making a vocabulary.
  public struct Kind: Sendable, Hashable {
    /// The id, such as `bpe`.
    public var id: String
    /// What it is, in words, such as `BPE over bytes`.
    public var name: String
    /// The command that trains one size alone, with `SIZE` in the size's place.
    public var command: String
    /// How many trainings were run for all sizes, and what they share, in a sentence.
    public var sharing: String

    /// Creates a kind.
    public init(id: String, name: String, command: String, sharing: String) {
      self.id = id
      self.name = name
      self.command = command
      self.sharing = sharing
    }
  }

  /// One vocabulary.
  public struct Point: Sendable {
    /// The kind's id.
    public var kind: String
    /// All tokens, specials included.
    public var size: Int
    /// Its file.
    public var record: TokenizerRecord
    /// What was measured on the held-out text.
    public var rows: [ResultRow]

    /// Creates a point.
    public init(kind: String, size: Int, record: TokenizerRecord, rows: [ResultRow]) {
      self.kind = kind
      self.size = size
      self.record = record
      self.rows = rows
    }

    /// The row of a metric.
    public func row(_ metric: String) -> ResultRow? { rows.first { $0.metric == metric } }

    /// The value of a metric; nil where there is none.
    public func value(_ metric: String) -> Double? { row(metric)?.value }
  }

  /// A vocabulary that was asked for and cannot be.
  public struct Gap: Sendable, Hashable {
    /// The kind's id.
    public var kind: String
    /// The size asked for.
    public var size: Int
    /// Why there is none.
    public var why: String

    /// Creates a gap.
    public init(kind: String, size: Int, why: String) {
      self.kind = kind
      self.size = size
      self.why = why
    }
  }

  /// One file of the training text.
  public struct TrainingInput: Sendable, Hashable {
    /// The file's name, without folders.
    public var name: String
    /// SHA-256 of the file, 64 hexadecimal digits.
    public var sha256: String
    /// The file's size in bytes.
    public var bytes: Int
    /// The texts that were trained on.
    public var documents: Int
    /// What each occurrence counted for.
    public var weight: UInt64

    /// Creates a record.
    public init(name: String, sha256: String, bytes: Int, documents: Int, weight: UInt64) {
      self.name = name
      self.sha256 = sha256
      self.bytes = bytes
      self.documents = documents
      self.weight = weight
    }
  }

  /// The version that made it.
  public var derlius: String
  /// Further versions that decide the numbers.
  public var versions: [NamedText] = []
  /// The heading; nil for the default.
  public var title: String?
  /// The tag of the text's language, and its name.
  public var language: NamedText
  /// The kinds, as named.
  public var kinds: [Kind] = []
  /// The vocabularies: kinds as named, sizes rising.
  public var points: [Point] = []
  /// The vocabularies that cannot be.
  public var gaps: [Gap] = []
  /// The metrics that stand in the points' rows, in their order of presentation.
  public var metrics: [MetricRecord] = []
  /// The held-out text.
  public var heldOut: [CorpusRecord] = []
  /// The training text.
  public var training: [TrainingInput] = []
  /// Training lines that were left out since they overlap the held-out text or other text to be excluded.
  public var leftOut = 0
  /// The texts that training lines were compared with.
  public var excludedFor: [String] = []
  /// How intervals were drawn.
  public var resampling = Resampling()
  /// What a doubling of the vocabulary must save to be worth it, as a share of all tokens.
  public var leastSaving = SizeKnee.defaultLeastSaving
  /// The model whose costs are told; nil tells none.
  public var cost: ModelCost?
  /// A context window in tokens; nil tells none.
  public var window: Int?
  /// Whether the models lie in the folder.
  public var keepsModels = false
  /// What a reader should know before believing a number.
  public var warnings: [String] = []

  /// Creates an empty result.
  public init(derlius: String, language: NamedText) {
    self.derlius = derlius
    self.language = language
  }
}

extension SweepResult {
  /// The points of a kind, sizes rising.
  public func points(of kind: String) -> [Point] { points.filter { $0.kind == kind } }

  /// What a doubling saved on the way to a point from the next smaller one of its kind; nil for the
  /// smallest.
  public func saving(at point: Point) -> Double? {
    let line = points(of: point.kind)
    guard let index = line.firstIndex(where: { $0.size == point.size }), index > 0,
      let before = line[index - 1].value("tokens"), let tokens = point.value("tokens")
    else { return nil }
    return SizeKnee.saving(
      .init(size: line[index - 1].size, tokens: before), .init(size: point.size, tokens: tokens))
  }

  /// The size at a kind's knee; nil where the grid has none.
  public func knee(of kind: String) -> Int? {
    SizeKnee.find(
      points(of: kind).compactMap { point in
        point.value("tokens").map { SizeKnee.Point(size: point.size, tokens: $0) }
      }, leastSaving: leastSaving)
  }
}
