import Groundwork

/// Memory of cache lines in which words are looked up; it grows up to a bound.
///
/// `WordEncoder` says what a slot holds. A slot that is free is all zeros.
struct WordTable: ~Copyable {
  /// The slots.
  private(set) var memory: UnsafeMutableRawPointer
  private var pages: ZeroedMemory
  /// A hash shifted by this is the number of its line.
  private(set) var shift: UInt64
  private var lines: Int
  private var filled = 0
  /// The bytes of a slot: 32 or 64.
  private let slotSize: Int

  private static let firstLines = 1 << 9
  private let mostLines: Int

  /// Creates an empty table of 32 KB; it grows up to a bound.
  ///
  /// - Parameters:
  ///   - slotSize: the bytes of a slot.
  ///   - mostLines: the bound, in lines of 64 bytes, a power of two.
  init(slotSize: Int, mostLines: Int) {
    self.slotSize = slotSize
    self.mostLines = mostLines
    lines = Self.firstLines
    pages = ZeroedMemory(size: lines * 64, inHugePages: true)
    memory = pages.base
    shift = UInt64(64 - lines.trailingZeroBitCount)
  }

  deinit { pages.deallocate() }

  /// The line that a hash names.
  @inline(__always)
  func line(_ hash: UInt64) -> UnsafeMutableRawPointer {
    memory + Int(truncatingIfNeeded: hash &>> shift) &* 64
  }

  /// A slot for a new word: a free one in its line or the neighbour line, or one that is given up.
  ///
  /// - Parameters:
  ///   - hash: the word's hash.
  ///   - keyEnd: where in a slot the eight bytes are of which a used slot has some set.
  ///   - rehash: gives the hash of the word in a slot.
  mutating func slot(
    _ hash: UInt64, keyEnd: Int, rehash: (UnsafeRawPointer) -> UInt64
  ) -> UnsafeMutableRawPointer {
    if filled * slotSize * 2 > lines * 64, lines < mostLines { grow(keyEnd, rehash) }
    return place(hash, keyEnd)
  }

  private mutating func place(_ hash: UInt64, _ keyEnd: Int) -> UnsafeMutableRawPointer {
    let home = Int(truncatingIfNeeded: hash >> shift)
    for line in [home, home ^ 1] {
      for offset in stride(from: 0, to: 64, by: slotSize) {
        let slot = memory + line * 64 + offset
        if slot.load(fromByteOffset: keyEnd, as: UInt64.self) == 0 {
          filled += 1
          return slot
        }
      }
    }
    let first = memory + home * 64
    if slotSize == 64 { return first }
    // The older word goes.
    first.copyMemory(from: first + 32, byteCount: 32)
    return first + 32
  }

  /// Forgets all words.
  mutating func empty() {
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: lines * 64)
    filled = 0
  }

  private mutating func grow(_ keyEnd: Int, _ rehash: (UnsafeRawPointer) -> UInt64) {
    let oldPages = pages
    let old = memory
    let oldSize = lines * 64
    lines = min(lines * 4, mostLines)
    pages = ZeroedMemory(size: lines * 64, inHugePages: true)
    memory = pages.base
    shift = UInt64(64 - lines.trailingZeroBitCount)
    filled = 0
    for offset in stride(from: 0, to: oldSize, by: slotSize) {
      let slot = old + offset
      if slot.load(fromByteOffset: keyEnd, as: UInt64.self) == 0 { continue }
      place(rehash(UnsafeRawPointer(slot)), keyEnd).copyMemory(from: slot, byteCount: slotSize)
    }
    oldPages.deallocate()
  }
}

extension WordTable {
  /// The slot of a word of up to 15 bytes, where slots are 32 bytes.
  @inline(__always)
  func find(_ key: WordKey, _ hash: UInt64) -> UnsafeMutableRawPointer? {
    let line = self.line(hash)
    @inline(__always) func isIn(_ slot: UnsafeMutableRawPointer) -> Bool {
      let high = slot.load(fromByteOffset: 8, as: UInt64.self)
      return slot.load(as: UInt64.self) == key.low && (high ^ key.high) &<< 4 == 0 && high != 0
    }
    // Which of the two no one can guess: no branch.
    let slot = line + (isIn(line) ? 0 : 32)
    if isIn(slot) { return slot }
    // Where the line has room, the word is not in its neighbour.
    if line.load(fromByteOffset: 40, as: UInt64.self) == 0 { return nil }
    let next = UnsafeMutableRawPointer(bitPattern: UInt(bitPattern: line) ^ 64) ?? line
    if isIn(next) { return next }
    if isIn(next + 32) { return next + 32 }
    return nil
  }

  /// The slot of a word of 16 to 31 bytes, where slots are 64 bytes.
  @inline(__always)
  func find(_ key: LongWordKey, _ hash: UInt64) -> UnsafeMutableRawPointer? {
    let line = self.line(hash)
    if key.isIn(line) { return line }
    if line.load(fromByteOffset: 24, as: UInt64.self) == 0 { return nil }
    let next = UnsafeMutableRawPointer(bitPattern: UInt(bitPattern: line) ^ 64) ?? line
    return key.isIn(next) ? next : nil
  }
}
