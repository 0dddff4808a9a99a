/// What a normalizer makes of single scalars: from a scalar to a few scalars.
public struct ScalarMappings: Sendable {
  private let slots: ScalarTable<UInt16>
  private let ends: [Int]
  private let texts: [UInt32]

  /// NFD's decompositions, whole, without those of Hangul syllables.
  public static let canonical = ScalarMappings(generatedDecompositions)
  /// NFKD's decompositions, whole, where they differ from NFD's.
  public static let compatible = ScalarMappings(generatedCompatibility)
  /// Lower case: one scalar, or two for U+0130.
  public static let lowercase = ScalarMappings(generatedLowercase)

  /// The scalars that take a scalar's place; nil where it stays.
  ///
  /// - Complexity: O(1).
  @inline(__always)
  public subscript(_ scalar: UInt32) -> ArraySlice<UInt32>? {
    let slot = Int(slots[scalar])
    return slot == 0 ? nil : texts[ends[slot - 1]..<ends[slot]]
  }

  /// All scalars that have a mapping, ascending.
  var keys: [UInt32] { (0..<UInt32(0x110000)).filter { slots[$0] != 0 } }

  /// Reads a table: for each run of scalars the distance from the last one, how many there are, how
  /// many scalars take the place of the first, and these as signed distances, each from the one
  /// before (the first from the scalar itself).
  ///
  /// In a run of several both sides ascend by one.
  init(_ table: StaticString) {
    var values = [UInt16](repeating: 0, count: 0x110000)
    var ends = [0]
    var texts: [UInt32] = []
    var numbers = PackedNumbers(table)
    var key = 0
    while let distance = numbers.next(), let steps = numbers.next(), let length = numbers.next() {
      key += distance
      var text: [Int] = []
      for _ in 0..<length { text.append((text.last ?? key) + (numbers.nextSigned() ?? 0)) }
      for step in 0..<steps {
        values[key + step] = UInt16(truncatingIfNeeded: ends.count)
        texts.append(contentsOf: text.map { UInt32(truncatingIfNeeded: $0 + step) })
        ends.append(texts.count)
      }
      key += steps - 1
    }
    slots = ScalarTable(values)
    self.ends = ends
    self.texts = texts
  }
}
