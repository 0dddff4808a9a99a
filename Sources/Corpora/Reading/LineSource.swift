import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads plain text by line: what stands before `\n`, `\r\n` or the end of the file.
enum LineSource {
  static func read(_ reader: RecordedReader, into writer: inout BatchWriter) throws(Failure) {
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: RecordedReader.chunk + 4)
    defer { buffer.deallocate() }
    // The start of a line whose end is in a later chunk.
    var open: [UInt8] = []
    // Bytes of a scalar that a chunk cut, moved to the buffer's front; the file offset of the front.
    var held = 0
    var offset = 0
    var isStart = true
    while true {
      let room = UnsafeMutableBufferPointer(rebasing: buffer[held..<(buffer.count - 4 + held)])
      let read = try reader.read(into: room)
      let available = held + read
      let all = UnsafeBufferPointer(rebasing: buffer[..<available])
      let whole = read == 0 ? available : wholeScalars(all)
      try check(UnsafeBufferPointer(rebasing: all[..<whole]), at: offset, of: reader.name)
      var position = 0
      if isStart, whole > 0 {
        isStart = false
        if whole >= 3, all[0] == 0xEF, all[1] == 0xBB, all[2] == 0xBF {
          writer.record.hasByteOrderMark = true
          position = 3
        }
      }
      try addLines(UnsafeBufferPointer(rebasing: all[position..<whole]), &open, &writer)
      if read == 0 { break }
      for index in whole..<available { buffer[index - whole] = buffer[index] }
      held = available - whole
      offset += whole
    }
    if !open.isEmpty { try add(open, to: &writer) }
  }

  /// Adds the lines that end in `bytes`; what follows the last end is appended to `open`.
  private static func addLines(
    _ bytes: UnsafeBufferPointer<UInt8>, _ open: inout [UInt8], _ writer: inout BatchWriter
  ) throws(Failure) {
    guard let base = bytes.baseAddress else { return }
    var start = 0
    while start < bytes.count, let found = memchr(base + start, 0x0A, bytes.count - start) {
      var end = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      let next = end + 1
      if open.isEmpty {
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        try writer.add(UnsafeBufferPointer(rebasing: bytes[start..<end]))
      } else {
        open.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<end]))
        if open.last == 0x0D { open.removeLast() }
        try add(open, to: &writer)
        open.removeAll(keepingCapacity: true)
      }
      start = next
    }
    open.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    if open.count > 1 << 30 { throw BatchWriter.tooLong(writer.record.path) }
  }

  private static func add(_ line: [UInt8], to writer: inout BatchWriter) throws(Failure) {
    let failure = line.withUnsafeBufferPointer { (line) -> Failure? in
      do throws(Failure) {
        try writer.add(line)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  /// The length of the longest start that does not end within a scalar, as far as its lead byte says.
  private static func wholeScalars(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
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

  private static func check(
    _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, of name: String
  ) throws(Failure) {
    guard let index = firstInvalidUTF8(bytes) else { return }
    throw Failure(
      "is not UTF-8", at: .byte(offset + index, of: name),
      remedy: "convert the file to UTF-8, for example with iconv")
  }
}
