#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The ids of pieces of up to 15 bytes.
///
/// A slot is 32 bytes: the key and up to four ids; where there are more, the ids' place in a buffer of
/// their own. Two slots are one cache line, and a piece is in the line that its hash names, or in the
/// neighbour where that line is full. Where both are, the first's older slot is given up. The cache starts at
/// 64 KB and grows to 8 MB, and 4 MB for ids elsewhere.
struct ShortPieceCache: ~Copyable {
  /// Four ids in the order of the piece.
  typealias Four = SIMD4<UInt32>

  private struct Slot {
    var low: UInt64
    var high: UInt64
    var ids: Four
  }

  private var slots: UnsafeMutablePointer<Slot>
  private var shift: UInt64
  private var lines: Int
  private var filled = 0
  private var more: UnsafeMutablePointer<UInt32>
  private var moreCount = 0
  private var moreCapacity = 1 << 12

  private static let firstLines = 1 << 10
  private static let lastLines = 1 << 17
  /// The number of ids in a slot's key that means: the ids are in `more`, each piece in 16 places.
  private static let elsewhere: UInt64 = 15
  private static let lastMore = 1 << 20

  init() {
    lines = Self.firstLines
    slots = Self.allocate(lines)
    shift = UInt64(64 - lines.trailingZeroBitCount)
    more = .allocate(capacity: moreCapacity)
  }

  deinit {
    UnsafeMutableRawPointer(slots).deallocate()
    more.deallocate()
  }

  /// Reads from the line that a hash names, so that it is near when `find` comes.
  @inline(__always)
  func touch(_ hash: UInt64) -> UInt64 {
    slots[Int(truncatingIfNeeded: hash >> shift) * 2].low
  }

  /// Writes 16 ids, of which the first ones count, where the piece is known; gives their number, or 0.
  @inline(__always)
  func find(
    _ key: PieceKey, hash: UInt64, into output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let line = slots + Int(truncatingIfNeeded: hash >> shift) * 2
    if line[0].low == key.low, (line[0].high ^ key.high) << 4 == 0 {
      return take(line[0], into: output)
    }
    if line[1].low == key.low, (line[1].high ^ key.high) << 4 == 0 {
      return take(line[1], into: output)
    }
    if line[1].high == 0 { return 0 }
    let next = slots + (Int(truncatingIfNeeded: hash >> shift) ^ 1) * 2
    if next[0].low == key.low, (next[0].high ^ key.high) << 4 == 0 {
      return take(next[0], into: output)
    }
    if next[1].low == key.low, (next[1].high ^ key.high) << 4 == 0 {
      return take(next[1], into: output)
    }
    return 0
  }

  @inline(__always)
  private func take(_ slot: Slot, into output: UnsafeMutablePointer<UInt32>) -> Int {
    let count = slot.high >> 60
    UnsafeMutableRawPointer(output).storeBytes(of: slot.ids, as: Four.self)
    if count != Self.elsewhere { return Int(truncatingIfNeeded: count) }
    let first = more + Int(slot.ids[0])
    output.update(from: first, count: 16)
    return Int(slot.ids[1])
  }

  /// Keeps the ids of a piece that is not there; 16 can be read.
  mutating func insert(_ key: PieceKey, _ ids: UnsafePointer<UInt32>, _ count: Int) {
    if filled > lines, lines < Self.lastLines { grow() }
    if count <= 4 {
      let four = UnsafeRawPointer(ids).loadUnaligned(as: Four.self)
      place(Slot(low: key.low, high: key.high | UInt64(count) << 60, ids: four))
      return
    }
    if moreCount + 16 > moreCapacity { growMore() }
    (more + moreCount).update(from: ids, count: 16)
    let four = Four(UInt32(moreCount), UInt32(count), 0, 0)
    moreCount += 16
    place(Slot(low: key.low, high: key.high | Self.elsewhere << 60, ids: four))
  }

  private mutating func place(_ slot: Slot) {
    let hash = PieceKey(low: slot.low, high: slot.high).hash
    let home = Int(truncatingIfNeeded: hash >> shift)
    var line = slots + home * 2
    if line[1].high != 0 {
      let next = slots + (home ^ 1) * 2
      if next[1].high == 0 { line = next }
    }
    if line[0].high == 0 {
      line[0] = slot
      filled += 1
    } else {
      if line[1].high == 0 { filled += 1 } else { line[0] = line[1] }
      line[1] = slot
    }
  }

  /// Makes room in `more`; at its bound all is forgotten instead.
  private mutating func growMore() {
    if moreCapacity >= Self.lastMore {
      memset(slots, 0, lines * 64)
      filled = 0
      moreCount = 0
      return
    }
    let old = more
    more = .allocate(capacity: moreCapacity * 4)
    more.update(from: old, count: moreCount)
    moreCapacity *= 4
    old.deallocate()
  }

  private mutating func grow() {
    let old = slots
    let oldSlots = lines * 2
    lines *= 8
    lines = min(lines, Self.lastLines)
    slots = Self.allocate(lines)
    shift = UInt64(64 - lines.trailingZeroBitCount)
    filled = 0
    for index in 0..<oldSlots where old[index].high != 0 { place(old[index]) }
    UnsafeMutableRawPointer(old).deallocate()
  }

  private static func allocate(_ lines: Int) -> UnsafeMutablePointer<Slot> {
    let size = lines * 64
    let huge = 1 << 21
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: size, alignment: size >= huge ? huge : 64)
    #if os(Linux)
      // Fewer TLB misses: +15 % on large texts. Advice only; its result does not matter.
      if size >= huge { _ = madvise(memory, size, MADV_HUGEPAGE) }
    #endif
    memset(memory, 0, size)
    return memory.bindMemory(to: Slot.self, capacity: lines * 2)
  }
}
