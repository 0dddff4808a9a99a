#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Finds a token by its bytes: open addressing over a rolling hash, verified by the bytes.
///
/// A slot holds 32 bits of hash above the token's index + 1; 0 is empty. The hash of any part of a token
/// follows from the hashes of its prefixes, which makes looking up all splits of all tokens cheap.
struct TokenTable: ~Copyable {
  private let slots: UnsafeMutablePointer<UInt64>
  private let mask: Int
  private let shift: UInt64
  private let bytes: UnsafePointer<UInt8>
  private let offsets: UnsafePointer<UInt32>

  /// The base of the rolling hash: an odd number without pattern.
  static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// An empty table for `count` tokens, whose bytes the caller keeps alive.
  init(count: Int, bytes: UnsafePointer<UInt8>, offsets: UnsafePointer<UInt32>) {
    var capacity = 16
    while capacity < count * 2 { capacity *= 2 }
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: 0, count: capacity)
    mask = capacity - 1
    shift = UInt64(64 - capacity.trailingZeroBitCount)
    self.bytes = bytes
    self.offsets = offsets
  }

  deinit { slots.deallocate() }

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
    var slot = Int(truncatingIfNeeded: mixed >> shift)
    let tag = mixed & 0xFFFF_FFFF
    while true {
      let entry = slots[slot]
      if entry == 0 { return -1 }
      if entry >> 32 == tag {
        let index = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) - 1
        let start = Int(offsets[index])
        if Int(offsets[index + 1]) - start == count, memcmp(bytes + start, text, count) == 0 {
          return index
        }
      }
      slot = (slot + 1) & mask
    }
  }

  /// Adds a token by its index; false where one with the same bytes is there.
  mutating func insert(_ index: Int) -> Bool {
    let start = Int(offsets[index])
    let count = Int(offsets[index + 1]) - start
    let hash = Self.hash(bytes + start, count)
    if find(bytes + start, count, hash: hash) >= 0 { return false }
    let mixed = Self.mix(hash)
    var slot = Int(truncatingIfNeeded: mixed >> shift)
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = (mixed & 0xFFFF_FFFF) << 32 | UInt64(index + 1)
    return true
  }

  @inline(__always)
  private static func mix(_ hash: UInt64) -> UInt64 {
    let folded = (hash ^ (hash >> 32)) &* 0xD6E8_FEB8_6659_FD93
    return folded ^ (folded >> 32)
  }
}
