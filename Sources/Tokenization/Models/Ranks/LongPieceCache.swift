#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The ids of pieces of 16 to 128 bytes.
///
/// Open addressing over a hash of the bytes; a piece's ids and bytes lie together in one arena. At a
/// bound (65,536 pieces or 8 MB) all is forgotten. It starts at 40 KB.
struct LongPieceCache: ~Copyable {
  private struct Slot {
    var hash: UInt64
    // Where the ids start in the arena, in words; the bytes follow them.
    var start: UInt32
    var length: UInt16
    var count: UInt16
  }

  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  private var filled = 0
  private var arena: UnsafeMutablePointer<UInt32>
  private var arenaCount = 0
  private var arenaCapacity: Int

  private static let firstCapacity = 1 << 10
  private static let lastCapacity = 1 << 17
  private static let firstArena = 6 << 10
  private static let lastArena = 1 << 21

  init() {
    slots = Self.allocate(Self.firstCapacity)
    mask = Self.firstCapacity - 1
    arenaCapacity = Self.firstArena
    arena = .allocate(capacity: arenaCapacity)
  }

  deinit {
    slots.deallocate()
    arena.deallocate()
  }

  /// A hash of bytes, 8 at a time; 8 bytes and more.
  @inline(__always)
  static func hash(_ piece: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    let raw = UnsafeRawPointer(piece)
    var hash = UInt64(length) &* 0x9E37_79B9_7F4A_7C15
    var at = 0
    while at + 8 < length {
      hash = mix(hash, raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      at += 8
    }
    // The last 8 bytes, some of them perhaps again.
    return mix(hash, raw.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self))
  }

  @inline(__always)
  private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }

  /// Writes the ids of a piece where it is known; gives their number, or 0.
  @inline(__always)
  func find(
    _ piece: UnsafePointer<UInt8>, _ length: Int, hash: UInt64,
    into output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index].count != 0 {
      let slot = slots[index]
      if slot.hash == hash, Int(slot.length) == length {
        let ids = arena + Int(slot.start)
        let count = Int(slot.count)
        if memcmp(ids + count, piece, length) == 0 {
          output.update(from: ids, count: count)
          return count
        }
      }
      index = (index + 1) & mask
    }
    return 0
  }

  /// Keeps the ids of a piece that is not there.
  mutating func insert(
    _ piece: UnsafePointer<UInt8>, _ length: Int, hash: UInt64, _ ids: UnsafePointer<UInt32>,
    _ count: Int
  ) {
    if !FastPaths.areOn { return }
    let words = count + (length + 3) / 4
    if filled * 2 > mask || arenaCount + words > arenaCapacity { makeRoom(words) }
    let start = arena + arenaCount
    start.update(from: ids, count: count)
    memcpy(start + count, piece, length)
    place(
      Slot(
        hash: hash, start: UInt32(arenaCount), length: UInt16(length), count: UInt16(count)))
    arenaCount += words
    filled += 1
  }

  private func place(_ slot: Slot) {
    var index = Int(truncatingIfNeeded: slot.hash) & mask
    while slots[index].count != 0 { index = (index + 1) & mask }
    slots[index] = slot
  }

  private mutating func makeRoom(_ words: Int) {
    let capacity = mask + 1
    if capacity >= Self.lastCapacity && filled * 2 > mask
      || arenaCount + words > Self.lastArena
    {
      slots.update(repeating: Slot(hash: 0, start: 0, length: 0, count: 0), count: capacity)
      filled = 0
      arenaCount = 0
      return
    }
    if arenaCount + words > arenaCapacity {
      let old = arena
      arenaCapacity = min(arenaCapacity * 4, Self.lastArena)
      arena = .allocate(capacity: arenaCapacity)
      arena.update(from: old, count: arenaCount)
      old.deallocate()
    }
    if filled * 2 > mask {
      let old = slots
      slots = Self.allocate(capacity * 4)
      mask = capacity * 4 - 1
      for index in 0..<capacity where old[index].count != 0 { place(old[index]) }
      old.deallocate()
    }
  }

  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Slot> {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: capacity)
    slots.initialize(repeating: Slot(hash: 0, start: 0, length: 0, count: 0), count: capacity)
    return slots
  }
}
