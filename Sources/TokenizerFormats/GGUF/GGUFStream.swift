import Groundwork

/// The bytes of a GGUF file, read front to back through a small buffer.
///
/// Model files have many gigabytes behind their header, so nothing is read that is not asked for, and no
/// stated size is believed: memory grows with what has really been read.
struct GGUFStream: ~Copyable {
  let file: String
  /// The number of bytes in front of the next one.
  private(set) var position = 0
  private let reader: ByteReader?
  private let size: Int?
  private var buffer: [UInt8]
  private var next = 0
  private static let bufferSize = 1 << 16

  /// Opens a file.
  init(path: String) throws(Failure) {
    file = path
    reader = try ByteReader(path: path)
    size = fileSize(path)
    buffer = []
  }

  /// Reads bytes in memory.
  init(_ bytes: [UInt8], file: String) {
    self.file = file
    reader = nil
    size = bytes.count
    buffer = bytes
  }

  /// An unsigned little-endian number of 1, 2, 4 or 8 bytes.
  mutating func unsigned(_ width: Int) throws(Failure) -> UInt64 {
    var value: UInt64 = 0
    let start = position
    for shift in 0..<width { value |= UInt64(try byte(start)) << UInt64(shift * 8) }
    return value
  }

  /// A count that is compared with what is left, where that is known, before anything is made of it.
  ///
  /// - Parameter smallest: the fewest bytes that one of them takes.
  mutating func count(of what: String, smallest: Int) throws(Failure) -> Int {
    let start = position
    let value = try unsigned(8)
    let limit = UInt64((size.map { $0 - position } ?? Int.max) / smallest)
    guard value <= limit else {
      throw Failure(
        "states \(value) \(what), which is more than the file can hold", at: .byte(start, of: file),
        remedy: "get the file again")
    }
    return Int(value)
  }

  /// Appends `count` bytes to `output`.
  mutating func append(_ count: Int, to output: inout [UInt8]) throws(Failure) {
    let start = position
    try each(count, from: start) { output.append(contentsOf: $0) }
  }

  /// Passes over `count` bytes.
  mutating func skip(_ count: Int) throws(Failure) {
    try each(count, from: position) { _ in }
  }

  private mutating func each(
    _ count: Int, from start: Int, _ body: (ArraySlice<UInt8>) -> Void
  ) throws(Failure) {
    var left = count
    while left > 0 {
      if next == buffer.count { try fill(start) }
      let taken = min(left, buffer.count - next)
      body(buffer[next..<next + taken])
      next += taken
      position += taken
      left -= taken
    }
  }

  private mutating func byte(_ start: Int) throws(Failure) -> UInt8 {
    if next == buffer.count { try fill(start) }
    defer {
      next += 1
      position += 1
    }
    return buffer[next]
  }

  private mutating func fill(_ start: Int) throws(Failure) {
    var read = 0
    if let reader {
      var failure: Failure?
      buffer = [UInt8](unsafeUninitializedCapacity: Self.bufferSize) { memory, count in
        do throws(Failure) {
          count = try reader.read(into: UnsafeMutableRawBufferPointer(memory))
        } catch { failure = error }
        read = count
      }
      if let failure { throw failure }
      next = 0
    }
    if read == 0 {
      throw Failure(
        "the file ends within its metadata", at: .byte(start, of: file),
        remedy: "get the file again")
    }
  }
}
