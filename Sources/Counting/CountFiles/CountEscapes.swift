import Groundwork

/// How a piece is spelt in a count file: UTF-8 with `\t \n \r \\`, and `\xHH` for every other control
/// character below U+0020, U+007F, and each byte that is not part of UTF-8.
enum CountEscapes {
  /// Appends a piece's spelling.
  ///
  /// Each piece has exactly one.
  static func write(_ piece: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
    var rest = piece
    while !rest.isEmpty {
      let valid = firstInvalidUTF8(rest) ?? rest.count
      // What needs no escape goes over in runs.
      var start = 0
      for index in 0..<valid {
        let byte = rest[index]
        if byte >= 0x20, byte != 0x7F, byte != UInt8(ascii: "\\") { continue }
        text.append(contentsOf: UnsafeBufferPointer(rebasing: rest[start..<index]))
        start = index + 1
        switch byte {
        case 0x09: text += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
        case 0x0A: text += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
        case 0x0D: text += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
        case UInt8(ascii: "\\"): text += [byte, byte]
        default: hexadecimal(byte, &text)
        }
      }
      text.append(contentsOf: UnsafeBufferPointer(rebasing: rest[start..<valid]))
      if valid == rest.count { return }
      hexadecimal(rest[valid], &text)
      rest = UnsafeBufferPointer(rebasing: rest[(valid + 1)...])
    }
  }

  /// Appends the bytes that a spelling stands for; what is wrong with it, or nil.
  static func read(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) -> String? {
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      if byte != UInt8(ascii: "\\") {
        bytes.append(byte)
        continue
      }
      guard index < text.count else { return "a backslash ends the piece" }
      let escape = text[index]
      index += 1
      switch escape {
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "\\"): bytes.append(escape)
      case UInt8(ascii: "x"):
        guard index + 2 <= text.count, let high = digit(text[index]),
          let low = digit(text[index + 1])
        else { return "`\\x` is not followed by two hexadecimal digits" }
        bytes.append(high << 4 | low)
        index += 2
      default: return "an unknown escape stands in the piece"
      }
    }
    return nil
  }

  private static func hexadecimal(_ byte: UInt8, _ text: inout [UInt8]) {
    text += [UInt8(ascii: "\\"), UInt8(ascii: "x")]
    text += Groundwork.hexadecimal([byte]).uppercased().utf8
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
