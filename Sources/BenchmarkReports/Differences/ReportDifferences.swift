import TokenizerMetrics

/// What changed from one report to another: what went in, and which numbers came out otherwise.
public struct ReportDifferences: Sendable {
  /// Something that went in and is not the same; nil on the side that has none.
  public struct Change: Sendable, Hashable {
    /// What it is, such as `version`, `setting` or `tokenizer`.
    public var kind: String
    /// Its name.
    public var name: String
    /// Its value in the first report.
    public var old: String?
    /// Its value in the second.
    public var new: String?
  }

  /// Where two values lie to each other's intervals.
  public enum Placing: String, Sendable {
    /// Each lies outside the other's interval.
    case outside
    /// One of them lies inside the other's.
    case inside
    /// One side has no interval.
    case unknown
  }

  /// How a number changed.
  public enum Kind: String, Sendable {
    /// Another value, or none on one side.
    case changed
    /// The same value with another interval.
    case interval
    /// The only row of its kind on each side has another policy.
    case policy
    /// Only the second report has it.
    case added
    /// Only the first report has it.
    case removed
  }

  /// A number that is not the same in both.
  public struct RowChange: Sendable, Hashable {
    /// How it changed.
    public var kind: Kind
    /// The row of the first report.
    public var old: RecordedResult.Row?
    /// The row of the second.
    public var new: RecordedResult.Row?

    /// The row that is there, the first report's where both are.
    public var row: RecordedResult.Row? { old ?? new }

    /// Tokenizer, corpus, language and metric.
    public var subject: String {
      row.map { "\($0.tokenizer), \($0.corpus), \($0.language), \($0.metric)" } ?? ""
    }

    /// The new value less the old; nil where one is missing.
    public var difference: Double? {
      guard let old = old?.value, let new = new?.value else { return nil }
      return new - old
    }

    /// The new value divided by the old; nil where one is missing or the old is zero.
    public var ratio: Double? {
      guard let old = old?.value, let new = new?.value, old != 0 else { return nil }
      return new / old
    }

    /// Where the values lie to each other's intervals.
    public var placing: Placing {
      guard let old, let new, let first = old.value, let second = new.value, let low = old.low,
        let high = old.high, let newLow = new.low, let newHigh = new.high
      else { return .unknown }
      let isOut = !(low...max(low, high)).contains(second)
      let wasOut = !(newLow...max(newLow, newHigh)).contains(first)
      return isOut && wasOut ? .outside : .inside
    }

    /// What tells the policies apart, such as `words whitespace → uax29`; empty where nothing does.
    public var policyChange: String {
      guard let old, let new else { return "" }
      var names = old.policy.map(\.name)
      names += new.policy.map(\.name).filter { !names.contains($0) }
      return names.compactMap { name in
        let one = old.policy.first { $0.name == name }?.value
        let two = new.policy.first { $0.name == name }?.value
        return one == two ? nil : "\(name) \(one ?? "none") → \(two ?? "none")"
      }.joined(separator: ", ")
    }
  }

  /// The reports' versions.
  public let versions: (old: String, new: String)
  /// What went in and changed, by kind.
  public let changes: [Change]
  /// Metrics that are computed in another way in the newer version.
  public let metricChanges: [MetricChange]
  /// Numbers that are not the same: those of the first report in its order, then what only the second has.
  public let rows: [RowChange]
  /// How many rows are the same in both, intervals included.
  public let same: Int
  /// Names of metrics by id, of both.
  public let metricNames: [NamedText]
  /// Names of languages by tag, of both.
  public let languageNames: [NamedText]

  /// Whether nothing changed.
  public var isEmpty: Bool { changes.isEmpty && rows.isEmpty }

  /// Compares two reports.
  ///
  /// - Complexity: O(rows).
  public init(_ old: RecordedResult, _ new: RecordedResult) {
    versions = (old.derlius, new.derlius)
    changes = Self.changes(old.parts, new.parts)
    let isOlder = MetricChanges.precedes(old.derlius, new.derlius)
    metricChanges =
      isOlder
      ? MetricChanges.between(old.derlius, new.derlius)
      : MetricChanges.between(new.derlius, old.derlius)
    (rows, same) = Self.rows(old.rows, new.rows)
    metricNames = Self.merged(old.metricNames, new.metricNames)
    languageNames = Self.merged(old.languageNames, new.languageNames)
  }

