/// Where texts surely divide inside words: between two scalars that no piece has side by side.
///
/// Nothing is merged over such a border, and every way of Unigram's lattice goes through it, so what lies on either
/// side is cut as if it were alone. Pairs of scalars are hashed to 2¹⁸ bits (32 KB); a border whose bit another pair
/// has set is not found, which costs time only.
struct PieceBorders: Sendable {
  private static let bitCount: UInt64 = 18
  private let bits: FlatMemory<UInt64>

  /// Creates the borders between the scalars of some pieces: O(their bytes).
  ///
  /// - Parameters:
  ///   - ids: the pieces.
  ///   - bytes: all pieces' bytes, behind which four may be read.
  ///   - offsets: where each piece starts.
  init(_ ids: [UInt32], _ bytes: FlatMemory<UInt8>, _ offsets: FlatMemory<UInt32>) {
    bits = FlatMemory(count: 1 << (Self.bitCount - 6)) { bits in
      bits.initialize(repeating: 0, count: 1 << (Self.bitCount - 6))
      let (bytes, offsets) = (bytes.base, offsets.base)
      for id in ids {
        var at = Int(offsets[Int(id)])
        let end = Int(offsets[Int(id) + 1])
        if at == end { continue }
        var left = Self.scalar(bytes + at, end - at)
        at += left.length
        while at < end {
          let right = Self.scalar(bytes + at, end - at)
          let place = Self.place(left.bytes, right.bytes)
          bits[place >> 6] |= 1 << UInt64(truncatingIfNeeded: place & 63)
          left = right
          at += right.length
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
    if start >= count { return count }
    var left = Self.scalar(text + start, count &- start)
    var at = start &+ left.length
    while at < count {
      let right = Self.scalar(text + at, count &- at)
      if isBorder(left.bytes, right.bytes) { return at }
      left = right
      at &+= right.length
    }
    return count
  }

  /// The bytes of the scalar at the start of a text, the first one lowest, and their number.
  @inline(__always)
  private static func scalar(
    _ text: UnsafePointer<UInt8>, _ count: Int
  ) -> (bytes: UInt32, length: Int) {
    let length = statedLength(text, count: count)
    let raw = UnsafeRawPointer(text).loadUnaligned(as: UInt32.self).littleEndian
    return (raw & UInt32.max &>> UInt32(truncatingIfNeeded: 32 &- length &* 8), length)
  }

  @inline(__always)
  private static func place(_ left: UInt32, _ right: UInt32) -> Int {
    let pair = UInt64(left) &<< 32 | UInt64(right)
    return Int(truncatingIfNeeded: (pair &* 0x9E37_79B9_7F4A_7C15) &>> (64 - bitCount))
  }
}
