import Groundwork

/// A normalization rule of SentencePiece as what it maps: strings of scalars to strings of scalars.
///
/// At each place of a text the longest source that matches is replaced.
public struct NormalizationRules: Sendable {
  /// A source and what it becomes, which may be empty.
  public struct Rule: Sendable, Hashable {
    /// The source in UTF-8; not empty, no zero byte.
    public var source: [UInt8]
    /// What it becomes, in UTF-8; no zero byte.
    public var target: [UInt8]

    /// Creates a rule.
    public init(source: [UInt8], target: [UInt8]) {
      self.source = source
      self.target = target
    }
  }

  /// The sources one after the other, in the order of their bytes.
  private(set) var sources: [UInt8] = []
  /// Where each source starts; one more entry than rules.
  private(set) var starts: [Int] = [0]
  /// The number of each rule's target.
  private(set) var targetNumbers: [Int] = []
  /// The targets, distinct and in the order of their bytes.
  private(set) var targets: [[UInt8]] = []

  /// The number of rules.
  public var count: Int { targetNumbers.count }

  /// All rules in the order of their sources' bytes; sources are distinct.
  public var rules: [Rule] {
    (0..<count).map { rule in
      Rule(
        source: Array(sources[starts[rule]..<starts[rule + 1]]),
        target: targets[targetNumbers[rule]])
    }
  }

  /// Creates rules; of several with one source the last counts, as in the reference.
  public init(_ rules: [Rule]) {
    let sorted = rules.enumerated().sorted { a, b in
      a.element.source == b.element.source
        ? a.offset < b.offset
        : a.element.source.lexicographicallyPrecedes(b.element.source)
    }
    var distinct: [Rule] = []
    distinct.reserveCapacity(sorted.count)
    for (_, rule) in sorted {
      if distinct.last?.source == rule.source { distinct.removeLast() }
      distinct.append(rule)
    }
    let numbers = number(distinct.map(\.target))
    for rule in distinct { append(rule.source, numbers[rule.target] ?? 0) }
  }

  /// Creates rules whose sources are at most 16 bytes, distinct, in any order; each with the number of its
  /// target.
  init(packed rules: inout [(source: PackedSource, target: Int)], targets: [[UInt8]]) {
    rules.sort { $0.source < $1.source }
    let numbers = number(targets)
    let sorted = targets.map { numbers[$0] ?? 0 }
    sources.reserveCapacity(12 * rules.count)
    starts.reserveCapacity(rules.count + 1)
    targetNumbers.reserveCapacity(rules.count)
    for rule in rules {
      rule.source.write(to: &sources)
      starts.append(sources.count)
      targetNumbers.append(sorted[rule.target])
    }
  }

  /// Takes over targets, and gives the number of each.
  private mutating func number(_ all: [[UInt8]]) -> [[UInt8]: Int] {
    targets = Set(all).sorted { $0.lexicographicallyPrecedes($1) }
    var numbers: [[UInt8]: Int] = [:]
    for (number, target) in targets.enumerated() { numbers[target] = number }
    return numbers
  }

  private mutating func append(_ source: [UInt8], _ target: Int) {
    sources += source
    starts.append(sources.count)
    targetNumbers.append(target)
  }

  /// The rule as a model holds it: `precompiled_charsmap`.
  ///
  /// - Throws: `Failure` where more rules than the library looks at start one another.
  /// - Complexity: O(bytes · log).
  public func compiled() throws(Failure) -> [UInt8] {
    if count == 0 { return [] }
    var writer = CharsmapWriter(self)
    return try writer.charsmap()
  }
}

/// Up to 16 bytes of UTF-8 without a zero byte, as two numbers that order as they do.
struct PackedSource: BitwiseCopyable, Comparable {
  private var high: UInt64 = 0
  private var low: UInt64 = 0
  private(set) var count = 0

  /// Adds a scalar's bytes.
  mutating func append(_ scalar: Unicode.Scalar) {
    for byte in UTF8.encode(scalar) ?? .init() {
      if count < 8 {
        high |= UInt64(byte) << UInt64(56 - 8 * count)
      } else {
        low |= UInt64(byte) << UInt64(120 - 8 * count)
      }
      count += 1
    }
  }

  func write(to bytes: inout [UInt8]) {
    for index in 0..<count {
      let word = index < 8 ? high : low
      bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * (index & 7))))
    }
  }

  static func < (one: PackedSource, two: PackedSource) -> Bool {
    one.high != two.high ? one.high < two.high : one.low < two.low
  }
}
