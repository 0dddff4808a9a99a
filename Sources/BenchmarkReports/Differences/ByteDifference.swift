/// Where two files first differ.
public struct ByteDifference: Sendable, Hashable {
  /// The offset of the first byte that differs, from 0.
  public var byte: Int
  /// Its line, from 1.
  public var line: Int
  /// What stands there in the file at hand, some characters; empty at its end.
  public var found: String
  /// What should stand there; empty where the file should end.
  public var expected: String

  /// The first difference of `found` from `expected`; nil where both are the same.
  ///
  /// - Complexity: O(bytes).
  public init?(_ found: [UInt8], from expected: [UInt8]) {
    let shorter = min(found.count, expected.count)
    let place = (0..<shorter).first { found[$0] != expected[$0] } ?? shorter
    if place == found.count, place == expected.count { return nil }
    byte = place
    line = 1 + found[..<place].count { $0 == 0x0A }
    self.found = Self.excerpt(found, at: place)
    self.expected = Self.excerpt(expected, at: place)
  }

  /// At most 24 bytes from a place on; bytes that are no printed ASCII as escapes.
  private static func excerpt(_ bytes: [UInt8], at place: Int) -> String {
    var text = ""
    for byte in bytes[place..<min(place + 24, bytes.count)] {
      if (0x20..<0x7F).contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += byte == 0x0A ? "\\n" : "\\x" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return text
  }
}
