/// Where texts surely divide inside words: between two scalars that no piece has side by side.
///
/// Nothing is merged over such a border, and every way of Unigram's lattice goes through it, so what lies on either
/// side is cut as if it were alone. Pairs of scalars are hashed to 2¹⁸ bits (32 KB); a border whose bit another pair
/// has set is not found, which costs time only.
struct PieceBorders: Sendable {
  private static let bitCount: UInt64 = 18
  private let bits: FlatMemory<UInt64>

  /// Creates the borders of some pieces of a vocabulary: O(their bytes).
  init(_ ids: [UInt32], in vocabulary: Vocabulary) {
    bits = FlatMemory(count: 1 << (Self.bitCount - 6)) { bits in
      bits.initialize(repeating: 0, count: 1 << (Self.bitCount - 6))
      let offsets = vocabulary.offsets
      vocabulary.bytes.withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return }
        for id in ids {
          var at = offsets[Int(id)]
          let end = offsets[Int(id) + 1]
          var left: UInt32?
          while at < end {
            let length = statedLength(base + at, count: end - at)
            var right: UInt32 = 0
            for index in 0..<length {
              right |= UInt32(base[at + index]) << UInt32(8 * index)
            }
            if let left {
              let place = Self.place(left, right)
              bits[place >> 6] |= 1 << UInt64(place & 63)
            }
            left = right
            at += length
          }
        }
      }
    }
  }

  /// Whether text surely divides between two scalars, each given as its bytes, the first one lowest.
  @inline(__always)
  func isBorder(_ left: UInt32, _ right: UInt32) -> Bool {
    let place = Self.place(left, right)
    return bits.base[place &>> 6] &>> UInt64(truncatingIfNeeded: place & 63) & 1 == 0
  }

  /// The first border behind an offset where a scalar starts; `count` where there is none.
  ///
  /// - Parameters:
  ///   - text: UTF-8, behind which four bytes may be read.
  ///   - start: the offset.
  ///   - count: the number of bytes of the text.
  @inline(__always)
  func next(_ text: UnsafePointer<UInt8>, from start: Int, _ count: Int) -> Int {
    var at = start
    var left: UInt32 = 0
    while at < count {
      let length = statedLength(text + at, count: count &- at)
      let raw = UnsafeRawPointer(text + at).loadUnaligned(as: UInt32.self).littleEndian
      let right = raw & UInt32.max &>> UInt32(truncatingIfNeeded: 32 &- length &* 8)
      if at > start, isBorder(left, right) { return at }
      left = right
      at &+= length
    }
    return count
  }

  @inline(__always)
  private static func place(_ left: UInt32, _ right: UInt32) -> Int {
    let pair = UInt64(left) &<< 32 | UInt64(right)
    return Int(truncatingIfNeeded: (pair &* 0x9E37_79B9_7F4A_7C15) &>> (64 - bitCount))
  }
}
