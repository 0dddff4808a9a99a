import CHints

/// Finds a token by its bytes: open addressing over a rolling hash, verified by the bytes.
///
/// A slot is 32 bits: 11 bits of hash above the token's index; all ones is empty. The hash of any part of a token
/// follows from the hashes of its prefixes, which makes looking up all splits of all tokens cheap.
struct TokenTable: ~Copyable {
  private let slots: UnsafeMutablePointer<UInt32>
  private let mask: Int
  private let shift: UInt64
  private let bytes: UnsafePointer<UInt8>
  private let offsets: UnsafePointer<UInt32>
  /// Whether the slots are this table's to free.
  private let ownsSlots: Bool

  /// The base of the rolling hash: an odd number without pattern.
  static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

  static let empty: UInt32 = .max
  static let indexMask: UInt32 = 0x1F_FFFF

  /// An empty table for `count` tokens, whose bytes the caller keeps alive.
  init(count: Int, bytes: UnsafePointer<UInt8>, offsets: UnsafePointer<UInt32>) {
    var capacity = 16
    while capacity < count * 2 { capacity *= 2 }
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Self.empty, count: capacity)
    mask = capacity - 1
    shift = UInt64(64 - capacity.trailingZeroBitCount)
    self.bytes = bytes
    self.offsets = offsets
    ownsSlots = true
  }

  /// A complete table in memory that the caller keeps alive: nothing can be added.
  init(
    slots: UnsafeBufferPointer<UInt32>, bytes: UnsafePointer<UInt8>, offsets: UnsafePointer<UInt32>
  ) {
    self.slots = UnsafeMutablePointer(mutating: slots.baseAddress.unsafelyUnwrapped)
    mask = slots.count - 1
    shift = UInt64(64 - slots.count.trailingZeroBitCount)
    self.bytes = bytes
    self.offsets = offsets
    ownsSlots = false
  }

  deinit { if ownsSlots { slots.deallocate() } }

  /// All slots, for writing the table.
  var allSlots: UnsafeBufferPointer<UInt32> { UnsafeBufferPointer(start: slots, count: mask + 1) }

  /// The rolling hash of some bytes.
  @inline(__always)
  static func hash(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    var hash: UInt64 = 0
    for index in 0..<count { hash = hash &* base &+ UInt64(bytes[index]) &+ 1 }
    return hash
  }

  /// The index of the token with these bytes and this rolling hash, or -1.
  @inline(__always)
  func find(_ text: UnsafePointer<UInt8>, _ count: Int, hash: UInt64) -> Int {
    let mixed = Self.mix(hash)
    return find(text, count, mixed: mixed, first: slots[home(mixed)])
  }

  /// Mixed bits of a rolling hash.
  @inline(__always)
  static func mix(_ hash: UInt64) -> UInt64 {
    let folded = (hash ^ (hash >> 32)) &* 0xD6E8_FEB8_6659_FD93
    return folded ^ (folded >> 32)
  }

  /// The first slot of a mixed hash: read ahead, so that several reads go side by side.
  @inline(__always)
  func firstSlot(_ mixed: UInt64) -> UInt32 { slots[home(mixed)] }

  /// Asks for the first slot of a mixed hash.
  @inline(__always)
  func askForSlot(_ mixed: UInt64) { derlius_prefetch(slots + home(mixed)) }

  /// The index of a token that may have a mixed hash; -1 where none has it.
  @inline(__always)
  func candidate(_ mixed: UInt64) -> Int {
    var slot = home(mixed)
    let tag = UInt32(truncatingIfNeeded: mixed) & ~Self.indexMask
    while true {
      let entry = slots[slot]
      if entry == Self.empty { return -1 }
      if (entry ^ tag) & ~Self.indexMask == 0 { return Int(entry & Self.indexMask) }
      slot = (slot &+ 1) & mask
    }
  }

  /// The index of the token with these bytes, of whose mixed hash the first slot is read already; or -1.
  @inline(__always)
  func find(_ text: UnsafePointer<UInt8>, _ count: Int, mixed: UInt64, first: UInt32) -> Int {
    var entry = first
    if entry == Self.empty { return -1 }
    var slot = home(mixed)
    let tag = UInt32(truncatingIfNeeded: mixed) & ~Self.indexMask
    while true {
      if (entry ^ tag) & ~Self.indexMask == 0 {
        let index = Int(entry & Self.indexMask)
        let start = Int(offsets[index])
        if Int(offsets[index + 1]) &- start == count, Self.equal(bytes + start, text, count) {
          return index
        }
      }
      slot = (slot &+ 1) & mask
      entry = slots[slot]
      if entry == Self.empty { return -1 }
    }
  }

  /// Adds a token by its index; false where one with the same bytes is there.
  mutating func insert(_ index: Int) -> Bool {
    let start = Int(offsets[index])
    let count = Int(offsets[index + 1]) - start
    let mixed = Self.mix(Self.hash(bytes + start, count))
    if find(bytes + start, count, mixed: mixed, first: slots[home(mixed)]) >= 0 { return false }
    var slot = home(mixed)
    while slots[slot] != Self.empty { slot = (slot + 1) & mask }
    slots[slot] = UInt32(truncatingIfNeeded: mixed) & ~Self.indexMask | UInt32(index)
    return true
  }

  @inline(__always)
  private func home(_ mixed: UInt64) -> Int { Int(truncatingIfNeeded: mixed >> shift) }

  // Tokens are short: a loop costs less than a call of memcmp.
  @inline(__always)
  private static func equal(
    _ one: UnsafePointer<UInt8>, _ other: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    var at = 0
    while at &+ 8 <= count {
      let left = UnsafeRawPointer(one).loadUnaligned(fromByteOffset: at, as: UInt64.self)
      let right = UnsafeRawPointer(other).loadUnaligned(fromByteOffset: at, as: UInt64.self)
      if left != right { return false }
      at &+= 8
    }
    while at < count {
      if one[at] != other[at] { return false }
      at &+= 1
    }
    return true
  }
}
