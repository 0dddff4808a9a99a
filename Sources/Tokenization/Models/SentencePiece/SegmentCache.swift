/// What chunks were cut into, so that a word that comes again costs one look-up.
///
/// Open addressing over 32-byte slots. A chunk of up to 15 bytes, not counting one leading space mark,
/// is its own key; longer ones are hashed and compared. When it is full it is emptied: results never
/// depend on it, and its memory stays below 8 MB.
final class SegmentCache {
  struct Slot: BitwiseCopyable {
    var low: UInt64 = 0
    var high: UInt64 = 0
    /// Where the ids start in `values`, then the scores; or the first id itself.
    var start: UInt32 = 0
    var idCount: UInt16 = 0
    /// The number of scores; `inline` where the slot itself holds one or two known ids.
    var scoreCount: UInt16 = 0
    /// How far from zero the running score may be; negative for never.
    var limit: Float = 0
    /// Where the bytes of a long key start; or the last id itself.
    var keyStart: UInt32 = 0

    /// Marks ids that stand in `start` and `keyStart`, so that no second line of memory is read.
    static let inline = UInt16.max
  }

  /// The key of a chunk.
  struct Key {
    var low: UInt64
    var high: UInt64
    @inline(__always) var isLong: Bool { high >> 56 == 0xFF }
  }

  /// The longest chunk that is kept.
  static let longest = 240
  private static let mostSlots = 1 << 16
  private static let mostValues = 1 << 19
  private static let mostKeyBytes = 1 << 21

  /// The slots, a power of two; both change when a chunk is inserted.
  @exclusivity(unchecked) private(set) var slots: UnsafeMutablePointer<Slot>
  @exclusivity(unchecked) private(set) var capacity: Int
  @exclusivity(unchecked) private var used = 0
  let values = Scratch<UInt32>(capacity: 1 << 12)
  @exclusivity(unchecked) private var valueCount = 0
  private let keyBytes = Scratch<UInt8>(capacity: 1 << 10)
  @exclusivity(unchecked) private var keyByteCount = 0

  /// Creates an empty cache.
  init() {
    capacity = 1 << 10
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Slot(), count: capacity)
  }

  deinit { slots.deallocate() }

  /// The key of a chunk that is not empty, behind which 16 bytes may be read.
  @inline(__always)
  static func key(_ text: UnsafePointer<UInt8>, _ count: Int) -> Key {
    let marked =
      count >= 3 && text[0] == 0xE2 && text[1] == 0x96 && text[2] == 0x81
    let rest = marked ? count - 3 : count
    if rest < 16 {
      let key = shortKey(marked ? text + 3 : text, count: rest)
      return Key(low: key.low, high: key.high | (marked ? 0x30 : 0x10) << 56)
    }
    let key = longKey(text, count: count)
    return Key(low: key.low, high: key.high)
  }

  /// The slot of a chunk among `slots`, or nil.
  @inline(__always)
  func find(
    _ key: Key, _ text: UnsafePointer<UInt8>, _ count: Int, in slots: UnsafePointer<Slot>,
    mask: Int
  ) -> UnsafePointer<Slot>? {
    var index = Int(truncatingIfNeeded: mixedHash(key.low, key.high)) & mask
    while true {
      let slot = slots + index
      let (low, high) = (slot.pointee.low, slot.pointee.high)
      if high == key.high, low == key.low {
        if !key.isLong || isEqual(slot.pointee.keyStart, text, count) { return slot }
      }
      if high == 0 { return nil }
      index = (index + 1) & mask
    }
  }

  /// Keeps a chunk that is not there.
  ///
  /// - Parameters:
  ///   - key: the chunk's key.
  ///   - text: the chunk.
  ///   - count: its length in bytes.
  ///   - ids: what it was cut into.
  ///   - scores: those of the pieces before unknown ones are merged, or become bytes.
  ///   - isKnown: whether no piece was unknown: then the ids' own scores are `scores`.
  ///   - limit: how far from zero the running score may be.
  func insert(
    _ key: Key, _ text: UnsafePointer<UInt8>, _ count: Int,
    ids: UnsafeBufferPointer<UInt32>, scores: UnsafeBufferPointer<Float>, isKnown: Bool,
    limit: Float
  ) {
    if used * 2 >= capacity { growOrEmpty() }
    used += 1
    if !key.isLong, isKnown, (1...2).contains(ids.count) {
      place(
        Slot(
          low: key.low, high: key.high, start: ids[0], idCount: UInt16(ids.count),
          scoreCount: Slot.inline, limit: limit, keyStart: ids[ids.count - 1]))
      return
    }
    if valueCount + ids.count + scores.count > Self.mostValues
      || keyByteCount + count > Self.mostKeyBytes
    {
      empty()
      used = 1
    }
    var slot = Slot(
      low: key.low, high: key.high, start: UInt32(valueCount), idCount: UInt16(ids.count),
      scoreCount: UInt16(scores.count), limit: limit, keyStart: UInt32(keyByteCount))
    values.reserve(valueCount + ids.count + scores.count, keeping: valueCount)
    for id in ids {
      values.base[valueCount] = id
      valueCount += 1
    }
    for score in scores {
      values.base[valueCount] = score.bitPattern
      valueCount += 1
    }
    if key.isLong {
      keyBytes.reserve(keyByteCount + count, keeping: keyByteCount)
      (keyBytes.base + keyByteCount).update(from: text, count: count)
      keyByteCount += count
    } else {
      slot.keyStart = 0
    }
    place(slot)
  }

  private func isEqual(_ start: UInt32, _ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let bytes = keyBytes.base + Int(start)
    for index in 0..<count where bytes[index] != text[index] { return false }
    return true
  }

  private func place(_ slot: Slot) {
    let mask = capacity - 1
    var index = Int(truncatingIfNeeded: mixedHash(slot.low, slot.high)) & mask
    while slots[index].high != 0 { index = (index + 1) & mask }
    slots[index] = slot
  }

  private func growOrEmpty() {
    if capacity >= Self.mostSlots {
      empty()
      return
    }
    let old = slots
    let oldCapacity = capacity
    capacity *= 2
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Slot(), count: capacity)
    for index in 0..<oldCapacity where old[index].high != 0 { place(old[index]) }
    old.deallocate()
  }

  private func empty() {
    slots.update(repeating: Slot(), count: capacity)
    used = 0
    valueCount = 0
    keyByteCount = 0
  }
}
