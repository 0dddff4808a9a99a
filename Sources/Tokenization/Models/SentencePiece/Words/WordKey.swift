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
