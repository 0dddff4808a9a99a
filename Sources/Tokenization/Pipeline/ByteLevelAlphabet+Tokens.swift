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

  /// The bytes that a token's letters stand for, appended to `output`; false, and nothing appended, where
  /// some scalar is no such letter.
  static func decode(_ token: ArraySlice<UInt8>, into output: inout [UInt8]) -> Bool {
    token.withUnsafeBufferPointer { decode($0, into: &output) }
  }
}
