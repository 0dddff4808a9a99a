#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Memory of cache lines in which words are looked up; it grows up to a bound.
///
/// `WordEncoder` says what a slot holds. A slot that is free is all zeros.
struct WordTable: ~Copyable {
  /// The slots.
  private(set) var memory: UnsafeMutableRawPointer
  /// A hash shifted by this is the number of its line.
  private(set) var shift: UInt64
  private var lines: Int
  private var filled = 0
  /// The bytes of a slot: 32 or 64.
  private let slotSize: Int

  private static let firstLines = 1 << 9
  private static let lastLines = 1 << 17

  /// Creates an empty table of 32 KB; it grows up to 8 MB.
  init(slotSize: Int) {
    self.slotSize = slotSize
    lines = Self.firstLines
    memory = Self.allocate(lines)
    shift = UInt64(64 - lines.trailingZeroBitCount)
  }

  deinit { memory.deallocate() }

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
    if filled * slotSize * 2 > lines * 64, lines < Self.lastLines { grow(keyEnd, rehash) }
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
    memset(memory, 0, lines * 64)
    filled = 0
  }

  private mutating func grow(_ keyEnd: Int, _ rehash: (UnsafeRawPointer) -> UInt64) {
    let old = memory
    let oldSize = lines * 64
    lines = min(lines * 8, Self.lastLines)
    memory = Self.allocate(lines)
    shift = UInt64(64 - lines.trailingZeroBitCount)
    filled = 0
    for offset in stride(from: 0, to: oldSize, by: slotSize) {
      let slot = old + offset
      if slot.load(fromByteOffset: keyEnd, as: UInt64.self) == 0 { continue }
      place(rehash(UnsafeRawPointer(slot)), keyEnd).copyMemory(from: slot, byteCount: slotSize)
    }
    old.deallocate()
  }

  private static func allocate(_ lines: Int) -> UnsafeMutableRawPointer {
    let size = lines * 64
    let huge = 1 << 21
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: size, alignment: size >= huge ? huge : 64)
    #if os(Linux)
      // Fewer TLB misses. Advice only; its result does not matter.
      if size >= huge { _ = madvise(memory, size, MADV_HUGEPAGE) }
    #endif
    memset(memory, 0, size)
    return memory
  }
}

/// A word of up to 15 bytes as 128 bits: its bytes, zeros, and its length in bits 120 to 123.
///
/// Bits 124 to 127 are left to the slot, which keeps the number of ids there.
struct WordKey: BitwiseCopyable {
  static let limit = 15
  let low: UInt64
  let high: UInt64

  /// The key of the bytes from a place on, where 16 may be read.
  @inline(__always)
  init(_ text: UnsafePointer<UInt8>, _ length: Int) {
    let raw = UnsafeRawPointer(text)
    let bits = UInt64(truncatingIfNeeded: length) &* 8
    // Shifts beyond 63 give zero, which the smart ones of Swift do without a branch.
    let full = UInt64.max
    let lowMask = length >= 8 ? full : (1 &<< bits) &- 1
    let highMask = length > 8 ? (1 &<< (bits &- 64)) &- 1 : 0
    low = raw.loadUnaligned(as: UInt64.self).littleEndian & lowMask
    high =
      raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self).littleEndian & highMask
      | UInt64(truncatingIfNeeded: length) &<< 56
  }

  /// The key in a slot.
  @inline(__always)
  init(slot: UnsafeRawPointer) {
    low = slot.load(as: UInt64.self)
    high = slot.load(fromByteOffset: 8, as: UInt64.self) & Self.keyBits
  }

  /// All bits but the slot's.
  static let keyBits: UInt64 = 0x0FFF_FFFF_FFFF_FFFF

  /// Mixed bits: one multiplication, both halves folded.
  @inline(__always)
  var hash: UInt64 { foldedProduct(low ^ 0x9E37_79B9_7F4A_7C15, high ^ 0xD6E8_FEB8_6659_FD93) }
}

/// A word of 16 to 31 bytes as 256 bits, as `WordKey` is; the length less 16 stands in bits 248 to 251.
struct LongWordKey: BitwiseCopyable {
  static let limit = 31
  let first: UInt64
  let second: UInt64
  let third: UInt64
  let fourth: UInt64

  /// The key of the bytes from a place on, where 32 may be read.
  @inline(__always)
  init(_ text: UnsafePointer<UInt8>, _ length: Int) {
    let raw = UnsafeRawPointer(text)
    first = raw.loadUnaligned(as: UInt64.self).littleEndian
    second = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self).littleEndian
    let rest = WordKey(text + 16, length &- 16)
    third = rest.low
    fourth = rest.high
  }

  /// The key in a slot.
  @inline(__always)
  init(slot: UnsafeRawPointer) {
    first = slot.load(as: UInt64.self)
    second = slot.load(fromByteOffset: 8, as: UInt64.self)
    third = slot.load(fromByteOffset: 16, as: UInt64.self)
    fourth = slot.load(fromByteOffset: 24, as: UInt64.self) & WordKey.keyBits
  }

  /// Mixed bits.
  @inline(__always)
  var hash: UInt64 {
    let low = foldedProduct(first ^ 0x9E37_79B9_7F4A_7C15, second ^ 0xD6E8_FEB8_6659_FD93)
    return foldedProduct(low ^ third, fourth ^ 0x2545_F491_4F6C_DD1D)
  }

  /// Whether a slot holds this word.
  @inline(__always)
  func isIn(_ slot: UnsafeRawPointer) -> Bool {
    let high = slot.load(fromByteOffset: 24, as: UInt64.self)
    return slot.load(as: UInt64.self) == first
      && slot.load(fromByteOffset: 8, as: UInt64.self) == second
      && slot.load(fromByteOffset: 16, as: UInt64.self) == third && (high ^ fourth) &<< 4 == 0
      && high != 0
  }
}

@inline(__always)
private func foldedProduct(_ left: UInt64, _ right: UInt64) -> UInt64 {
  let product = left.multipliedFullWidth(by: right)
  return product.high ^ product.low
}
