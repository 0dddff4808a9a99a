import CHints

/// The token that two neighbouring tokens make: open addressing over (left, right).
///
/// A slot packs left, right and the merged token's index, 21 bits each; all ones is empty. Four slots are a bucket, which
/// is half a cache line; a pair is in the bucket that its hash names, or in the next one that has room. It holds
/// all pairs that can meet, so that looking up the pair is looking up the bytes of both in the ranks,
/// which is what tiktoken does; see `init(lastMergesOf:)`.
///
/// Most pairs that are asked for make no token, and the table lies outside the second-level cache. So a
/// filter comes first: 8 to 16 bits a pair, one of them set; it answers most such questions by itself.
struct PairTable: ~Copyable {
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private var filter: UnsafeMutablePointer<UInt64>
  private var filterShift: UInt64
  private(set) var count = 0
  /// Whether the memory is this table's to free.
  private let ownsMemory: Bool

  /// The largest number of tokens: an index takes 21 bits, and all ones stands for none.
  static let tokenLimit = (1 << 21) - 1
  /// What `find` gives for a pair that makes no token.
  static let none: UInt32 = .max

  static let empty: UInt64 = .max

  init(expecting pairs: Int) {
    var capacity = 16
    while capacity < pairs * 2 { capacity *= 2 }
    slots = Self.makeSlots(capacity)
    mask = capacity - 1
    filter = Self.makeFilter(capacity)
    filterShift = UInt64(64 - (capacity * 4).trailingZeroBitCount)
    ownsMemory = true
  }

  /// A complete table in memory that the caller keeps alive: nothing can be added.
  ///
  /// - Parameters:
  ///   - slots: a power of two of slots, 16 at least; one bucket's last slot is empty.
  ///   - filter: four bits for each slot.
  ///   - count: the number of pairs.
  init(slots: UnsafeBufferPointer<UInt64>, filter: UnsafeBufferPointer<UInt64>, count: Int) {
    self.slots = UnsafeMutablePointer(mutating: slots.baseAddress.unsafelyUnwrapped)
    self.filter = UnsafeMutablePointer(mutating: filter.baseAddress.unsafelyUnwrapped)
    mask = slots.count - 1
    filterShift = UInt64(64 - (slots.count * 4).trailingZeroBitCount)
    self.count = count
    ownsMemory = false
  }

  deinit {
    if ownsMemory {
      UnsafeMutableRawPointer(slots).deallocate()
      filter.deallocate()
    }
  }

  /// All slots, for writing the table.
  var allSlots: UnsafeBufferPointer<UInt64> { UnsafeBufferPointer(start: slots, count: mask + 1) }

  /// The whole filter, for writing the table.
  var wholeFilter: UnsafeBufferPointer<UInt64> {
    UnsafeBufferPointer(start: filter, count: (mask + 1) / 16)
  }

  /// Empty slots, buckets in one cache line each.
  private static func makeSlots(_ capacity: Int) -> UnsafeMutablePointer<UInt64> {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: capacity * 8, alignment: 64)
    return memory.initializeMemory(as: UInt64.self, repeating: empty, count: capacity)
  }

  /// Four bits for each slot, none set.
  private static func makeFilter(_ capacity: Int) -> UnsafeMutablePointer<UInt64> {
    let filter = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity / 16)
    filter.initialize(repeating: 0, count: capacity / 16)
    return filter
  }

  /// The index of the token that the pair makes, or `none`.
  @inline(__always)
  func find(_ left: UInt32, _ right: UInt32) -> UInt32 {
    let key = UInt64(left) << 21 | UInt64(right)
    let product = key &* Self.multiplier
    let bit = product >> filterShift
    if filter[Int(truncatingIfNeeded: bit >> 6)] & (1 << (bit & 63)) == 0 { return Self.none }
    return find(Sought(key: key, bucket: bucket(of: product)))
  }

  /// A pair and the bucket where it may be.
  struct Sought {
    fileprivate var key: UInt64
    fileprivate var bucket: Int
  }

  /// Asks for the bucket of a pair, which may be of a token that is in none.
  @inline(__always)
  func seek(_ left: UInt32, _ right: UInt32) -> Sought {
    let key = UInt64(left) &<< 21 | UInt64(right)
    let bucket = bucket(of: key &* Self.multiplier)
    derlius_prefetch(slots + bucket)
    return Sought(key: key, bucket: bucket)
  }

  /// The index of the token that a pair makes, or `none`.
  ///
  /// Where in a bucket it is, and whether it is there, no one can guess: no branch.
  @inline(__always)
  func find(_ sought: Sought) -> UInt32 {
    let found = look(for: sought)
    if found.isFull, found.best >> 21 != 0 { return findBeyond(sought) }
    return found.best >> 21 == 0 ? UInt32(truncatingIfNeeded: found.best) : Self.none
  }

  /// Compares a bucket's slots: `best` is what the pair makes, or above 21 bits.
  @inline(__always)
  private func look(for sought: Sought) -> (best: UInt64, isFull: Bool) {
    let slots = slots + sought.bucket
    let wanted = sought.key &<< 21
    let last = slots[3]
    let one = min(slots[0] ^ wanted, slots[1] ^ wanted)
    let other = min(slots[2] ^ wanted, last ^ wanted)
    return (min(one, other), last != Self.empty)
  }

  @inline(never)
  private func findBeyond(_ sought: Sought) -> UInt32 {
    var sought = sought
    while true {
      sought.bucket = (sought.bucket &+ 4) & mask
      let found = look(for: sought)
      if found.best >> 21 == 0 { return UInt32(truncatingIfNeeded: found.best) }
      if !found.isFull { return Self.none }
    }
  }

  /// Adds a pair that is not there yet.
  mutating func insert(_ left: UInt32, _ right: UInt32, makes merged: UInt32) {
    if count * 2 > mask { grow() }
    count += 1
    place(UInt64(left) << 42 | UInt64(right) << 21 | UInt64(merged))
  }

  /// Adds a pair where it is not there yet.
  mutating func insertIfNew(_ left: UInt32, _ right: UInt32, makes merged: UInt32) {
    if count * 2 > mask { grow() }
    if place(UInt64(left) << 42 | UInt64(right) << 21 | UInt64(merged)) { count += 1 }
  }

  /// Writes an entry; false where its pair is there.
  @discardableResult
  private func place(_ entry: UInt64) -> Bool {
    let key = entry >> 21
    let product = key &* Self.multiplier
    let bit = product >> filterShift
    // All slots of its bucket, then those of the next one.
    var slot = bucket(of: product)
    while slots[slot] != Self.empty {
      if slots[slot] >> 21 == key { return false }
      slot = (slot + 1) & mask
    }
    filter[Int(truncatingIfNeeded: bit >> 6)] |= 1 << (bit & 63)
    slots[slot] = entry
    return true
  }

  private mutating func grow() {
    let old = slots
    let oldCapacity = mask + 1
    slots = Self.makeSlots(oldCapacity * 2)
    mask = oldCapacity * 2 - 1
    filter.deallocate()
    filter = Self.makeFilter(oldCapacity * 2)
    filterShift -= 1
    for slot in 0..<oldCapacity where old[slot] != Self.empty { place(old[slot]) }
    UnsafeMutableRawPointer(old).deallocate()
  }

  private static var multiplier: UInt64 { 0x9E37_79B9_7F4A_7C15 }

  @inline(__always)
  private func bucket(of product: UInt64) -> Int {
    Int(truncatingIfNeeded: product >> 32 ^ product >> 52) & mask & ~3
  }
}
