/// Unicode White_Space (25 scalars) in UTF-8 text, by hand.
public enum WhiteSpace {
  /// The length in bytes of the white-space scalar that starts at `index`, or 0 where none does.
  ///
  /// The text is valid UTF-8 and `index` the start of a scalar in it.
  @inline(__always)
  public static func length(at index: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    let byte = text[index]
    if byte < 0x80 { return byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) ? 1 : 0 }
    return byte == 0xC2 || (byte >= 0xE1 && byte <= 0xE3) ? wide(at: index, in: text) : 0
  }

  /// The scalars above ASCII: U+0085, 00A0, 1680, 2000–200A, 2028, 2029, 202F, 205F, 3000.
  @inline(never)
  static func wide(at index: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    guard index + 1 < text.count else { return 0 }
    let second = text[index + 1]
    if text[index] == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
    guard index + 2 < text.count else { return 0 }
    let third = text[index + 2]
    let found: Bool
    switch (text[index], second) {
    case (0xE1, 0x9A): found = third == 0x80
    case (0xE2, 0x80):
      found = third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF
    case (0xE2, 0x81): found = third == 0x9F
    case (0xE3, 0x80): found = third == 0x80
    default: found = false
    }
    return found ? 3 : 0
  }

  /// Whether a text holds nothing but white space; O(length of the white space it begins with).
  public static func isBlank(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < text.count {
      let length = length(at: index, in: text)
      if length == 0 { return false }
      index += length
    }
    return true
  }

  /// The number of longest runs without white space.
  ///
  /// Complexity: O(n), no allocation.
  public static func wordCount(in text: UnsafeBufferPointer<UInt8>) -> Int {
    var scan = WhiteSpaceScan(text)
    var count = 0
    var last: UInt64 = 0x80
    while scan.hasNext {
      let spaces = scan.spaces()
      // A word starts where a byte of no white space follows white space.
      let starts = ~spaces & (spaces << 8 | last) & WhiteSpaceScan.highs
      count += Int(truncatingIfNeeded: ((starts >> 7) &* 0x0101_0101_0101_0101) >> 56)
      last = spaces >> 56
    }
    return count
  }

  /// Adds the text to `output` with runs of white space as one space and none at the ends.
  public static func appendFolded(
    _ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
  ) {
    // Words that single spaces part are copied in one go.
    var first = 0
    var last = -1
    var isFirst = true
    func copy(_ output: inout [UInt8]) {
      if last < 0 { return }
      if !isFirst { output.append(0x20) }
      isFirst = false
      output.append(contentsOf: UnsafeBufferPointer(rebasing: text[first..<last]))
    }
    forEachWord(in: text) { start, end in
      if last < 0 || start != last + 1 || text[last] != 0x20 {
        copy(&output)
        first = start
      }
      last = end
    }
    copy(&output)
  }

  /// Calls `body` with the start and end of each longest run without white space.
  @inline(__always)
  static func forEachWord(
    in text: UnsafeBufferPointer<UInt8>, _ body: (_ start: Int, _ end: Int) -> Void
  ) {
    var scan = WhiteSpaceScan(text)
    var start = -1
    var last: UInt64 = 0x80
    while scan.hasNext {
      let offset = scan.next
      let spaces = scan.spaces()
      var borders = (spaces ^ (spaces << 8 | last)) & WhiteSpaceScan.highs
      last = spaces >> 56
      while borders != 0 {
        let place = offset + borders.trailingZeroBitCount / 8
        borders &= borders - 1
        if start < 0 {
          start = place
        } else {
          body(start, place)
          start = -1
        }
      }
    }
    if start >= 0 { body(start, text.count) }
  }
}
