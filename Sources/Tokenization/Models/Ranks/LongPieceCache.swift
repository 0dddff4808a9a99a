#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The ids of pieces that the short cache does not hold: up to 128 bytes, any number of ids.
///
/// Open addressing over a hash of the bytes; bytes and ids lie in two arenas. When a bound is reached
/// (32,768 pieces, about 4 MB) all is forgotten.
struct LongPieceCache {
  /// The longest piece kept.
  static let limit = 128

  private struct Slot {
    var hash: UInt64
    var bytesAt: UInt32
    var idsAt: UInt32
    var bytes: UInt16
    var ids: UInt16
  }

  private var slots: [Slot] = []
  private var bytes: [UInt8] = []
  private var ids: [UInt32] = []
  private var count = 0

  private static let firstCapacity = 1 << 10
  private static let lastCapacity = 1 << 16

  /// A hash of 1 ... 128 bytes, 8 at a time.
  @inline(__always)
  static func hash(_ piece: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    let raw = UnsafeRawPointer(piece)
    var hash = UInt64(length) &* 0x9E37_79B9_7F4A_7C15
    var at = 0
    while at + 8 <= length {
      let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      let product = (hash ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      hash = product.high ^ product.low
      at += 8
    }
    var tail: UInt64 = 0
    while at < length {
      tail = tail << 8 | UInt64(piece[at])
      at += 1
    }
    let product = (hash ^ tail).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }

  /// Appends the ids of a piece where it is known, and says whether it was.
  @inline(__always)
  func append(
    _ piece: UnsafePointer<UInt8>, _ length: Int, hash: UInt64, to output: inout [UInt32]
  ) -> Bool {
    if slots.isEmpty { return false }
    let mask = slots.count - 1
    return slots.withUnsafeBufferPointer { slots in
      var index = Int(truncatingIfNeeded: hash) & mask
      while slots[index].bytes != 0 {
        let slot = slots[index]
        if slot.hash == hash, Int(slot.bytes) == length, matches(slot, piece) {
          ids.withUnsafeBufferPointer { ids in
            let first = Int(slot.idsAt)
            output.append(
              contentsOf: UnsafeBufferPointer(rebasing: ids[first..<first + Int(slot.ids)]))
          }
          return true
        }
        index = (index + 1) & mask
      }
      return false
    }
  }

  /// Keeps the ids of a piece of at most 128 bytes that is not there.
  mutating func insert(
    _ piece: UnsafePointer<UInt8>, _ length: Int, hash: UInt64, _ new: ArraySlice<UInt32>
  ) {
    if count * 2 >= slots.count { makeRoom() }
    let slot = Slot(
      hash: hash, bytesAt: UInt32(bytes.count), idsAt: UInt32(ids.count), bytes: UInt16(length),
      ids: UInt16(new.count))
    bytes.append(contentsOf: UnsafeBufferPointer(start: piece, count: length))
    ids.append(contentsOf: new)
    count += 1
    place(slot)
  }

  private mutating func place(_ slot: Slot) {
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: slot.hash) & mask
    while slots[index].bytes != 0 { index = (index + 1) & mask }
    slots[index] = slot
  }

  private mutating func makeRoom() {
    let empty = Slot(hash: 0, bytesAt: 0, idsAt: 0, bytes: 0, ids: 0)
    let old = slots
    if old.count >= Self.lastCapacity {
      slots = [Slot](repeating: empty, count: Self.firstCapacity)
      bytes.removeAll(keepingCapacity: true)
      ids.removeAll(keepingCapacity: true)
      count = 0
      return
    }
    slots = [Slot](repeating: empty, count: max(Self.firstCapacity, old.count * 4))
    for slot in old where slot.bytes != 0 { place(slot) }
  }

  @inline(__always)
  private func matches(_ slot: Slot, _ piece: UnsafePointer<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return false }
      return memcmp(base + Int(slot.bytesAt), piece, Int(slot.bytes)) == 0
    }
  }
}
