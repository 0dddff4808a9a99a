/// How wide text will be, roughly: fonts are the reader's, so the estimate is generous.
enum TextWidth {
  /// The width in pixels at a font size.
  static func estimate(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + share($1) } * size
  }

  /// The text, or its two ends around an ellipsis where it is wider than `limit`: names of a family
  /// differ at their ends.
  static func shortened(_ text: String, to limit: Double, size: Double) -> String {
    guard estimate(text, size: size) > limit else { return text }
    // Nothing wider than 400 characters is ever drawn: the ends of a huge name are enough.
    let characters = text.count > 400 ? Array(text.prefix(200) + text.suffix(200)) : Array(text)
    var head = characters.count / 2
    var tail = characters.count - head - 1
    while head + tail > 2 {
      if head > tail { head -= 1 } else { tail -= 1 }
      let short = String(characters.prefix(head)) + "…" + String(characters.suffix(tail))
      if estimate(short, size: size) <= limit { return short }
    }
    return String(characters.prefix(1)) + "…"
  }

  /// A character's width as a share of the font size.
  private static func share(_ scalar: Unicode.Scalar) -> Double {
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200F: 0
    case 0x1100...0x11FF, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFF60: 1
    case 0x1F000...0x3FFFF: 1.2
    case 0x41...0x5A, 0x6D, 0x77: 0.72
    case 0x69, 0x6C, 0x2E, 0x2C, 0x7C: 0.32
    default: 0.6
    }
  }
}
