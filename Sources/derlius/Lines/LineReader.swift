import Groundwork

/// Reads inputs as lines, some at a time, as they arrive: what is read is handed on at once.
///
/// A line is without its `\n` or `\r\n`; a last line without newline counts. Memory holds one chunk and
/// the longest line.
struct LineReader {
  /// Some lines of one input.
  struct Chunk {
    /// The input's name for messages.
    var file: String
    /// The number of the first line, counted from 1.
    var firstLine: Int
    /// The file offset of the first line.
    var firstByte: Int
    /// The bytes of the lines, line ends included.
    var bytes: [UInt8]
    /// Each line's bytes without its line end.
    var lines: [Range<Int>]
  }

  /// The inputs in order; `-` is standard input.
  var inputs: [String]
  /// Whether each input is one text.
  var whole = false

  /// Calls `body` with chunks of whole lines, in order.
  func read(_ body: (Chunk) throws(Failure) -> Void) throws(Failure) {
    for input in inputs {
      if whole {
        let bytes = try readFile(input)
        let name = input == "-" ? "<stdin>" : input
        try body(
          Chunk(file: name, firstLine: 1, firstByte: 0, bytes: bytes, lines: [0..<bytes.count]))
      } else {
        try readLines(of: input, body)
      }
    }
  }

  private func readLines(
    of input: String, _ body: (Chunk) throws(Failure) -> Void
  ) throws(Failure) {
    let reader = try ByteReader(path: input)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    var pending: [UInt8] = []
    var line = 1
    var offset = 0
    while true {
      let count = try reader.read(into: buffer)
      let atEnd = count == 0
      if !atEnd { pending.append(contentsOf: buffer[..<count]) }
      // Only what was just read can hold the last newline.
      var end = pending.count
      if !atEnd {
        let floor = pending.count - count
        while end > floor, pending[end - 1] != 0x0A { end -= 1 }
        if end == floor { continue }
      }
      if end > 0 {
        let bytes = Array(pending[..<end])
        let lines = Self.lines(of: bytes)
        try body(
          Chunk(file: reader.name, firstLine: line, firstByte: offset, bytes: bytes, lines: lines))
        line += lines.count
        offset += end
        pending.removeFirst(end)
      }
      if atEnd { return }
    }
  }

  private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      for index in 0..<bytes.count where bytes[index] == 0x0A {
        let end = index > start && bytes[index - 1] == 0x0D ? index - 1 : index
        lines.append(start..<end)
        start = index + 1
      }
      if start < bytes.count { lines.append(start..<bytes.count) }
    }
    return lines
  }
}
