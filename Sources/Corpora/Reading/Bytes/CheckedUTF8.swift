import Groundwork

/// Passes valid UTF-8 on in chunks that end between scalars, and names the first byte that is not.
final class CheckedUTF8: ByteSource {
  private let source: any ByteSource
  private let name: String
  /// The start of a scalar that a chunk cut.
  private var cut: [UInt8] = []
  /// The offset in the stream of the next chunk's first byte.
  private var offset: Int

  /// - Parameter offset: how many bytes of the file stand before the stream's first.
  init(_ source: any ByteSource, name: String, offset: Int = 0) {
    self.source = source
    self.name = name
    self.offset = offset
  }

  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Int {
    while true {
      var available = cut.count
      _ = buffer.update(fromContentsOf: cut)
      cut.removeAll(keepingCapacity: true)
      let read = try source.read(into: UnsafeMutableBufferPointer(rebasing: buffer[available...]))
      available += read
      let all = UnsafeBufferPointer(rebasing: buffer[..<available])
      let whole = read == 0 ? available : Self.wholeScalars(all)
      try check(UnsafeBufferPointer(rebasing: all[..<whole]))
      cut.append(contentsOf: all[whole...])
      offset += whole
      if whole > 0 || read == 0 { return whole }
    }
  }

  /// The length of the longest start that does not end within a scalar, as far as its lead byte says.
  static func wholeScalars(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var lead = bytes.count - 1
    while lead >= 0, lead > bytes.count - 4, bytes[lead] & 0xC0 == 0x80 { lead -= 1 }
    guard lead >= 0 else { return bytes.count }
    let length =
      switch bytes[lead] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    return lead + length > bytes.count ? lead : bytes.count
  }

  private func check(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) {
    guard let index = firstInvalidUTF8(bytes) else { return }
    throw Failure(
      "is not UTF-8", at: .byte(offset + index, of: name),
      remedy: "convert the file to UTF-8, for example with iconv")
  }
}
