/// Finds the id of a piece by its bytes: open addressing over 128-bit keys.
///
/// A piece of up to 15 bytes is its own key (`shortKey`). Longer ones are keyed by a hash and compared
/// with the vocabulary's bytes. About 5 ns a look-up when the table is in the cache.
struct PieceTable: Sendable {
  struct Slot: BitwiseCopyable, Sendable {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var id: Int32 = -1
  }

  private let slots: FlatMemory<Slot>
  /// The last id of those given that has the bytes of one given before; −1 where none has.
  let lastRepeated: Int32
  private let mask: Int
  private let shift: UInt64
  /// The vocabulary's bytes, with 16 more behind them, and where each token starts.
  let bytes: FlatMemory<UInt8>
  let offsets: FlatMemory<UInt32>
  /// The length of the longest piece.
  let longest: Int

  /// Creates a table of some ids of a vocabulary; of equal pieces the first counts.
  init(_ ids: some RandomAccessCollection<UInt32>, in vocabulary: Vocabulary) {
    let bytes = FlatMemory(vocabulary.bytes, extra: 16)
    let offsets = FlatMemory<UInt32>(count: vocabulary.offsets.count) { target in
      vocabulary.offsets.withUnsafeBufferPointer { offsets in
        for index in offsets.indices { target[index] = UInt32(truncatingIfNeeded: offsets[index]) }
      }
    }
    (self.bytes, self.offsets) = (bytes, offsets)
    var capacity = 16
    while capacity < ids.count * 2 { capacity *= 2 }
    let mask = capacity - 1
    let shift = UInt64(64 - capacity.trailingZeroBitCount)
    (self.mask, self.shift) = (mask, shift)
    var longest = 0
    var repeated: Int32 = -1
    slots = FlatMemory(count: capacity) { slots in
      slots.initialize(repeating: Slot(), count: capacity)
      for id in ids {
        let start = Int(offsets.base[Int(id)])
        let count = Int(offsets.base[Int(id) + 1]) - start
        longest = max(longest, count)
        let text = bytes.base + start
        let key = count < 16 ? shortKey(text, count: count) : longKey(text, count: count)
        var index = Int(truncatingIfNeeded: mixedHash(key.low, key.high) >> shift)
        while slots[index].id >= 0 {
          if slots[index].low == key.low, slots[index].high == key.high,
            count < 16 || Self.equal(slots[index].id, text, count, bytes, offsets)
          {
            break
          }
          index = (index + 1) & mask
        }
        if slots[index].id < 0 {
          slots[index] = Slot(low: key.low, high: key.high, id: Int32(id))
        } else {
          repeated = Int32(id)
        }
      }
    }
    self.longest = longest
    lastRepeated = repeated
  }

  /// The id of a piece, or −1.
  ///
  /// At least 16 bytes must be readable from `text` on.
  @inline(__always)
  func find(_ text: UnsafePointer<UInt8>, count: Int) -> Int32 {
    if count > longest { return -1 }
    let key = count < 16 ? shortKey(text, count: count) : longKey(text, count: count)
    let slots = self.slots.base
    var index = Int(truncatingIfNeeded: mixedHash(key.low, key.high) >> shift)
    while true {
      let slot = slots[index]
      if slot.id < 0 { return -1 }
      if slot.low == key.low, slot.high == key.high {
        if count < 16 || Self.equal(slot.id, text, count, bytes, offsets) { return slot.id }
      }
      index = (index + 1) & mask
    }
  }

  /// Whether some bytes are a piece in the table.
  func contains(_ piece: [UInt8]) -> Bool {
    let padded = piece + [UInt8](repeating: 0, count: 16)
    return padded.withUnsafeBufferPointer { text in
      text.baseAddress.map { find($0, count: piece.count) >= 0 } ?? false
    }
  }

  /// The first id in the table with the bytes of another.
  func firstEqual(_ id: UInt32) -> Int32 {
    let start = Int(offsets.base[Int(id)])
    return find(bytes.base + start, count: Int(offsets.base[Int(id) + 1]) - start)
  }

  /// Whether a token has some bytes.
  func isEqual(_ id: UInt32, _ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    Int(id) + 1 < offsets.count && Self.equal(Int32(id), text, count, bytes, offsets)
  }

  private static func equal(
    _ id: Int32, _ text: UnsafePointer<UInt8>, _ count: Int, _ bytes: FlatMemory<UInt8>,
    _ offsets: FlatMemory<UInt32>
  ) -> Bool {
    let start = Int(offsets.base[Int(id)])
    if Int(offsets.base[Int(id) + 1]) - start != count { return false }
    for index in 0..<count where bytes.base[start + index] != text[index] { return false }
    return true
  }
}

/// Up to 15 bytes as a key: the bytes, and their number in the top byte.
///
/// Reads 16 bytes.
@inline(__always)
func shortKey(_ text: UnsafePointer<UInt8>, count: Int) -> (low: UInt64, high: UInt64) {
  let raw = UnsafeRawPointer(text)
  let low = raw.loadUnaligned(as: UInt64.self).littleEndian
  let high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self).littleEndian
  let tag = UInt64(truncatingIfNeeded: count) << 56
  if count >= 8 {
    let kept = (1 as UInt64) &<< UInt64(truncatingIfNeeded: (count - 8) &* 8) &- 1
    return (low, high & kept | tag)
  }
  return (low & ((1 as UInt64) &<< UInt64(truncatingIfNeeded: count &* 8) &- 1), tag)
}

/// The key of 16 bytes and more: two hashes.
///
/// Equal keys need a look at the bytes.
func longKey(_ text: UnsafePointer<UInt8>, count: Int) -> (low: UInt64, high: UInt64) {
  let raw = UnsafeRawPointer(text)
  var hash: UInt64 = 0x2545_F491_4F6C_DD1D &+ UInt64(truncatingIfNeeded: count)
  var index = 0
  while index + 8 <= count {
    let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
    hash = mixedHash(hash ^ word, 0x9E37_79B9_7F4A_7C15)
    index += 8
  }
  let rest = raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self).littleEndian
  hash = mixedHash(hash ^ rest, 0xD1B5_4A32_D192_ED03)
  return (hash, 0xFF << 56 | UInt64(truncatingIfNeeded: count) & 0xFFFF_FFFF)
}

/// The two halves of a product, folded: every bit of the key reaches every bit of the hash.
@inline(__always)
func mixedHash(_ low: UInt64, _ high: UInt64) -> UInt64 {
  let product = (low ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: high ^ 0xD6E8_FEB8_6659_FD93)
  let folded = product.high ^ product.low
  return folded &* 0x9FB2_1C65_1E98_DF25
}
