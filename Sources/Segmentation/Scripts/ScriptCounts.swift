import CICU

/// How many scalars of each script texts hold, by ICU's Script property (UAX #24).
public struct ScriptCounts: Sendable, Hashable {
  private var counts = [UInt64](repeating: 0, count: Int(DERLIUS_SCRIPTS))

  /// Creates counts of nothing.
  public init() {}

  /// Adds a text that occurs `weight` times: valid UTF-8 of at most `ICU.textLimit` bytes.
  ///
  /// O(n).
  public mutating func add(_ text: UnsafeBufferPointer<UInt8>, weight: UInt64 = 1) {
    guard let base = text.baseAddress else { return }
    if weight == 1 { return derlius_icu_count_scripts(base, text.count, &counts) }
    var found = [UInt64](repeating: 0, count: counts.count)
    derlius_icu_count_scripts(base, text.count, &found)
    for index in found.indices { counts[index] &+= found[index] &* weight }
  }

  /// Adds other counts.
  public mutating func add(_ other: ScriptCounts) {
    for index in counts.indices { counts[index] += other.counts[index] }
  }

  /// The scripts that occur, by ISO 15924 code, the most frequent first, then by code; `Zyyy` is common
  /// to several (spaces, digits, punctuation), `Zinh` takes that of what stands before.
  public var scripts: [(code: String, scalars: UInt64)] {
    var found: [(code: String, scalars: UInt64)] = []
    for (index, count) in counts.enumerated() where count > 0 {
      found.append((String(cString: derlius_icu_script_name(Int32(index))), count))
    }
    found.sort { left, right in
      if left.scalars != right.scalars { return left.scalars > right.scalars }
      return left.code.utf8.lexicographicallyPrecedes(right.code.utf8)
    }
    return found
  }
}
