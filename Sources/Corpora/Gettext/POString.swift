import Groundwork

/// Reads the strings of gettext catalogues: quotes, and escapes as in C.
enum POString {
  /// What is wrong with a string.
  enum Problem: String, Error {
    case noQuote = "expected a string in quotes"
    case noEnd = "a string does not end"
    case textBehind = "text stands behind a string"
    case unknownEscape = "an unknown escape stands in a string"
  }

  /// Appends the string that `text` holds, which must be all of it but white space at its ends.
  static func append(
    _ text: Slice<UnsafeBufferPointer<UInt8>>, to value: inout [UInt8]
  ) throws(Problem) {
    var rest = text.drop { isSpace($0) }
    guard rest.popFirst() == UInt8(ascii: "\"") else { throw .noQuote }
    while true {
      guard let byte = rest.popFirst() else { throw .noEnd }
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        value.append(try escape(&rest))
      } else {
        value.append(byte)
      }
    }
    if !rest.allSatisfy({ isSpace($0) }) { throw .textBehind }
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }

  /// `\n`, `\t` …, up to three octal digits, or `\x` and hexadecimal ones, of which the last two count.
  private static func escape(
    _ rest: inout Slice<UnsafeBufferPointer<UInt8>>
  ) throws(Problem) -> UInt8 {
    guard let byte = rest.popFirst() else { throw .noEnd }
    switch byte {
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "a"): return 0x07
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "v"): return 0x0B
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return byte
    case 0x30...0x37:
      var value = byte - 0x30
      for _ in 0..<2 {
        guard let digit = rest.first, (0x30...0x37).contains(digit) else { break }
        value = value << 3 | (digit - 0x30)
        rest.removeFirst()
      }
      return value
    case UInt8(ascii: "x"):
      var value: UInt8?
      while let digit = rest.first.flatMap(hexadecimal) {
        value = (value ?? 0) << 4 | digit
        rest.removeFirst()
      }
      guard let value else { throw .unknownEscape }
      return value
    default: throw .unknownEscape
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x57
    default: nil
    }
  }
}
