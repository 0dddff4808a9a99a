/// What bringing texts to a form changed: counts by kind, and the first places.
///
/// Integers only, and a fixed order: parts of a corpus can be measured by any number of threads and
/// added, and give what measuring the whole gives.
public struct FormChanges: Sendable, Hashable {
  /// A kind of change; a change is counted by the step that makes it.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A soft hyphen taken out.
    case softHyphens
    /// A control character taken out or replaced.
    case controls
    /// A segment (a scalar and what combines with it) brought to NFC, or to NFKC as NFC does too.
    case composed
    /// A segment brought to NFD, or to NFKD as NFD does too.
    case decomposed
    /// A segment that NFKC or NFKD changes otherwise than NFC or NFD: `ﬁ`, `²`, full-width forms.
    case compatibility
    /// A scalar whose case was mapped.
    case letterCase = "case"
    /// A run of white space that became one space or nothing.
    case whiteSpace
  }

  /// One change as an example.
  public struct Sample: Sendable, Hashable {
    /// The text it stands in, counted from 0 over all texts given.
    public var document: Int
    /// The byte in that text as read, where the change starts.
    public var offset: Int
    /// The bytes before the change, at most `FormChanges.sampleBytes` of them.
    public var before: [UInt8]
    /// The bytes after it, cut in the same way.
    public var after: [UInt8]
    /// The white-space word of the text as read that it stands in, cut in the same way; empty where it
    /// stands in white space.
    public var word: [UInt8]
  }

  /// How many examples of each kind are kept: the first.
  public static let samplesOfAKind = 3
  /// The greatest length of a sample's parts in bytes; cut where a scalar ends.
  public static let sampleBytes = 48

  /// The texts looked at.
  public internal(set) var documents = 0
  /// The texts that are not what they were.
  public internal(set) var changedDocuments = 0
  var counts = [Int](repeating: 0, count: Kind.allCases.count)
  var examples = [[Sample]](repeating: [], count: Kind.allCases.count)

  /// Creates a record of nothing.
  public init() {}

  /// How many changes of a kind there were.
  public func count(_ kind: Kind) -> Int { counts[kind.index] }

  /// The first changes of a kind, in the order of the texts.
  public func samples(_ kind: Kind) -> [Sample] { examples[kind.index] }

  /// The kinds that occur, in the order of the steps.
  public var kinds: [Kind] { Kind.allCases.filter { counts[$0.index] > 0 } }

  /// Adds the changes of texts that follow these.
  public mutating func add(_ next: FormChanges) {
    for kind in Kind.allCases {
      let index = kind.index
      counts[index] += next.counts[index]
      for var sample in next.examples[index]
      where examples[index].count < Self.samplesOfAKind {
        sample.document += documents
        examples[index].append(sample)
      }
    }
    documents += next.documents
    changedDocuments += next.changedDocuments
  }

  /// Forgets the examples, which are text, and keeps the counts.
  public mutating func dropSamples() {
    examples = [[Sample]](repeating: [], count: Kind.allCases.count)
  }

  mutating func endDocument(changed: Bool) {
    documents += 1
    if changed { changedDocuments += 1 }
  }

  /// Counts a change; whether an example of it is wanted.
  @inline(__always)
  mutating func increment(_ kind: Kind) -> Bool {
    counts[kind.index] += 1
    return examples[kind.index].count < Self.samplesOfAKind
  }

  mutating func add(_ sample: Sample, _ kind: Kind) { examples[kind.index].append(sample) }

  /// Whether a kind still wants examples.
  var wantsSamples: Bool { examples.contains { $0.count < Self.samplesOfAKind } }
}

extension FormChanges.Kind {
  @inline(__always)
  fileprivate var index: Int {
    switch self {
    case .softHyphens: 0
    case .controls: 1
    case .composed: 2
    case .decomposed: 3
    case .compatibility: 4
    case .letterCase: 5
    case .whiteSpace: 6
    }
  }
}

extension FormChanges.Sample: CustomStringConvertible {
  /// The change for people, scalars by number, since most cannot be seen: `byte 5: U+0065 U+0307 → U+0117
  /// in tėvas`.
  public var description: String {
    let word = String(decoding: word, as: UTF8.self)
    return "byte \(offset): \(Self.scalars(before)) → "
      + "\(after.isEmpty ? "nothing" : Self.scalars(after))" + (word.isEmpty ? "" : " in \(word)")
  }

  private static func scalars(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }.joined(separator: " ")
  }
}
