/// A way in which bytes are packed, found by their first bytes.
enum CompressionLayer: String, Sendable, Hashable {
  case gzip, bzip2, xz, zstd, tar, zip

  /// As many bytes as `find` looks at.
  static let sampleLength = 512

  /// Whether it holds files with names.
  var isArchive: Bool { self == .tar || self == .zip }

  /// The packing that a start shows; nil for none of these.
  static func find(in start: ArraySlice<UInt8>) -> CompressionLayer? {
    func begins(_ bytes: [UInt8]) -> Bool { start.starts(with: bytes) }
    if begins([0x1F, 0x8B]) { return .gzip }
    if begins([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) { return .xz }
    if begins([0x28, 0xB5, 0x2F, 0xFD]) { return .zstd }
    // A zstd file may begin with frames to be skipped.
    if start.count >= 4, start.dropFirst().starts(with: [0x2A, 0x4D, 0x18]),
      start.first.map({ $0 & 0xF0 == 0x50 }) == true
    {
      return .zstd
    }
    // "BZh", the level, and the mark of a block or of the end, so that text is not taken for bzip2.
    if begins(Array("BZh".utf8)), start.dropFirst(3).first.map({ 0x31...0x39 ~= $0 }) == true,
      start.dropFirst(4).starts(with: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
        || start.dropFirst(4).starts(with: [0x17, 0x72, 0x45, 0x38, 0x50, 0x90])
    {
      return .bzip2
    }
    if begins([0x50, 0x4B, 0x03, 0x04]) || begins([0x50, 0x4B, 0x05, 0x06]) { return .zip }
    return isTar(start) ? .tar : nil
  }

  /// Whether a block is the header of a tar member: its sum, in octal at 148, counts its bytes with the sum's
  /// own as spaces.
  private static func isTar(_ start: ArraySlice<UInt8>) -> Bool {
    guard start.count >= 512, start.first != 0 else { return false }
    let header = Array(start.prefix(512))
    var written = 0
    var digits = 0
    for byte in header[148..<156] {
      if byte == 0x20 || byte == 0 { continue }
      guard 0x30...0x37 ~= byte else { return false }
      written = written << 3 | Int(byte & 7)
      digits += 1
    }
    let sum = header.enumerated().reduce(0) {
      $0 + (148..<156 ~= $1.offset ? 0x20 : Int($1.element))
    }
    return digits > 0 && written == sum
  }
}
