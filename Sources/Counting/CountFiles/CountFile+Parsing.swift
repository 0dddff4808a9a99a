import Groundwork

extension CountFile {
  /// The table in the lines of a count file, or the file and line of the first error.
  ///
  /// - Parameters:
  ///   - text: all bytes of the file.
  ///   - file: the name for error messages.
  /// - Complexity: O(bytes).
  public static func parse(_ text: [UInt8], file: String) throws(Failure) -> PieceTable {
    if let offset = firstInvalidUTF8(text) {
      let line = 1 + text[..<offset].count { $0 == 0x0A }
      throw notUTF8(.line(line, of: file))
    }
    var table = PieceTable()
    var total: UInt64 = 0
    let failure = text.withUnsafeBufferPointer { text -> Failure? in
      var start = 0
      var line = 0
      var piece: [UInt8] = []
      while start < text.count {
        line += 1
        let end = text[start...].firstIndex(of: 0x0A) ?? text.count
        piece.removeAll(keepingCapacity: true)
        do throws(Failure) {
          let count = try parseLine(
            UnsafeBufferPointer(rebasing: text[start..<end]), into: &piece,
            at: .line(line, of: file))
          total = saturatingSum(total, count)
          if total > largestTotal { throw tooMuch(.line(line, of: file)) }
          table.add(piece, weight: count)
        } catch {
          return error
        }
        start = end + 1
      }
      return nil
    }
    if let failure { throw failure }
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
    guard let count = number(line[(tab + 1)...]), count > 0 else {
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

  private static func number(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64? {
    var value: UInt64 = 0
    if text.isEmpty || text.count > 19 { return nil }
    for byte in text {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + UInt64(byte - UInt8(ascii: "0"))
    }
    return value <= largestTotal ? value : nil
  }
}
