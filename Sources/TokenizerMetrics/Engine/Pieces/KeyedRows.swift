import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Distinct byte strings with a row of bytes for each, in one open-addressing table.
///
/// A slot is a key of 16 bytes and the row, so that a string that is known costs one look at one place of
/// memory (one cache line for rows of up to 48 bytes). Strings of up to 15 bytes are their own key; longer ones
/// are hashed, and compared. Huge pages gained nothing: clearing them cost what they saved. The order of slots depends on nothing but what is inserted.
///
/// Owned by one thread at a time.
final class KeyedRows {
  /// The bytes of a row, a multiple of 16.
  let rowBytes: Int
  /// The bytes of a slot.
  let stride: Int
  /// The number of strings.
  @exclusivity(unchecked) private(set) var count = 0
  @exclusivity(unchecked) private(set) var slots: UnsafeMutableRawPointer
  @exclusivity(unchecked) private(set) var capacity: Int
  @exclusivity(unchecked) private var mask: Int
  /// The bytes of long strings, each behind its length in eight bytes.
  private let long = LongStrings()

  /// The key of a string: high is 0 for no string.
  struct Key: BitwiseCopyable {
    var low: UInt64
    /// The length on top, above the bytes 8 ..< 15; or 255, the lower 16 bits of the length, and 40 for the place.
    var high: UInt64

    @inline(__always) var isLong: Bool { high >> 56 == 0xFF }

    /// Where to begin looking, before the mask.
    @inline(__always) var hash: UInt64 {
      let product = (low ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(
        by: (high &* 0xD6E8_FEB8_6659_FD93) ^ 0xA076_1D64_78BD_642F | 1)
      return product.high ^ product.low
    }
  }

  private static let placeMask: UInt64 = 0xFF_FFFF_FFFF

  private let budget: RowBudget

  /// Creates an empty table, whose memory is of a budget.
  init(rowBytes: Int, budget: RowBudget, capacity: Int = 1 << 10) {
    self.rowBytes = rowBytes
    self.budget = budget
    stride = 16 + rowBytes
    self.capacity = capacity
    mask = capacity - 1
    slots = Self.allocate(capacity * stride)
    budget.spend(capacity * stride)
  }

  deinit { slots.deallocate() }

  private static func allocate(_ size: Int) -> UnsafeMutableRawPointer {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    return memory
  }

  /// The key of a string, of which `readable` may be read from its start on.
  @inline(__always)
  static func key(_ text: UnsafePointer<UInt8>, _ count: Int, readable: Int) -> Key {
    if count > 15 { return longKey(text, count) }
    if readable < 16 || count == 0 { return slowKey(text, count) }
    let raw = UnsafeRawPointer(text)
    let low = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
    let high = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    let length = UInt64(truncatingIfNeeded: count) << 56
    if count < 8 {
      return Key(low: low & ~(~0 << (8 &* UInt64(truncatingIfNeeded: count))), high: length)
    }
    let rest = UInt64(truncatingIfNeeded: count &- 8)
    return Key(low: low, high: high & ~(~0 << (8 &* rest)) | length)
  }

  private static func slowKey(_ text: UnsafePointer<UInt8>, _ count: Int) -> Key {
    if count == 0 { return Key(low: 0, high: 1) }
    var key = Key(low: 0, high: UInt64(truncatingIfNeeded: count) << 56)
    for index in 0..<count {
      let byte = UInt64(text[index])
      if index < 8 {
        key.low |= byte << (8 * UInt64(index))
      } else {
        key.high |= byte << (8 * UInt64(index - 8))
      }
    }
    return key
  }

  @inline(never)
  private static func longKey(_ text: UnsafePointer<UInt8>, _ count: Int) -> Key {
    let hash = byteHash(UnsafeBufferPointer(start: text, count: count))
    return Key(low: hash, high: 0xFF << 56 | UInt64(truncatingIfNeeded: count & 0xFFFF) << 40)
  }

  /// The table as it is now, to look strings up in: of use until a string is added.
  ///
  /// A value, so that looking costs no counting of references.
  struct View: BitwiseCopyable {
    fileprivate let slots: UnsafeMutableRawPointer
    fileprivate let mask: Int
    fileprivate let stride: Int
    fileprivate let long: UnsafePointer<UInt8>?

    /// Reads the place where the search for a key begins, so that it is in the cache when it is wanted.
    @inline(__always)
    func touch(_ hash: UInt64) -> UInt64 {
      (slots + (Int(truncatingIfNeeded: hash) & mask) &* stride).load(
        fromByteOffset: 8, as: UInt64.self)
    }

    /// The slot of a string, or the free one where it belongs.
    @inline(__always)
    func slot(
      _ key: Key, _ hash: UInt64, _ text: UnsafePointer<UInt8>, _ count: Int
    ) -> UnsafeMutableRawPointer {
      var index = Int(truncatingIfNeeded: hash) & mask
      while true {
        let slot = slots + index &* stride
        let low = slot.load(as: UInt64.self)
        let high = slot.load(fromByteOffset: 8, as: UInt64.self)
        if high == 0 { return slot }
        if low == key.low {
          if high == key.high, !key.isLong { return slot }
          if key.isLong, high & ~KeyedRows.placeMask == key.high, holds(high, text, count) {
            return slot
          }
        }
        index = (index &+ 1) & mask
      }
    }

