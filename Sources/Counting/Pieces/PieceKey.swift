/// A piece as 128 bits: itself up to 15 bytes, above that a hash and the length.
///
/// Short pieces are equal exactly when their keys are; long ones need a look at the bytes. The hash is
/// our own, without a seed, so that tables are filled in the same way in every run.
struct PieceKey: Equatable {
  /// Bytes 0 ..< 8, the first lowest; the hash of a long piece.
  var low: UInt64
  /// Bytes 8 ..< 15 and the length on top; 255 on top of the length of a long piece.
  var high: UInt64

  init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  static let longMark: UInt64 = 0xFF << 56

  /// Whether equal keys still need their bytes compared.
  var isLong: Bool { high >> 56 == 0xFF }

  /// The place to start probing, before the mask.
  var hash: UInt64 {
    let product = (low ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(
      by: (high &* 0xD6E8_FEB8_6659_FD93) ^ 0xA076_1D64_78BD_642F | 1)
    return product.high ^ product.low
  }

  /// The key of `count` bytes from `base` on, of which `readable` may be read.
  @inline(__always)
  init(_ base: UnsafePointer<UInt8>, count: Int, readable: Int) {
    if count > 15 {
      self.init(long: base, count: count)
    } else if readable >= 16, count > 0 {
      // Two loads that may reach past the piece, and masks: no loop over bytes.
      let raw = UnsafeRawPointer(base)
      let first = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
      let second = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      self.init(
        low: first & (UInt64.max &>> UInt64(64 &- 8 &* min(count, 8))),
        high: second & ((1 &<< UInt64(8 &* max(count &- 8, 0))) &- 1) | UInt64(count) &<< 56)
    } else {
      self.init(short: base, count: count)
    }
  }

  @inline(never)
  private init(short base: UnsafePointer<UInt8>, count: Int) {
    low = 0
    high = UInt64(count) << 56
    for index in 0..<count {
      if index < 8 {
        low |= UInt64(base[index]) << UInt64(8 * index)
      } else {
        high |= UInt64(base[index]) << UInt64(8 * (index - 8))
      }
    }
  }

  @inline(never)
  private init(long base: UnsafePointer<UInt8>, count: Int) {
    let raw = UnsafeRawPointer(base)
    var state: UInt64 = 0x2D35_8DCC_AA6C_78A5
    var index = 0
    while index + 8 <= count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let product = (state ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      state = product.high ^ product.low &+ 0x8BB8_4B93_962E_ACC9
      index += 8
    }
    var rest: UInt64 = 0
    while index < count {
      rest = rest << 8 | UInt64(base[index])
      index += 1
    }
    let product = (state ^ rest).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    low = product.high ^ product.low
    high = UInt64(count) & ~Self.longMark | Self.longMark
  }
}
