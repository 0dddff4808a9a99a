import Groundwork

extension CountFile {
  /// The table in the lines of a count file, or the file and line of the first error.
  ///
  /// - Parameters:
  ///   - text: all bytes of the file.
  ///   - file: the name for error messages.
  /// - Complexity: O(bytes).
  public static func parse(_ text: [UInt8], file: String) throws(Failure) -> PieceTable {
    try table(try CountLines(text, file: file), file: file)
  }

  /// The table in the lines of a count file.
  ///
  /// Lines in the order of bytes are taken as they come; only where they are not are pieces looked for.
  static func table(_ lines: CountLines, file: String) throws(Failure) -> PieceTable {
    var table = PieceTable()
    var total: UInt64 = 0
    while try lines.next() {
      total = saturatingSum(total, lines.count)
      if total > largestTotal { throw tooMuch(.line(lines.line, of: file)) }
      if lines.isAscending {
        table.append(new: lines.piece, count: lines.count)
      } else {
        table.add(lines.piece, weight: lines.count)
      }
    }
    return table
  }

  /// Puts a line's piece into `piece`, which is empty, and gives its count.
  static func parseLine(
    _ line: UnsafeBufferPointer<UInt8>, into piece: inout [UInt8], at place: Place
  ) throws(Failure) -> UInt64 {
    guard let tab = line.firstIndex(of: 0x09) else {
      throw Failure(
        "the line has no tab", at: place, remedy: "write it as piece, tab, count")
    }
    if let problem = CountEscapes.read(UnsafeBufferPointer(rebasing: line[..<tab]), into: &piece) {
      throw Failure(
        problem, at: place, remedy: "use \\t \\n \\r \\\\ and \\xHH, and \\\\ for a backslash")
    }
    if piece.isEmpty {
      throw Failure("the piece is empty", at: place, remedy: "remove the line")
    }
    let count = number(UnsafeBufferPointer(rebasing: line[(tab + 1)...]))
    guard count > 0 else {
      throw Failure(
        "the count is not a whole number from 1 to 2^63 - 1", at: place,
        remedy: "write decimal digits only after the tab")
    }
    return count
  }

  static func tooMuch(_ place: Place) -> Failure {
    Failure(
      "the counts add up to more than 2^63 - 1", at: place, remedy: "use smaller weights")
  }

  /// The count that stands in a line behind the tab; 0 for what is none.
  static func number(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var value: UInt64 = 0
    if text.isEmpty || text.count > 19 { return 0 }
    for byte in text {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return 0 }
      value = value * 10 + UInt64(byte - UInt8(ascii: "0"))
    }
    return value <= largestTotal ? value : 0
  }
}
