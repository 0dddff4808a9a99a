/// A piece of up to 15 bytes as 128 bits: its bytes, zeros, and its length in bits 120 to 123.
struct PieceKey {
  /// The longest piece that makes a key.
  static let limit = 15

  let low: UInt64
  let high: UInt64

  /// The key of the bytes from a position on, where 16 can be read.
  @inline(__always)
  init(_ bytes: UnsafePointer<UInt8>, _ length: Int, masks: UnsafePointer<UInt64>) {
    let raw = UnsafeRawPointer(bytes)
    low = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self)) & masks[length &* 2]
    high =
      UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      & masks[length &* 2 &+ 1] | UInt64(truncatingIfNeeded: length) &<< 56
  }

  /// The key of the bytes from a position on; `room` bytes can be read there.
  @inline(__always)
  init(_ bytes: UnsafePointer<UInt8>, _ length: Int, room: Int, masks: UnsafePointer<UInt64>) {
    if room >= 16 {
      self.init(bytes, length, masks: masks)
    } else {
      self.init(atEnd: bytes, length)
    }
  }

  /// The key of a text's last bytes.
  private init(atEnd bytes: UnsafePointer<UInt8>, _ length: Int) {
    var low: UInt64 = 0
    var high: UInt64 = UInt64(length) << 56
    for index in 0..<length {
      if index < 8 {
        low |= UInt64(bytes[index]) << UInt64(index * 8)
      } else {
        high |= UInt64(bytes[index]) << UInt64(index * 8 - 64)
      }
    }
    self.low = low
    self.high = high
  }

  /// The key in a cache's slot.
  @inline(__always)
  init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// Mixed bits of the key: one multiplication, both halves folded.
  @inline(__always)
  var hash: UInt64 {
    let product = (low ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(
      by: high ^ 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }

  /// For each length the bits of the low and of the high half that belong to the piece.
  ///
  /// 32 numbers for the lengths 0 ... 15, made once and never freed.
  static nonisolated(unsafe) let masks: UnsafePointer<UInt64> = {
    let masks = UnsafeMutablePointer<UInt64>.allocate(capacity: 32)
    for length in 0..<16 {
      masks[length * 2] = length >= 8 ? .max : (1 << UInt64(length * 8)) - 1
      masks[length * 2 + 1] = length <= 8 ? 0 : (1 << UInt64(length * 8 - 64)) - 1
    }
    return UnsafePointer(masks)
  }()
}
