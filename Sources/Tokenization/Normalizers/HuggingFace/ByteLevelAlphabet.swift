/// The 256 letters that byte-level tokenizers write bytes with: GPT-2's `bytes_to_unicode`.
///
/// Printable Latin-1 stands for itself; the other 68 bytes are U+0100 and up in order.
public enum ByteLevelAlphabet {
  /// The scalar for each byte.
  public static let scalars: [UInt32] = {
    var next: UInt32 = 0x100
    return (0..<256).map { (byte: UInt32) in
      if (0x21...0x7E).contains(byte) || (0xA1...0xAC).contains(byte) || byte >= 0xAE {
        return byte
      }
      next += 1
      return next - 1
    }
  }()

  /// The byte for each scalar below U+0144; −1 where there is none.
  static let bytes: [Int16] = {
    var table = [Int16](repeating: -1, count: 0x144)
    for (byte, scalar) in scalars.enumerated() { table[Int(scalar)] = Int16(byte) }
    return table
  }()

  /// Each byte's letter in UTF-8: two bytes each, and how many of them count (one or two).
  static let encoded = FlatMemory<UInt8>(
    scalars.flatMap { scalar -> [UInt8] in
      scalar < 0x80
        ? [UInt8(scalar), 0, 1, 0]
        : [UInt8(scalar >> 6 | 0xC0), UInt8(scalar & 0x3F | 0x80), 2, 0]
    })

  /// The bytes that letters stand for, appended to `output`; false, and nothing appended, where some
  /// scalar is no such letter.
  public static func decode(
    _ letters: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]
  ) -> Bool {
    guard let base = letters.baseAddress else { return true }
    let before = output.count
    var at = 0
    while at < letters.count {
      let length = scalarLength(base + at, count: letters.count - at)
      let scalar = length > 0 ? Int(decodeScalar(base + at).scalar) : .max
      guard scalar < bytes.count, bytes[scalar] >= 0 else {
        output.removeLast(output.count - before)
        return false
      }
      output.append(UInt8(truncatingIfNeeded: bytes[scalar]))
      at += length
    }
    return true
  }
}

extension NormalizedText {
  /// Writes the next bytes in the byte-level alphabet.
  mutating func writeByteLevel(_ source: UnsafePointer<UInt8>, _ length: Int) {
    let encoded = ByteLevelAlphabet.encoded.base
    var at = 0
    while at < length {
      // Printable ASCII stays: kept in runs.
      var run = at
      while run < length, source[run] > 0x20, source[run] < 0x7F { run += 1 }
      if run > at { keep(run - at) }
      at = run
      if at == length { break }
      let entry = encoded + 4 * Int(source[at])
      replace(1, with: entry, Int(entry[2]))
      at += 1
    }
  }
}
