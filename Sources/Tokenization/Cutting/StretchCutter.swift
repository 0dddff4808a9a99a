import Segmentation

/// Cuts a text before single spaces into stretches, whatever the tokenizer.
///
/// A single space is a U+0020 between two scalars that are neither white space, nor controls below it, nor U+2581,
/// which SentencePiece writes for it; the stretch behind it begins with it. Whether a tokenizer lets its texts be cut there is said by
/// `PieceCutting.spaces`.
public struct StretchCutter {
  private let text: UnsafeBufferPointer<UInt8>
  /// Where the next stretch begins.
  private var start = 0
  /// The spaces of the eight bytes at `base`, those that are still to be looked at, in their bytes' high bits.
  private var spaces: UInt64 = 0
  private var base = -8

  /// Begins a text, which is valid UTF-8 and must stay until it is cut.
  public init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// Writes the next stretches, in order, none of them empty; fewer than there is room for mean the end.
  ///
  /// - Complexity: O(bytes covered).
  public mutating func next(_ stretches: UnsafeMutableBufferPointer<PieceRange>) -> Int {
    var written = 0
    while written < stretches.count {
      let end = nextSingleSpace()
      if end == start { break }
      stretches[written] = PieceRange(start: start, end: end)
      written += 1
      start = end
    }
    return written
  }

  /// The next single space, or the end of the text.
  @inline(__always)
  private mutating func nextSingleSpace() -> Int {
    while true {
      while spaces == 0 {
        base += 8
        if base >= text.count { return text.count }
        spaces = Self.spaces(of: word(at: base))
      }
      let place = base + spaces.trailingZeroBitCount >> 3
      spaces &= spaces &- 1
      if isSingle(place) { return place }
    }
  }

  /// The first single space from a place on; nil where there is none.
  static func firstSingleSpace(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    let cutter = StretchCutter(text)
    var place = start
    while place < text.count {
      if text[place] == 0x20, cutter.isSingle(place) { return place }
      place += 1
    }
    return nil
  }

  @inline(__always)
  private func word(at place: Int) -> UInt64 {
    if place + 8 <= text.count {
      return UInt64(
        littleEndian: UnsafeRawBufferPointer(text).loadUnaligned(
          fromByteOffset: place, as: UInt64.self))
    }
    var word: UInt64 = 0
    for index in place..<text.count { word |= UInt64(text[index]) << UInt64(8 * (index - place)) }
    return word
  }

  /// The high bit of each byte that is a space, and no other bit.
  @inline(__always)
  private static func spaces(of word: UInt64) -> UInt64 {
    let others = word ^ 0x2020_2020_2020_2020
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    return ~(((others & low) &+ low) | others | low)
  }

  @inline(__always)
  private func isSingle(_ place: Int) -> Bool {
    if place == 0 || place + 1 == text.count { return false }
    let before = text[place - 1]
    let after = text[place + 1]
    if before &- 0x21 < 0x5F, after &- 0x21 < 0x5F { return true }
    return isOther(endingAt: place) && isOther(startingAt: place + 1)
  }

  @inline(never)
  private func isOther(endingAt end: Int) -> Bool {
    var start = end - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return isOther(startingAt: start)
  }

  /// Whether a text begins with a scalar that may stand beside a single space.
  ///
  /// Only such texts are for stretches: a space before another one is not told from a single one.
  public static func maySpaceStandBefore(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first else { return false }
    if first < 0x80 { return first > 0x20 }
    return StretchCutter(text).isOther(startingAt: 0)
  }

  /// Whether the scalar may stand beside a single space.
  @inline(never)
  private func isOther(startingAt place: Int) -> Bool {
    if text[place] < 0x80 { return text[place] > 0x20 }
    if WhiteSpace.length(at: place, in: text) > 0 { return false }
    return
      !(text[place] == 0xE2 && place + 2 < text.count && text[place + 1] == 0x96
      && text[place + 2] == 0x81)
  }
}
