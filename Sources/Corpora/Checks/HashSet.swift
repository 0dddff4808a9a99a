/// A set of 64-bit hashes: flat, open addressing, eight bytes a place.
///
/// Zero is kept as one.
struct HashSet: Sendable {
  private var slots: [UInt64]
  private(set) var count = 0

  init() { slots = [UInt64](repeating: 0, count: 1024) }

  /// Reads where the search for each hash begins, so that the places are in the cache when they are wanted.
  ///
  /// On 300 MB of lines of 80 bytes looking hashes up took a tenth of `bench` without it. The result is to be used,
  /// lest nothing be read.
  func touch(_ hashes: [UInt64]) -> UInt64 {
    slots.withUnsafeBufferPointer { slots in
      hashes.reduce(0) { $0 ^ slots[Int(truncatingIfNeeded: max($1, 1)) & (slots.count - 1)] }
    }
  }

  /// Whether the hash is new.
  mutating func insert(_ hash: UInt64) -> Bool {
    let key = max(hash, 1)
    let isNew = slots.withUnsafeMutableBufferPointer { slots in
      var place = Int(truncatingIfNeeded: key) & (slots.count - 1)
      while slots[place] != 0 {
        if slots[place] == key { return false }
        place = (place + 1) & (slots.count - 1)
      }
      slots[place] = key
      return true
    }
    if isNew {
      count += 1
      if count * 4 > slots.count * 3 { grow() }
    }
    return isNew
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
