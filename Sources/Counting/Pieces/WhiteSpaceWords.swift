/// Counts the words between white space: Unicode White_Space, which has been stable since Unicode 6.3.
enum WhiteSpaceWords {
  static func count(
    _ text: UnsafeBufferPointer<UInt8>, weight: UInt64, into table: inout PieceTable
  ) {
    var start = 0
    var index = 0
    while index < text.count {
      let width = whiteSpace(text, index)
      if width == 0 {
        index += 1
        continue
      }
      add(text, start, index, weight, &table)
      index += width
      start = index
    }
    add(text, start, index, weight, &table)
  }

  private static func add(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ weight: UInt64,
    _ table: inout PieceTable
  ) {
    var end = end
    withUnsafePointer(to: &end) { end in
      _ = table.addPieces(
        endingAt: UnsafeBufferPointer(start: end, count: 1), from: start, of: text, weight: weight)
    }
  }

  /// The length of the white space scalar at `index`; 0 where there is none.
  private static func whiteSpace(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let byte = text[index]
    if byte < 0x80 { return byte == 0x20 || (0x09...0x0D).contains(byte) ? 1 : 0 }
    if byte == 0xC2 {
      guard index + 1 < text.count else { return 0 }
      return text[index + 1] == 0x85 || text[index + 1] == 0xA0 ? 2 : 0
    }
    guard byte == 0xE1 || byte == 0xE2 || byte == 0xE3, index + 2 < text.count else { return 0 }
    let code =
      UInt32(byte & 15) << 12 | UInt32(text[index + 1] & 63) << 6
      | UInt32(text[index + 2] & 63)
    switch code {
    case 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return 3
    default: return 0
    }
  }
}
