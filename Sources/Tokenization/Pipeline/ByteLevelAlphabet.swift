/// The scalars that byte-level tokenizers write for bytes: GPT-2's `bytes_to_unicode`.
///
/// The printable bytes of Latin-1 stand for themselves; the others are U+0100 and on, in order.
public enum ByteLevelAlphabet {
  /// The scalar of each byte.
  public static let scalars: [Unicode.Scalar] = {
    var next: UInt32 = 0x100
    return (UInt32(0)..<256).map { byte in
      let isPrintable = (0x21...0x7E).contains(byte) || (0xA1...0xAC).contains(byte) || byte >= 0xAE
      if isPrintable { return Unicode.Scalar(UInt8(byte)) }
      defer { next += 1 }
      return Unicode.Scalar(next) ?? "?"
    }
  }()

  /// The byte of each scalar below U+0180; −1 where a scalar stands for none.
  public static let bytes: [Int16] = {
    var bytes = [Int16](repeating: -1, count: 0x180)
    for (byte, scalar) in scalars.enumerated() { bytes[Int(scalar.value)] = Int16(byte) }
    return bytes
  }()

  /// Appends the bytes that a token of such scalars stands for; false and nothing where another scalar
  /// is in it.
  public static func decode(_ token: some Collection<UInt8>, into output: inout [UInt8]) -> Bool {
    let start = output.count
    var index = token.startIndex
    while index < token.endIndex {
      let first = token[index]
      index = token.index(after: index)
      var scalar = Int(first)
      if first >= 0x80 {
        // All scalars of the alphabet are of one or two bytes.
        guard (0xC2...0xC5).contains(first), index < token.endIndex else {
          output.removeLast(output.count - start)
          return false
        }
        scalar = Int(first & 0x1F) << 6 | Int(token[index] & 0x3F)
        index = token.index(after: index)
      }
      guard bytes[scalar] >= 0 else {
        output.removeLast(output.count - start)
        return false
      }
      output.append(UInt8(bytes[scalar]))
    }
    return true
  }
}
