#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The ids of pieces of up to 15 bytes that make up to 4 tokens.
///
/// A slot is 32 bytes: the key and four ids. Two slots are one cache line, and a piece is nowhere else
/// than in the line that its hash names, so that a look-up reads one line whether it finds or not. A full
/// line gives up its older slot. The cache starts at 64 KB and grows to 8 MB.
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

  private static let firstLines = 1 << 10
  private static let lastLines = 1 << 17

  init() {
    lines = Self.firstLines
    slots = Self.allocate(lines)
    shift = UInt64(64 - lines.trailingZeroBitCount)
  }

  deinit { UnsafeMutableRawPointer(slots).deallocate() }

  /// Writes four ids, of which the first ones count, where the piece is known; gives their number, or 0.
  @inline(__always)
  func find(_ key: PieceKey, into output: UnsafeMutablePointer<UInt32>) -> Int {
    let line = slots + Int(truncatingIfNeeded: key.hash >> shift) * 2
    if line[0].low == key.low, (line[0].high ^ key.high) << 4 == 0 {
      UnsafeMutableRawPointer(output).storeBytes(of: line[0].ids, as: Four.self)
      return Int(truncatingIfNeeded: line[0].high >> 60)
    }
    if line[1].low == key.low, (line[1].high ^ key.high) << 4 == 0 {
      UnsafeMutableRawPointer(output).storeBytes(of: line[1].ids, as: Four.self)
      return Int(truncatingIfNeeded: line[1].high >> 60)
    }
    return 0
  }

  /// Keeps 1 ... 4 ids of a piece that is not there.
  mutating func insert(_ key: PieceKey, _ ids: UnsafePointer<UInt32>, _ count: Int) {
    if filled > lines, lines < Self.lastLines { grow() }
    var four = Four()
    for index in 0..<count { four[index] = ids[index] }
    place(Slot(low: key.low, high: key.high | UInt64(count) << 60, ids: four))
  }

  private mutating func place(_ slot: Slot) {
    let hash = PieceKey(low: slot.low, high: slot.high).hash
    let line = slots + Int(truncatingIfNeeded: hash >> shift) * 2
    if line[0].high != 0 {
      if line[1].high == 0 { filled += 1 }
      line[1] = line[0]
    } else {
      filled += 1
    }
    line[0] = slot
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
