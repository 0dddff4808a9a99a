extension ByteLevelAlphabet {
  /// The letter of each byte, in UTF-8.
  public static let letters: [[UInt8]] = (0..<256).map { byte in
    let entry = encoded.base + 4 * byte
    return Array(UnsafeBufferPointer(start: entry, count: Int(entry[2])))
  }

  /// Whether a byte occurs in UTF-8; vocabularies may lack the letters of the others.
  public static func isUsed(_ byte: Int) -> Bool {
    byte < 0xC0 || (0xC2...0xF4).contains(byte)
  }

  /// Whether all scalars of a token, which is UTF-8, are letters of bytes.
  static func isLetters(_ token: ArraySlice<UInt8>) -> Bool {
    let alphabet = bytes
    return token.withUnsafeBufferPointer { token in
      var at = 0
      while at < token.count {
        var scalar = Int(token[at])
        at += 1
        if scalar >= 0x80 {
          guard scalar < 0xE0, at < token.count else { return false }
          scalar = (scalar & 0x1F) << 6 | Int(token[at] & 0x3F)
          at += 1
        }
        guard scalar < alphabet.count, alphabet[scalar] >= 0 else { return false }
      }
      return true
    }
  }

  /// The bytes that a token's letters stand for, appended to `output`; false, and nothing appended, where
  /// some scalar is no such letter.
  static func decode(_ token: ArraySlice<UInt8>, into output: inout [UInt8]) -> Bool {
    token.withUnsafeBufferPointer { decode($0, into: &output) }
  }
}
