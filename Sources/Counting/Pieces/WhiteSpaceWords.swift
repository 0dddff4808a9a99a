import Segmentation

/// Counts the words between white space: Unicode White_Space, which has been stable since Unicode 6.3.
enum WhiteSpaceWords {
  static func count(
    _ text: UnsafeBufferPointer<UInt8>, weight: UInt64, into table: inout PieceTable
  ) {
    var start = 0
    var index = 0
    while index < text.count {
      let width = WhiteSpace.length(at: index, in: text)
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
}
