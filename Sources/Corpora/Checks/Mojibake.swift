/// Finds UTF-8 that was read as Windows-1252 or Latin-1 and written again: `Ä…` for `ą`, `Ã©` for `é`.
enum Mojibake {
  /// Whether a text holds what reads as UTF-8 when its letters are taken for the bytes of Windows-1252.
  ///
  /// Punctuation such as `…` counts as a byte only before a letter, since `CAFÉ”` is sound. Complexity: O(n).
  static func isSuspected(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(text)
    var index = 0
    while index < text.count {
      if index + 8 <= raw.count,
        !holdsLead(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      {
        index += 8
        continue
      }
      // Leads of two and three bytes are U+00C2 … U+00EF: C3 82 … C3 AF.
      guard text[index] == 0xC3, index + 2 < text.count else {
        index += 1
        continue
      }
      let lead = text[index + 1] | 0x40
      index += 2
      guard (0xC2...0xEF).contains(lead) else { continue }
      var place = index
      var isWhole = true
      var needsLetter = false
      for _ in 0..<(lead >= 0xE0 ? 2 : 1) {
        guard let (isMark, next) = continuation(text, place) else {
          isWhole = false
          break
        }
        needsLetter = isMark
        place = next
      }
      if isWhole, !needsLetter || isLetter(text, place) { return true }
    }
    return false
  }

  /// Whether one of eight bytes is C3.
  @inline(__always)
  private static func holdsLead(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let other = word ^ (ones &* 0xC3)
    return (other &- ones) & ~other & (ones &* 0x80) != 0
  }

  /// Whether a scalar stands for a byte 80 … BF in Windows-1252: whether it is one of its marks (80 …
  /// 9F), and where the next scalar starts.
  private static func continuation(
    _ text: UnsafeBufferPointer<UInt8>, _ place: Int
  ) -> (isMark: Bool, next: Int)? {
    guard place < text.count else { return nil }
    let first = text[place]
    // U+0080 … U+00BF themselves, as Latin-1 has them.
    if first == 0xC2, place + 1 < text.count { return (false, place + 2) }
    guard place + 1 < text.count else { return nil }
    let second = text[place + 1]
    switch first {
    case 0xC5:  // Œ œ Š š Ÿ Ž ž
      return [0x92, 0x93, 0xA0, 0xA1, 0xB8, 0xBD, 0xBE].contains(second) ? (true, place + 2) : nil
    case 0xC6: return second == 0x92 ? (true, place + 2) : nil  // ƒ
    case 0xCB: return [0x86, 0x9C].contains(second) ? (true, place + 2) : nil  // ˆ ˜
    case 0xE2:
      guard place + 2 < text.count else { return nil }
      let third = text[place + 2]
      let isMark =
        (second == 0x80
          && [
            0x93, 0x94, 0x98, 0x99, 0x9A, 0x9C, 0x9D, 0x9E, 0xA0, 0xA1, 0xA2, 0xA6, 0xB0, 0xB9,
            0xBA,
          ].contains(third)) || (second == 0x82 && third == 0xAC)
        || (second == 0x84 && third == 0xA2)
      return isMark ? (true, place + 3) : nil
    default: return nil
    }
  }

  /// Whether an ASCII letter, or another sequence of the kind, stands at a place.
  private static func isLetter(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    guard place < text.count else { return false }
    return (0x61...0x7A).contains(text[place] | 0x20) || text[place] == 0xC3
  }
}
