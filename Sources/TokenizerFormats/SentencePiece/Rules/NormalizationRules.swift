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

  /// All rules in the order of their sources' bytes; sources are distinct.
  public let rules: [Rule]

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
    self.rules = distinct
  }

  /// The rule as a model holds it: `precompiled_charsmap`.
  ///
  /// - Throws: `Failure` where more rules than the library looks at start one another.
  /// - Complexity: O(bytes · log).
  public func compiled() throws(Failure) -> [UInt8] {
    if rules.isEmpty { return [] }
    var writer = CharsmapWriter(rules)
    return try writer.charsmap()
  }
}
