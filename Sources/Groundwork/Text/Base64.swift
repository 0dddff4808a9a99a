/// Standard base64 (RFC 4648 §4) with padding, as rank files have it.
public enum Base64 {
  /// The decoded bytes appended to `output`; false where the text is not canonical base64.
  public static func decode(
    _ text: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]
  ) -> Bool {
    guard text.count % 4 == 0, !text.isEmpty else { return false }
    var padding = 0
    if text[text.count - 1] == 0x3D { padding = text[text.count - 2] == 0x3D ? 2 : 1 }
    var index = 0
    while index < text.count {
      let last = index + 4 == text.count
      var word: UInt32 = 0
      for offset in 0..<4 {
        var value = values[Int(text[index + offset])]
        if last, offset >= 4 - padding { value = 0 }
        if value == 0xFF { return false }
        word = word << 6 | UInt32(value)
      }
      let count = last ? 3 - padding : 3
      if count < 3, word & (count == 1 ? 0xFFFF : 0xFF) != 0 { return false }
      output.append(UInt8(truncatingIfNeeded: word >> 16))
      if count > 1 { output.append(UInt8(truncatingIfNeeded: word >> 8)) }
      if count > 2 { output.append(UInt8(truncatingIfNeeded: word)) }
      index += 4
    }
    return true
  }

  /// The base64 text of `bytes`, appended to `output`.
  public static func encode(_ bytes: some Collection<UInt8>, into output: inout [UInt8]) {
    if bytes.withContiguousStorageIfAvailable({ encode($0, into: &output) }) != nil { return }
    Array(bytes).withUnsafeBufferPointer { encode($0, into: &output) }
  }

  /// The same of bytes in one buffer.
  ///
  /// Tried and dropped: byte by byte through a collection's iterator, which took 8 % of a training.
  private static func encode(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
    alphabet.withUnsafeBufferPointer { alphabet in
      func digit(_ word: UInt32, _ shift: UInt32) -> UInt8 {
        alphabet[Int(word &>> shift & 63)]
      }
      var index = 0
      while index + 3 <= bytes.count {
        let word =
          UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
        output.append(digit(word, 18))
        output.append(digit(word, 12))
        output.append(digit(word, 6))
        output.append(digit(word, 0))
        index += 3
      }
      if index == bytes.count { return }
      var word = UInt32(bytes[index]) << 16
      let isLonger = index + 1 < bytes.count
      if isLonger { word |= UInt32(bytes[index + 1]) << 8 }
      output.append(digit(word, 18))
      output.append(digit(word, 12))
      output.append(isLonger ? digit(word, 6) : 0x3D)
      output.append(0x3D)
    }
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static let values: [UInt8] = {
    var table = [UInt8](repeating: 0xFF, count: 256)
    for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
    return table
  }()
}
