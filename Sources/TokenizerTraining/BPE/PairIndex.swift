/// Numbers for distinct 64-bit keys in the order of their first arrival; open addressing.
struct PairIndex: ~Copyable {
  /// Key and number; a free slot has the number −1.
  private var slots: [(key: UInt64, number: Int)]
  private(set) var count = 0

  init() { slots = Array(repeating: (0, -1), count: 1 << 12) }

  /// The key's number, the count before where it is new.
  mutating func number(of key: UInt64) -> Int {
    var place = Self.place(of: key) & (slots.count - 1)
    while slots[place].number >= 0 {
      if slots[place].key == key { return slots[place].number }
      place = (place + 1) & (slots.count - 1)
    }
    slots[place] = (key, count)
    count += 1
    if count * 2 > slots.count { grow() }
    return count - 1
  }

  /// The key's number; nil where it has none.
  func find(_ key: UInt64) -> Int? {
    var place = Self.place(of: key) & (slots.count - 1)
    while slots[place].number >= 0 {
      if slots[place].key == key { return slots[place].number }
      place = (place + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: (0, -1), count: old.count * 2)
    for entry in old where entry.number >= 0 {
      var place = Self.place(of: entry.key) & (slots.count - 1)
      while slots[place].number >= 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = entry
    }
  }

  private static func place(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20)
  }
}
