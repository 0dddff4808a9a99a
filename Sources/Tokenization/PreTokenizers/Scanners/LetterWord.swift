/// Letters told from other bytes eight at a time, in one 64-bit word whose lowest byte is the first.
enum LetterWord {
  private static var ones: UInt64 { 0x0101_0101_0101_0101 }
  private static var highs: UInt64 { 0x8080_8080_8080_8080 }

  /// How many of the first bytes, of eight, are letters for certain.
  ///
  /// The word begins a scalar. For certain are ASCII letters and the scalars of two bytes whose lead is
  /// C4 ... CA, D0 or D1: all of U+0100 ... U+02BF and U+0400 ... U+047F are letters.
  @inline(__always)
  static func leading(_ word: UInt64) -> Int {
    let low = word & ~highs
    let ascii = within(low | 0x20 &* ones, 0x61, 0x7A) & ~word
    let continuations = word & ~(word << 1) & highs
    // With the byte that makes it a scalar; that of the last one is not here.
    let leads =
      (within(low, 0x44, 0x4A) | within(low, 0x50, 0x51)) & word
      & (continuations >> 8 | 0x80 << 56)
    return count(ascii | leads | continuations & leads << 8)
  }

  /// How many of the first bytes, of eight, are small ASCII letters.
  @inline(__always)
  static func leadingSmall(_ word: UInt64) -> Int {
    count(within(word & ~highs, 0x61, 0x7A) & ~word)
  }

  /// The high bit of each byte from `first` to `last`; all bytes are below 0x80.
  @inline(__always)
  private static func within(_ low: UInt64, _ first: UInt64, _ last: UInt64) -> UInt64 {
    (low &+ (0x80 &- first) &* ones) & ~(low &+ (0x7F &- last) &* ones)
  }

  @inline(__always)
  private static func count(_ letters: UInt64) -> Int {
    (~letters & highs).trailingZeroBitCount >> 3
  }
}
