import Groundwork

/// Passes valid UTF-8 on in chunks that end between scalars; names the first byte that is not, or writes
/// U+FFFD for each maximal part of a scalar (Unicode 3.9, as the Web and Python do).
final class CheckedUTF8: TextByteSource {
  private(set) var replaced = 0
  private let source: HeldBytes
  private let name: String
  private let invalid: InvalidBytes
  /// The start of a scalar that a chunk cut.
  private var cut: [UInt8] = []
  /// What waits for room, because replacing made it longer.
  private var waiting: [UInt8] = []
  private var given = 0
  /// The offset in the stream of the next chunk's first byte.
  private var offset: Int

  /// - Parameter offset: how many bytes of the stream were passed over before.
  init(_ source: HeldBytes, name: String, invalid: InvalidBytes = .error, offset: Int = 0) {
    self.source = source
    self.name = name
    self.invalid = invalid
    self.offset = offset
  }

  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Int {
    if given < waiting.count { return giveWaiting(buffer) }
    while true {
      var available = cut.count
      _ = buffer.update(fromContentsOf: cut)
      cut.removeAll(keepingCapacity: true)
      let read = try source.read(into: UnsafeMutableBufferPointer(rebasing: buffer[available...]))
      available += read
      let all = UnsafeBufferPointer(rebasing: buffer[..<available])
      let whole = read == 0 ? available : Self.wholeScalars(all)
      cut.append(contentsOf: all[whole...])
      let text = UnsafeBufferPointer(rebasing: all[..<whole])
      if let index = firstInvalidUTF8(text) {
        if invalid == .error { throw failure(at: offset + index) }
        replace(text)
        offset += whole
        return giveWaiting(buffer)
      }
      offset += whole
      if whole > 0 || read == 0 { return whole }
    }
  }

  private func giveWaiting(_ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
    let count = waiting.withUnsafeBufferPointer { waiting in
      let rest = waiting[given...].prefix(buffer.count)
      let whole = Self.wholeScalars(UnsafeBufferPointer(rebasing: rest))
      return buffer.update(fromContentsOf: rest.prefix(whole))
    }
    given += count
    return count
  }

  /// Puts the text with its invalid parts replaced into `waiting`.
  private func replace(_ text: UnsafeBufferPointer<UInt8>) {
    waiting.removeAll(keepingCapacity: true)
    given = 0
    var rest = text[...]
    while let part = firstInvalidUTF8Part(UnsafeBufferPointer(rebasing: rest)) {
      waiting.append(contentsOf: rest.prefix(part.lowerBound))
      waiting += [0xEF, 0xBF, 0xBD]
      replaced += 1
      rest = rest.dropFirst(part.upperBound)
    }
    waiting.append(contentsOf: rest)
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

  private func failure(at offset: Int) -> Failure {
    Failure(
      "is not UTF-8", at: .byte(offset, of: name),
      remedy: "name its encoding with --encoding, or use --invalid replace")
  }
}
