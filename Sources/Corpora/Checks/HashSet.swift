/// A set of 64-bit hashes: flat, open addressing, eight bytes a place.
///
/// Zero is kept as one.
struct HashSet: Sendable {
  private var slots: [UInt64]
  private(set) var count = 0

  init() { slots = [UInt64](repeating: 0, count: 1024) }

  /// Whether the hash is new.
  mutating func insert(_ hash: UInt64) -> Bool {
    let key = max(hash, 1)
    var place = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while slots[place] != 0 {
      if slots[place] == key { return false }
      place = (place + 1) & (slots.count - 1)
    }
    slots[place] = key
    count += 1
    if count * 4 > slots.count * 3 { grow() }
    return true
  }

  private mutating func grow() {
    var grown = [UInt64](repeating: 0, count: slots.count * 2)
    for key in slots where key != 0 {
      var place = Int(truncatingIfNeeded: key) & (grown.count - 1)
      while grown[place] != 0 { place = (place + 1) & (grown.count - 1) }
      grown[place] = key
    }
    slots = grown
  }
}
