/// Texts and bytes of any length, made short enough for a page.
///
/// A vocabulary may hold a token of a megabyte, and a corpus a word of one.
enum ShortText {
  /// The characters (scalars) of a token or word that are shown.
  static let scalars = 120
  /// The bytes of a token that are told.
  static let bytes = 24

  /// A text's start, and how many bytes there are beyond it: `abc… 1 048 456 bytes more`.
  static func cut(_ text: String, scalars limit: Int = ShortText.scalars) -> String {
    // Few texts are longer: their bytes tell at once that they are not.
    if text.utf8.count <= limit { return text }
    let scalars = text.unicodeScalars
    guard
      let end = scalars.index(
        scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return text }
    let rest = text.utf8.distance(from: end, to: text.utf8.endIndex)
    return "\(text[..<end])… \(NumberText.count(rest)) bytes more"
  }

  /// Bytes as hexadecimal digits: `C4 97`, and how many there are beyond them.
  static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
    if bytes.isEmpty { return "no bytes" }
    let shown = bytes.prefix(Self.bytes).map { byte in
      let text = String(byte, radix: 16, uppercase: true)
      return text.count == 1 ? "0" + text : text
    }.joined(separator: " ")
    let rest = bytes.count - Self.bytes
    return rest > 0 ? "\(shown)… \(NumberText.count(rest)) bytes more" : shown
  }
}
