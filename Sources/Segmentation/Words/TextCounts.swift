/// How many scalars and white-space words texts hold, counted sixteen bytes at a time.
///
/// A word starts where a byte of no white space follows white space, which a block knows of itself and of the
/// same block one byte earlier. Only ASCII white space is looked for so; where wider white space may stand
/// (U+00A0, U+2028 …) the texts are counted by `WhiteSpace.wordCount`. Texts lie one after the other, and are
/// counted some kilobytes at a time as if they were one: where two meet, the bytes beside the border say what
/// that missed.
///
/// Tried and dropped: a text at a time with `WhiteSpaceScan` and a loop for scalars, 1.1 GB/s where this makes 4.
public struct TextCounts: Sendable, Hashable {
  /// The Unicode scalars.
  public private(set) var scalars = 0
  /// The runs of bytes without Unicode white space.
  public private(set) var words = 0
  /// The texts without words.
  public private(set) var empty = 0

  private typealias Bytes = SIMD16<UInt8>
  private typealias Mask = SIMDMask<SIMD16<Int8>>

  /// A vector: what is compared with a number is compared byte by byte.
  @inline(__always)
  private static func all(_ byte: UInt8) -> Bytes { Bytes(repeating: byte) }

  /// Counts texts of valid UTF-8.
  ///
  /// Complexity: O(n), no allocation.
  ///
  /// - Parameters:
  ///   - bytes: all texts, one after the other.
  ///   - ends: the offset after each text.
  public init(_ bytes: UnsafeBufferPointer<UInt8>, ends: UnsafeBufferPointer<Int>) {
    var first = 0
    while first < ends.count {
      let start = first == 0 ? 0 : ends[first - 1]
      var last = first
      while last + 1 < ends.count, ends[last] - start < Self.window { last += 1 }
      let group = UnsafeBufferPointer(rebasing: ends[first...last])
      let text = UnsafeBufferPointer(rebasing: bytes[start..<ends[last]])
      if !addJoined(text, group, offset: start) { addEach(text, group, offset: start) }
      first = last + 1
    }
  }

  /// How many bytes are counted as one, at least.
  private static let window = 4 << 10

  /// Counts texts one by one.
  private mutating func addEach(
    _ bytes: UnsafeBufferPointer<UInt8>, _ ends: UnsafeBufferPointer<Int>, offset: Int
  ) {
    var start = 0
    for end in ends {
      let text = UnsafeBufferPointer(rebasing: bytes[start..<end - offset])
      let found = WhiteSpace.wordCount(in: text)
      words += found
      empty += found == 0 ? 1 : 0
      start = end - offset
    }
    for byte in bytes { scalars += byte & 0xC0 == 0x80 ? 0 : 1 }
  }

  /// Counts texts together; false, and nothing counted, where they may hold white space above ASCII.
  private mutating func addJoined(
    _ bytes: UnsafeBufferPointer<UInt8>, _ ends: UnsafeBufferPointer<Int>, offset: Int
  ) -> Bool {
    guard let base = bytes.baseAddress, bytes.count >= 32 else { return false }
    let raw = UnsafeRawPointer(base)
    var (scalars, starts) = (0, 0)
    var isWide = Mask(repeating: false)
    // The first two bytes have none before them in a block; a wide space needs two before its last.
    for index in 0..<2 {
      scalars += bytes[index] & 0xC0 == 0x80 ? 0 : 1
      starts += Self.isStart(bytes, index) ? 1 : 0
    }
    if bytes[0] == 0xC2, bytes[1] == 0x85 || bytes[1] == 0xA0 { return false }
    var index = 2
    while index + 16 <= bytes.count {
      // Counts of bytes, which hold 255 rounds.
      var scalarSums = Bytes(repeating: 0)
      var startSums = Bytes(repeating: 0)
      let stop = min(bytes.count - 16, index + 16 * 254)
      while index <= stop {
        let byte = (raw + index).loadUnaligned(as: Bytes.self)
        let first = (raw + index - 1).loadUnaligned(as: Bytes.self)
        let second = (raw + index - 2).loadUnaligned(as: Bytes.self)
        let isScalar =
          unsafeBitCast(byte, to: SIMD16<Int8>.self) .>= SIMD16<Int8>(repeating: -64)
        // A mask is −1 in the bytes that it marks.
        let isStart = .!Self.isSpace(byte) .& Self.isSpace(first)
        scalarSums &-= unsafeBitCast(isScalar, to: Bytes.self)
        startSums &-= unsafeBitCast(isStart, to: Bytes.self)
        isWide = isWide .| Self.endsWideSpace(byte, first, second)
        index += 16
      }
      scalars += Int(SIMD16<UInt16>(truncatingIfNeeded: scalarSums).wrappedSum())
      starts += Int(SIMD16<UInt16>(truncatingIfNeeded: startSums).wrappedSum())
    }
    if any(isWide) { return false }
    while index < bytes.count {
      scalars += bytes[index] & 0xC0 == 0x80 ? 0 : 1
      starts += Self.isStart(bytes, index) ? 1 : 0
      if Self.endsWideSpace(bytes, index) { return false }
      index += 1
    }
    self.scalars += scalars
    words += starts
    countBorders(bytes, ends, offset: offset)
    return true
  }

  /// Adds the words that start a text behind one that ends in a word, and finds texts without words.
  private mutating func countBorders(
    _ bytes: UnsafeBufferPointer<UInt8>, _ ends: UnsafeBufferPointer<Int>, offset: Int
  ) {
    var start = 0
    for end in ends {
      let end = end - offset
      if start == end {
        empty += 1
        continue
      }
      if Self.isSpace(bytes[start]) {
        var index = start + 1
        while index < end, Self.isSpace(bytes[index]) { index += 1 }
        empty += index == end ? 1 : 0
      } else if start > 0, !Self.isSpace(bytes[start - 1]) {
        words += 1
      }
      start = end
    }
  }

  @inline(__always)
  private static func isStart(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    !isSpace(bytes[index]) && (index == 0 || isSpace(bytes[index - 1]))
  }

  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

  @inline(__always)
  private static func isSpace(_ bytes: Bytes) -> Mask {
    (bytes .== all(0x20)) .| ((bytes &- all(0x09)) .< all(5))
  }

  /// Whether each byte may be the last of white space above ASCII, given the two before it.
  ///
  /// U+0085, 00A0, 1680, 2000–200A, 2028, 2029, 202F, 205F, 3000.
  @inline(__always)
  private static func endsWideSpace(
    _ byte: Bytes, _ first: Bytes, _ second: Bytes
  ) -> Mask {
    let isLatin = (first .== all(0xC2)) .& ((byte .== all(0x85)) .| (byte .== all(0xA0)))
    let isGeneral =
      (second .== all(0xE2)) .& (first .== all(0x80))
      .& ((byte .<= all(0x8A)) .| ((byte & all(0xFE)) .== all(0xA8)) .| (byte .== all(0xAF)))
    let isOther =
      ((second .== all(0xE2)) .& (first .== all(0x81)) .& (byte .== all(0x9F)))
      .| ((byte .== all(0x80))
        .& (((second .== all(0xE1)) .& (first .== all(0x9A)))
          .| ((second .== all(0xE3)) .& (first .== all(0x80)))))
    return isLatin .| isGeneral .| isOther
  }

  private static func endsWideSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    WhiteSpace.length(at: index - 1, in: bytes) == 2
      || WhiteSpace.length(at: index - 2, in: bytes) == 3
  }
}
