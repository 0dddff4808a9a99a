import BenchmarkReports
import Groundwork
import Tokenization

/// Bytes of a text as a page shows them: white space by signs, what cannot be seen by its name, bytes that
/// are no text in hexadecimal.
enum VisibleText {
  /// More bytes than this of one token or piece are not shown.
  static let most = 4000
  /// More bytes than this are not spelt in hexadecimal.
  static let mostHex = 400

  /// The markup of some bytes; of very many the beginning, and how many they are.
  ///
  /// - Parameters:
  ///   - bytes: any bytes.
  ///   - breaksLines: whether a line end also ends the line on the page.
  static func markup(_ bytes: some Collection<UInt8>, breaksLines: Bool = false) -> [Markup] {
    if bytes.count > most {
      let start = Array(bytes.prefix(most))
      return markup(start.dropLast(unfinishedScalarLength(start)), breaksLines: breaksLines)
        + [h("i") { rest(bytes.count) }]
    }
    let bytes = Array(bytes)
    if firstInvalidUTF8(bytes) != nil { return [h("code", ["class": "hex"]) { hex(bytes) }] }
    let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    var parts: [Markup] = []
    var plain = ""
    func sign(_ text: String) {
      if !plain.isEmpty { parts.append(.text(plain)) }
      plain = ""
      parts.append(h("i") { text })
    }
    for scalar in scalars {
      switch scalar {
      case " ":
        sign("·")
        // Lines break before a space's sign, as they would at the space.
        parts.insert(h("wbr"), at: parts.count - 1)
      case "\u{2581}":
        if !plain.isEmpty { parts.append(.text(plain)) }
        parts.append(h("wbr"))
        plain = "\u{2581}"
      case "\t": sign("⇥")
      case "\n", "\r":
        sign(scalar == "\n" ? "⏎" : "␍")
        if breaksLines, scalar == "\n" { parts.append(h("br")) }
      case "\u{200C}", "\u{200D}":
        // Joiners shape the letters beside them; alone they would not be seen.
        if scalars.count == 1 { sign(name(scalar)) } else { plain.unicodeScalars.append(scalar) }
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator,
          .unassigned, .privateUse:
          sign(name(scalar))
        case .nonspacingMark, .enclosingMark:
          // A mark alone sits on a dotted circle.
          if scalars.count == 1 { plain += "\u{25CC}" }
          plain.unicodeScalars.append(scalar)
        default: plain.unicodeScalars.append(scalar)
        }
      }
    }
    if !plain.isEmpty { parts.append(.text(plain)) }
    return parts
  }

  /// Text for reading: spaces as they are, line ends as breaks, what cannot be seen by its name.
  static func plain(_ bytes: some Collection<UInt8>) -> [Markup] {
    var parts: [Markup] = []
    var start = bytes.startIndex
    for index in bytes.indices where bytes[index] == 0x20 || bytes[index] == 0x0A {
      parts += markup(bytes[start..<index])
      parts.append(bytes[index] == 0x20 ? " " : h("br"))
      start = bytes.index(after: index)
    }
    return parts + markup(bytes[start...])
  }

  /// The same as plain text, for titles.
  static func text(_ bytes: some Collection<UInt8>) -> String {
    if bytes.count > most {
      let start = Array(bytes.prefix(most))
      return text(start.dropLast(unfinishedScalarLength(start))) + rest(bytes.count)
    }
    let bytes = Array(bytes)
    if firstInvalidUTF8(bytes) != nil { return hex(bytes) }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
      switch scalar {
      case " ": "·"
      case "\t": "⇥"
      case "\n": "⏎"
      case "\r": "␍"
      default: String(scalar)
      }
    }.joined()
  }

  /// `C5 BE`; of very many the beginning, and how many they are.
  static func hex(_ bytes: some Collection<UInt8>) -> String {
    bytes.prefix(mostHex).map { hexadecimal([$0]).uppercased() }.joined(separator: " ")
      + (bytes.count > mostHex ? rest(bytes.count) : "")
  }

  private static func rest(_ count: Int) -> String { " … (\(NumberText.count(count)) bytes)" }

  /// Whether the text runs from right to left: its first letter that has a direction does.
  static func isRightToLeft(_ bytes: [UInt8]) -> Bool {
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
        return true
      default: if scalar.properties.isAlphabetic { return false }
      }
    }
    return false
  }

  private static func name(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
