import Groundwork

/// Tokens and parts of tokens as people read them on one line.
///
/// U+2581 for a space, `<0xHH>` for the bytes of what is not UTF-8 alone, `\n`, `\r`, `\t` escaped.
public enum ReadablePiece {
  /// One token as text.
  public static func text(of id: UInt32, in vocabulary: Vocabulary) -> String {
    let bytes = Array(vocabulary[id])
    return vocabulary.kind(of: id) == .byte ? hexadecimalBytes(bytes) : text(of: bytes)
  }

  /// Bytes of a token as text.
  public static func text(of bytes: [UInt8]) -> String {
    if firstInvalidUTF8(bytes) != nil { return hexadecimalBytes(bytes) }
    var text = ""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case " ": text += "\u{2581}"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  private static func hexadecimalBytes(_ bytes: [UInt8]) -> String {
    bytes.map { "<0x" + hexadecimal([$0]).uppercased() + ">" }.joined()
  }
}
