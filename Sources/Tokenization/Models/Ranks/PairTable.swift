/// The token that two neighbouring tokens make: open addressing over (left, right).
///
/// A slot packs left, right and the merged token's index, 21 bits each; all ones is empty. It holds
/// every split of every token into two tokens, so that looking up the pair is looking up the bytes of
/// both in the ranks, which is what tiktoken does.
struct PairTable: ~Copyable {
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private(set) var count = 0

  /// The largest number of tokens: an index takes 21 bits, and all ones stands for none.
  static let tokenLimit = (1 << 21) - 1
  /// What `find` gives for a pair that makes no token.
  static let none: UInt32 = .max

  private static let empty: UInt64 = .max

  init(expecting pairs: Int) {
    var capacity = 16
    while capacity < pairs * 2 { capacity *= 2 }
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Self.empty, count: capacity)
    mask = capacity - 1
  }

  deinit { slots.deallocate() }

  /// The index of the token that the pair makes, or `none`.
  @inline(__always)
  func find(_ left: UInt32, _ right: UInt32) -> UInt32 {
    let key = UInt64(left) << 21 | UInt64(right)
    var slot = Self.home(key) & mask
    while true {
      let entry = slots[slot]
      if entry >> 21 == key { return UInt32(truncatingIfNeeded: entry & 0x1F_FFFF) }
      if entry == Self.empty { return Self.none }
      slot = (slot + 1) & mask
    }
  }

  /// Adds a pair that is not there yet.
  mutating func insert(_ left: UInt32, _ right: UInt32, makes merged: UInt32) {
    if count * 2 > mask { grow() }
    count += 1
    place(UInt64(left) << 42 | UInt64(right) << 21 | UInt64(merged))
  }

  private func place(_ entry: UInt64) {
    var slot = Self.home(entry >> 21) & mask
    while slots[slot] != Self.empty { slot = (slot + 1) & mask }
    slots[slot] = entry
  }

  private mutating func grow() {
    let old = slots
    let oldCapacity = mask + 1
    slots = .allocate(capacity: oldCapacity * 2)
    slots.initialize(repeating: Self.empty, count: oldCapacity * 2)
    mask = oldCapacity * 2 - 1
    for slot in 0..<oldCapacity where old[slot] != Self.empty { place(old[slot]) }
    old.deallocate()
  }

  @inline(__always)
  private static func home(_ key: UInt64) -> Int {
    let product = key &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: product >> 32 ^ product >> 52)
  }
}
