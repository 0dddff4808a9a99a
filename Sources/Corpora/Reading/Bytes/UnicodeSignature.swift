/// What the first bytes of a text say of its encoding.
struct UnicodeSignature {
  /// The encoding's name.
  let encoding: String
  /// The length of the byte order mark; 0 where other bytes gave the encoding away.
  let length: Int

  /// Looks for a byte order mark (Unicode 23.8), or `<?` in UTF-16 (XML 1.0, appendix F).
  static func find(in start: ArraySlice<UInt8>) -> UnicodeSignature? {
    let known: [([UInt8], String, Int)] = [
      ([0xEF, 0xBB, 0xBF], "UTF-8", 3),
      ([0xFF, 0xFE, 0x00, 0x00], "UTF-32LE", 4),
      ([0x00, 0x00, 0xFE, 0xFF], "UTF-32BE", 4),
      ([0xFF, 0xFE], "UTF-16LE", 2),
      ([0xFE, 0xFF], "UTF-16BE", 2),
      ([0x3C, 0x00, 0x3F, 0x00], "UTF-16LE", 0),
      ([0x00, 0x3C, 0x00, 0x3F], "UTF-16BE", 0),
    ]
    for (bytes, encoding, length) in known where start.starts(with: bytes) {
      return UnicodeSignature(encoding: encoding, length: length)
    }
    return nil
  }
}
