/// The start of a file, by which its format is found.
struct FormatSample {
  /// The greatest length of a sample in bytes.
  static let limit = 64 << 10

  /// The first bytes, decompressed and in UTF-8, without a byte order mark.
  ///
  /// At most `limit` of them, which may end within a line or a scalar. Bytes that are no UTF-8 stay as they are.
  let bytes: [UInt8]
  /// Whether `bytes` is all of the file.
  let isWhole: Bool
  /// The file's or archive member's name, for what content cannot tell.
  let name: String

  init(_ bytes: [UInt8], isWhole: Bool = false, name: String = "") {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    self.bytes = hasMark ? Array(bytes[3...]) : bytes
    self.isWhole = isWhole
    self.name = name
  }

  /// The bytes after leading ASCII white space.
  var trimmed: ArraySlice<UInt8> {
    bytes.drop { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }
  }

  /// Whether the bytes after leading ASCII white space begin with `text`.
  func starts(with text: String) -> Bool { trimmed.starts(with: text.utf8) }

  /// The lines that are whole, without their ends (`\n` or `\r\n`).
  var lines: [ArraySlice<UInt8>] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    // What follows the last line end is a line only if it is the file's last and holds something.
    if let last = lines.last, !isWhole || last.isEmpty { lines.removeLast() }
    return lines.map { $0.last == 0x0D ? $0.dropLast() : $0 }
  }
}