    @inline(never)
    private func holds(_ high: UInt64, _ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
      guard let long else { return false }
      let place = long + Int(high & KeyedRows.placeMask)
      let length = UnsafeRawPointer(place).loadUnaligned(as: Int.self)
      return length == count && memcmp(place + 8, text, count) == 0
    }
  }

  /// The table as it is now.
  var view: View { View(slots: slots, mask: mask, stride: stride, long: long.base) }

  /// Whether a slot is free.
  @inline(__always)
  static func isFree(_ slot: UnsafeMutableRawPointer) -> Bool {
    slot.load(fromByteOffset: 8, as: UInt64.self) == 0
  }

  /// A slot outside of the table whose row is zeros; to be deallocated.
  static func makeZeros(rowBytes: Int) -> UnsafeMutableRawPointer { allocate(16 + rowBytes) }

  /// Gives a free slot to a string with some values as its row, a byte each, then zeros.
  ///
  /// Room must have been reserved.
  ///
  /// - Returns: false, and nothing is kept, where a value needs more than a byte.
  func occupy(
    _ slot: UnsafeMutableRawPointer, _ key: Key, _ text: UnsafePointer<UInt8>, _ count: Int,
    _ values: [Int]
  ) -> Bool {
    for value in values where value > 255 { return false }
    var key = key
    if key.isLong {
      key.high |= UInt64(long.count)
      budget.spend(8 + count)
      long.append(text, count)
    }
    slot.storeBytes(of: key.low, as: UInt64.self)
    slot.storeBytes(of: key.high, toByteOffset: 8, as: UInt64.self)
    for (lane, value) in values.enumerated() {
      slot.storeBytes(
        of: UInt8(truncatingIfNeeded: value), toByteOffset: 16 + lane, as: UInt8.self)
    }
    self.count += 1
    return true
  }

  /// Makes room for more strings, so that slots stay where they are until these are in.
  ///
  /// - Returns: false where the budget has none; then nothing more may be added.
  @inline(__always)
  func reserve(more: Int) -> Bool {
    if (count + more) * 4 <= capacity * 3 { return budget.hasRoom }
    return grow(to: count + more)
  }

  @inline(never)
  private func grow(to wanted: Int) -> Bool {
    let old = slots
    let oldCapacity = capacity
    var newCapacity = capacity
    while wanted * 4 > newCapacity * 3 { newCapacity *= 2 }
    // Both tables are there for a while.
    guard budget.take(newCapacity * stride) else { return false }
    capacity = newCapacity
    mask = capacity - 1
    slots = Self.allocate(capacity * stride)
    for index in 0..<oldCapacity {
      let from = old + index * stride
      let high = from.load(fromByteOffset: 8, as: UInt64.self)
      if high == 0 { continue }
      var key = Key(low: from.load(as: UInt64.self), high: high)
      if key.isLong { key.high &= ~Self.placeMask }
      var place = Int(truncatingIfNeeded: key.hash) & mask
      while !Self.isFree(slots + place * stride) { place = (place + 1) & mask }
      (slots + place * stride).copyMemory(from: from, byteCount: stride)
    }
    old.deallocate()
    budget.giveBack(oldCapacity * stride)
    return true
  }

  /// Adds the strings of a table with rows of the same size that are not here, while there is memory for them.
  func merge(_ other: KeyedRows) {
    if !reserve(more: other.count) { return }
    other.forEach { from, text in
      guard let base = text.baseAddress else { return }
      let key = Self.key(base, text.count, readable: text.count + 16)
      let slot = view.slot(key, key.hash, base, text.count)
      if !Self.isFree(slot) { return }
      _ = occupy(slot, key, base, text.count, [])
      (slot + 16).copyMemory(from: from + 16, byteCount: rowBytes)
    }
  }

  /// Drops all strings and most of the memory.
  func clear() {
    budget.giveBack(long.count)
    slots.deallocate()
    budget.giveBack(capacity * stride)
    capacity = 1 << 10
    mask = capacity - 1
    slots = Self.allocate(capacity * stride)
    budget.spend(capacity * stride)
    long.clear()
    count = 0
  }

  /// Calls `body` with each string's slot and bytes, behind which 16 more may be read.
  func forEach(_ body: (_ slot: UnsafeMutableRawPointer, UnsafeBufferPointer<UInt8>) -> Void) {
    var text: [UInt8] = []
    for index in 0..<capacity {
      let slot = slots + index * stride
      let high = slot.load(fromByteOffset: 8, as: UInt64.self)
      if high == 0 { continue }
      text.removeAll(keepingCapacity: true)
      if high >> 56 == 0xFF {
        text.append(contentsOf: long.string(at: Int(high & Self.placeMask)))
      } else {
        for byte in 0..<Int(high >> 56) {
          text.append(slot.load(fromByteOffset: byte, as: UInt8.self))
        }
      }
      let count = text.count
      text.append(contentsOf: repeatElement(0, count: 16))
      text.withUnsafeBufferPointer { body(slot, UnsafeBufferPointer(rebasing: $0[..<count])) }
    }
  }
}
