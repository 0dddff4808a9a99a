import UnicodeTables

/// How far a first byte leads where it can only begin a letter: 1 for an ASCII letter, 2 for a lead
/// byte whose 64 scalars are all letters (most of Latin, Cyrillic, Arabic), 0 for all else.
enum LetterSteps {
  /// 256 entries, made once and never freed.
  static nonisolated(unsafe) let shared: UnsafePointer<UInt8> = {
    let steps = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    let table = ScalarClassTable.shared
    for byte in 0..<256 {
      var step: UInt8 = 0
      if byte < 0x80 {
        step = table[UInt32(byte)].contains(.letter) ? 1 : 0
      } else if byte >= 0xC2, byte < 0xE0 {
        let first = UInt32(byte & 0x1F) << 6
        step = (first..<first + 64).allSatisfy { table[$0].contains(.letter) } ? 2 : 0
      }
      steps[byte] = step
    }
    return UnsafePointer(steps)
  }()
}