  /// The rows of a kind.
  public func rows(_ kind: Kind) -> [RowChange] { rows.filter { $0.kind == kind } }

  // MARK: - Comparing

  private static func changes(
    _ old: [RecordedResult.Part], _ new: [RecordedResult.Part]
  ) -> [Change] {
    struct Key: Hashable {
      var kind: String
      var name: String
    }
    func table(_ parts: [RecordedResult.Part]) -> [Key: String] {
      Dictionary(
        parts.map { (Key(kind: $0.kind, name: $0.name), $0.value) }, uniquingKeysWith: { $1 })
    }
    let (before, after) = (table(old), table(new))
    var changes: [Change] = []
    for part in old {
      let value = after[Key(kind: part.kind, name: part.name)]
      if value != part.value {
        changes.append(Change(kind: part.kind, name: part.name, old: part.value, new: value))
      }
    }
    for part in new where before[Key(kind: part.kind, name: part.name)] == nil {
      changes.append(Change(kind: part.kind, name: part.name, old: nil, new: part.value))
    }
    // What is only in the second report stands with its kind.
    let kinds = ["version", "setting", "tokenizer", "text", "morphemes", "missing", "warning"]
    return kinds.flatMap { kind in changes.filter { $0.kind == kind } }
  }

  private struct Key: Hashable {
    var tokenizer: String
    var corpus: String
    var language: String
    var metric: String

    init(_ row: RecordedResult.Row) {
      tokenizer = row.tokenizer
      corpus = row.corpus
      language = row.language
      metric = row.metric
    }
  }

  private static func rows(
    _ old: [RecordedResult.Row], _ new: [RecordedResult.Row]
  ) -> (rows: [RowChange], same: Int) {
    // Rows of one kind are few: one for each policy. Those with equal policies belong together, then what is left
    // over, in order, where it is one on each side.
    var places: [Key: [Int]] = [:]
    for (index, row) in new.enumerated() { places[Key(row), default: []].append(index) }
    var partner = [Int?](repeating: nil, count: old.count)
    var isTaken = [Bool](repeating: false, count: new.count)
    for (index, row) in old.enumerated() {
      guard
        let place = places[Key(row)]?.first(where: { !isTaken[$0] && new[$0].policy == row.policy })
      else { continue }
      partner[index] = place
      isTaken[place] = true
    }
    var left: [Key: Int] = [:]
    for (index, row) in old.enumerated() where partner[index] == nil {
      left[Key(row), default: 0] += 1
    }
    for (index, row) in old.enumerated() where partner[index] == nil {
      let free = places[Key(row)]?.filter { !isTaken[$0] } ?? []
      guard free.count == 1, left[Key(row)] == 1 else { continue }
      partner[index] = free[0]
      isTaken[free[0]] = true
    }
    var rows: [RowChange] = []
    var same = 0
    for (index, row) in old.enumerated() {
      guard let place = partner[index] else {
        rows.append(RowChange(kind: .removed, old: row, new: nil))
        continue
      }
      let other = new[place]
      if other == row {
        same += 1
      } else if other.policy != row.policy {
        rows.append(RowChange(kind: .policy, old: row, new: other))
      } else {
        let isInterval = other.value == row.value && (other.value != nil || other.why == row.why)
        rows.append(RowChange(kind: isInterval ? .interval : .changed, old: row, new: other))
      }
    }
    for (index, row) in new.enumerated() where !isTaken[index] {
      rows.append(RowChange(kind: .added, old: nil, new: row))
    }
    return (rows, same)
  }

  private static func merged(_ one: [NamedText], _ two: [NamedText]) -> [NamedText] {
    let known = Set(one.map(\.name))
    return one + two.filter { !known.contains($0.name) }
  }
}
