import Groundwork
import Segmentation
import UnicodeTables

/// What a count file holds and how it was made: the JSON beside it.
public struct CountRecord: Sendable, Hashable {
  /// How texts became pieces.
  ///
  /// Counts of different policies are never added.
  public struct Policy: Sendable, Hashable {
    /// The name of the piece rule: of a pattern, or of a word rule.
    public var split: String
    /// The word rule where words were counted, nil for the pieces of a pattern.
    public var words: String?
    /// The normal form of the texts, or `raw` where they are as read.
    public var form: String
    /// The texts whose case and punctuation the words were given (`DressModel`); empty where they are as counted.
    public var dressedLike: [CountedInput]
    /// The seed by which one half of the occurrences was drawn; nil where all were counted.
    public var half: UInt64?
    /// The versions that decide the result (Derlius, ICU, Unicode tables), in order.
    public var versions: [Version]

    /// Creates a policy.
    public init(
      split: String, words: String? = nil, form: String = "raw", dressedLike: [CountedInput] = [],
      half: UInt64? = nil, versions: [Version]
    ) {
      self.split = split
      self.words = words
      self.form = form
      self.half = half
      self.dressedLike = dressedLike.sorted(by: CountedInput.precedes)
      self.versions = versions
    }
  }

  /// The version of one part.
  public struct Version: Sendable, Hashable {
    /// The part: `derlius`, `icu`, `unicode`.
    public var name: String
    /// Its version.
    public var version: String

    /// The versions that decide what this program counts.
    public static var current: [Version] {
      [
        Version("derlius", Groundwork.Version.derlius), Version("icu", ICU.version),
        Version("patternUnicode", PinnedUnicode.version),
      ]
    }

    /// Creates a version.
    public init(_ name: String, _ version: String) {
      self.name = name
      self.version = version
    }
  }

  /// How texts became pieces.
  public var policy: Policy
  /// What was counted, sorted by name and hash.
  public var inputs: [CountedInput] {
    didSet { inputs.sort(by: CountedInput.precedes) }
  }

  /// Creates a record.
  public init(policy: Policy, inputs: [CountedInput]) {
    self.policy = policy
    self.inputs = inputs.sorted(by: CountedInput.precedes)
  }

  /// The record of both files together; throws when their policies differ, naming the difference.
  ///
  /// - Parameters:
  ///   - other: the record to add.
  ///   - file: the file that this record describes, for the message.
  ///   - otherFile: the file of the other record.
  public func merged(
    with other: CountRecord, file: String, otherFile: String
  ) throws(Failure) -> CountRecord {
    for (what, here, there) in [
      ("split", policy.split, other.policy.split),
      ("words", policy.words ?? "none", other.policy.words ?? "none"),
      ("form", policy.form, other.policy.form),
      ("half", policy.half.map { "\($0)" } ?? "none", other.policy.half.map { "\($0)" } ?? "none"),
      ("dressedLike", policy.dressText, other.policy.dressText),
      ("versions", policy.versionText, other.policy.versionText),
    ] where here != there {
      throw Failure(
        "was counted with another policy: \(what) is \(there), but \(here) in \(file)",
        at: .file(otherFile), remedy: "count both with the same options and versions")
    }
    return CountRecord(policy: policy, inputs: inputs + other.inputs)
  }
}

extension CountRecord.Policy {
  fileprivate var dressText: String {
    if dressedLike.isEmpty { return "none" }
    return dressedLike.map { "\($0.name) \($0.sha256.prefix(12)) times \($0.weight)" }
      .joined(separator: ", ")
  }

  fileprivate var versionText: String {
    versions.map { "\($0.name) \($0.version)" }.joined(separator: ", ")
  }
}

extension CountRecord {
  /// The record as JSON, with the facts of the table that it stands beside.
  func json(pieces: Int, total: UInt64, sha256: String) -> JSONValue {
    var members: [JSONValue.Member] = [.init("split", .string(policy.split))]
    if let words = policy.words { members.append(.init("words", .string(words))) }
    members.append(.init("form", .string(policy.form)))
    if !policy.dressedLike.isEmpty {
      members.append(.init("dressedLike", .array(policy.dressedLike.map(\.json))))
    }
    if let half = policy.half { members.append(.init("half", .integer(half))) }
    members += [
      .init("pieces", .integer(pieces)),
      .init("total", .integer(total)), .init("sha256", .string(sha256)),
      .init("inputs", .array(inputs.map(\.json))),
      .init(
        "versions", .object(policy.versions.map { .init($0.name, .string($0.version)) })),
    ]
    return .object(members)
  }

  /// Reads a record and the SHA-256 of the count file that it belongs to.
  static func read(_ json: JSONValue, file: String) throws(Failure) -> (CountRecord, String) {
    guard let split = json["split"]?.string else { throw missing("split", file) }
    guard let form = json["form"]?.string else { throw missing("form", file) }
    guard let sha256 = json["sha256"]?.string else { throw missing("sha256", file) }
    guard let values = json["inputs"]?.array else { throw missing("inputs", file) }
    guard let members = json["versions"]?.members else { throw missing("versions", file) }
    let inputs = try read(values, "inputs", file)
    let dressedLike = try read(json["dressedLike"]?.array ?? [], "dressedLike", file)
    var versions: [Version] = []
    for member in members {
      guard let version = member.value.string else { throw missing("versions", file) }
      versions.append(Version(member.key, version))
    }
    let policy = Policy(
      split: split, words: json["words"]?.string, form: form, dressedLike: dressedLike,
      half: json["half"]?.integer.flatMap(UInt64.init(exactly:)), versions: versions)
    return (CountRecord(policy: policy, inputs: inputs), sha256)
  }

  private static func read(
    _ values: [JSONValue], _ member: String, _ file: String
  ) throws(Failure) -> [CountedInput] {
    var inputs: [CountedInput] = []
    for value in values {
      guard let input = CountedInput(json: value) else { throw missing(member, file) }
      inputs.append(input)
    }
    return inputs
  }

  private static func missing(_ member: String, _ file: String) -> Failure {
    Failure(
      "`\(member)` is missing or of the wrong kind", at: .file(file),
      remedy: "write the counts again with `derlius corpus words`")
  }
}
