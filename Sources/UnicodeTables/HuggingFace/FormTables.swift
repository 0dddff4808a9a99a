/// What the four normal forms need to know of scalars: combining classes, compositions, what is quiet.
public struct FormTables: Sendable {
  /// The tables.
  public static let shared = FormTables()

  /// Canonical combining classes.
  public let combiningClasses: ScalarTable<UInt8>
  /// For NFD, NFC, NFKD and NFKC two bits each, from the lowest: whether the scalar may not begin a
  /// stretch that is normalized alone, and whether it changes when alone.
  public let unrest: ScalarTable<UInt8>
  private let pairs: [UInt64]
  private let wholes: [UInt32]

  /// The scalar that NFC makes of two; nil where they stay two.
  ///
  /// - Complexity: O(log pairs).
  public func composition(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if (0x1100..<0x1113).contains(first), (0x1161..<0x1176).contains(second) {
      return 0xAC00 + ((first - 0x1100) * 21 + (second - 0x1161)) * 28
    }
    if (0xAC00..<0xD7A4).contains(first), (first - 0xAC00) % 28 == 0,
      (0x11A8..<0x11C3).contains(second)
    {
      return first + (second - 0x11A7)
    }
    let key = UInt64(first) << 32 | UInt64(second)
    var low = 0
    var high = pairs.count
    while low < high {
      let middle = (low + high) / 2
      if pairs[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < pairs.count && pairs[low] == key ? wholes[low] : nil
  }

  private init() {
    let classes = ScalarTable<UInt8>(runs: generatedCombiningClasses)
    var entries: [(key: UInt64, whole: UInt32)] = []
    var numbers = PackedNumbers(generatedCompositions)
    var whole = 0
    var isSecond = Set<UInt32>(0x1161..<0x1176)
    isSecond.formUnion(0x11A8..<0x11C3)
    while let distance = numbers.next(), let first = numbers.nextSigned(),
      let second = numbers.nextSigned()
    {
      whole += distance
      entries.append((UInt64(whole + first) << 32 | UInt64(whole + second), UInt32(whole)))
      isSecond.insert(UInt32(whole + second))
    }
    entries.sort { $0.key < $1.key }
    let composed = Set(entries.map(\.whole))

    var unrest = [UInt8](repeating: 0, count: 0x110000)
    func add(_ scalar: UInt32, _ bits: UInt8) { unrest[Int(scalar)] |= bits }
    for scalar in UInt32(0)..<0x110000 where classes[scalar] != 0 { add(scalar, 0b0101_0101) }
    for scalar in isSecond { add(scalar, 0b0100_0100) }
    for scalar in UInt32(0xAC00)..<0xD7A4 { add(scalar, 0b0010_0010) }
    let canonical = ScalarMappings.canonical
    let compatible = ScalarMappings.compatible
    for scalar in Set(canonical.keys).union(compatible.keys) {
      if let text = canonical[scalar], let first = text.first {
        // NFKC takes apart and puts together as NFC does, where NFKD does nothing more.
        add(scalar, composed.contains(scalar) ? 0b0010_0010 : 0b1010_1010)
        if classes[first] != 0 { add(scalar, 0b0101_0101) }
        if isSecond.contains(first) { add(scalar, 0b0100_0100) }
      }
      if let text = compatible[scalar], let first = text.first {
        add(scalar, 0b1010_0000)
        if classes[first] != 0 { add(scalar, 0b0101_0000) }
        if isSecond.contains(first) { add(scalar, 0b0100_0000) }
      }
    }
    combiningClasses = classes
    self.unrest = ScalarTable(unrest)
    pairs = entries.map(\.key)
    wholes = entries.map(\.whole)
  }
}
