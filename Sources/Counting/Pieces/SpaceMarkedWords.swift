/// Cuts texts into words as SentencePiece's trainer does after the `identity` normalization with dummy
/// prefix and without extra white space.
///
/// Every line is a text. Spaces (U+0020) at its ends go, runs of spaces become one, each word gets the
/// mark U+2581 in front. A U+2581 that the text holds starts a word too, and goes at the end of a line.
/// Other white space (tab, U+00A0) is an ordinary character, since `identity` leaves it. So joined words
/// are what the encoder sees, and a piece never holds a mark but as its first character.
struct SpaceMarkedWords {
  /// The words, one after the other.
  private var bytes: [UInt8] = []
  /// The offset after each word.
  private var ends: [Int] = []

  static let mark: [UInt8] = [0xE2, 0x96, 0x81]

  /// Counts the words of one text.
  mutating func count(
    _ text: UnsafeBufferPointer<UInt8>, weight: UInt64, into table: inout PieceTable
  ) {
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != 0x0A, text[end] != 0x0D { end += 1 }
      countLine(UnsafeBufferPointer(rebasing: text[start..<end]), weight, &table)
      start = end + 1
    }
    flush(weight, &table)
  }

  private mutating func countLine(
    _ line: UnsafeBufferPointer<UInt8>, _ weight: UInt64, _ table: inout PieceTable
  ) {
    var end = line.count
    while true {
      if end > 0, line[end - 1] == 0x20 {
        end -= 1
      } else if end > 2, Self.isMark(line, end - 3, end) {
        end -= 3
      } else {
        break
      }
    }
    var index = 0
    while index < end {
      while index < end, line[index] == 0x20 { index += 1 }
      if index == end { break }
      bytes.append(contentsOf: Self.mark)
      var first = index
      while index < end, line[index] != 0x20 {
        if Self.isMark(line, index, end) {
          close(line, first..<index)
          first = index
          index += 3
        } else {
          index += 1
        }
      }
      close(line, first..<index)
      if ends.count >= 1024 || bytes.count >= 1 << 16 { flush(weight, &table) }
    }
  }

  private mutating func close(_ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: line[range]))
    ends.append(bytes.count)
  }

  private mutating func flush(_ weight: UInt64, _ table: inout PieceTable) {
    bytes.withUnsafeBufferPointer { bytes in
      ends.withUnsafeBufferPointer { ends in
        _ = table.addPieces(endingAt: ends, from: 0, of: bytes, weight: weight)
      }
    }
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  private static func isMark(_ line: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int) -> Bool {
    index + 3 <= end && line[index] == 0xE2 && line[index + 1] == 0x96 && line[index + 2] == 0x81
  }
}
