import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads the lines of a count file one after the other, each where it lies in a buffer.
///
/// Memory is a buffer, which grows with the longest line alone. Owned by one thread.
final class CountLines {
  /// The piece of the line it stands on, until the next step.
  private(set) var piece = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// The first sixteen bytes of the piece, as `prefix128` gives them.
  private(set) var prefix: UInt128 = 0
  /// The count of the line it stands on.
  private(set) var count: UInt64 = 0
  /// Whether each piece so far follows the one before it in the order of bytes, so that none comes twice.
  private(set) var isAscending = true
  /// The number of the line it stands on, from 1.
  private(set) var line = 0
  /// The bytes read.
  private(set) var size = 0

  private let file: String
  /// Nil where all bytes are in the buffer.
  private let reader: ByteReader?
  private let hash: SHA256
  private var buffer: HeldBytes
  private var place = 0
  /// Lines before this place are whole, and valid UTF-8.
  private var sound = 0
  /// Whether a backslash stands in them.
  private var holdsEscapes = false
  /// Whether the line at `sound` is not UTF-8.
  private var isFaulty = false
  private var isAtEnd = false
  /// Pieces that had escapes or whose line has left the buffer; two, so that the one before is kept.
  private var held = (HeldBytes(), HeldBytes())

  static let chunk = 1 << 16

  /// Opens a file; `-` is standard input.
  init(path: String) throws(Failure) {
    file = path
    reader = try ByteReader(path: path)
    hash = try SHA256()
    buffer = HeldBytes()
    buffer.reserve(Self.chunk)
  }

  /// Takes the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: all bytes.
  ///   - file: the name for error messages.
  init(_ bytes: [UInt8], file: String) throws(Failure) {
    self.file = file
    reader = nil
    hash = try SHA256()
    buffer = HeldBytes()
    bytes.withUnsafeBufferPointer { buffer.set($0) }
  }

  deinit {
    buffer.deallocate()
    held.0.deallocate()
    held.1.deallocate()
  }

  /// The SHA-256 of the file, behind its last line.
  func sha256() -> String { hash.hexadecimalDigest() }

  /// Goes to the next line, the first at first; false behind the last.
  ///
  /// Throws where the line is no piece, tab and count.
  func next() throws(Failure) -> Bool {
    if place == sound, try !fill() { return false }
    line += 1
    let start = buffer.base + place
    let end = memchr(start, 0x0A, sound - place).map {
      UnsafeMutableRawPointer(start).distance(to: $0)
    }
    let length = end ?? sound - place
    let (before, beforePrefix) = (piece, prefix)
    place += end == nil ? length : length + 1
    try take(UnsafeBufferPointer(start: start, count: length))
    if isAscending, !before.isEmpty {
      isAscending = precedes(before, beforePrefix, piece, prefix)
    }
    return true
  }

  /// Sets piece and count from a line.
  private func take(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) {
    if let start = text.baseAddress, let tab = memchr(start, 0x09, text.count) {
      let length = UnsafeRawPointer(start).distance(to: UnsafeRawPointer(tab))
      let digits = UnsafeBufferPointer(start: start + length + 1, count: text.count - length - 1)
      let number = CountFile.number(digits)
      if length > 0, number > 0, !holdsEscapes || memchr(start, 0x5C, length) == nil {
        piece = UnsafeBufferPointer(start: start, count: length)
        prefix = prefix128(readable: start, count: length)
        count = number
        return
      }
    }
    // With escapes, or faulty.
    var bytes: [UInt8] = []
    count = try CountFile.parseLine(text, into: &bytes, at: .line(line, of: file))
    hold(bytes)
  }

  /// Puts a piece where it stays when the buffer changes.
  private func hold(_ bytes: [UInt8]) {
    held = (held.1, held.0)
    bytes.withUnsafeBufferPointer { held.0.set($0) }
    piece = held.0.content
    prefix = prefix128(readable: held.0.base, count: piece.count)
  }

  /// Brings whole lines into the buffer, the next at its start; false at the file's end.
  private func fill() throws(Failure) -> Bool {
    if isFaulty { throw CountFile.notUTF8(.line(line + 1, of: file)) }
    hold(Array(piece))
    buffer.removeFirst(place)
    place = 0
    sound = 0
    while sound == 0, !isAtEnd { try read() }
    if sound == 0 { return false }
    let lines = UnsafeBufferPointer(start: UnsafePointer(buffer.base), count: sound)
    if let offset = firstInvalidUTF8(lines) {
      isFaulty = true
      sound = (lines[..<offset].lastIndex(of: 0x0A) ?? -1) + 1
      if sound == 0 { throw CountFile.notUTF8(.line(line + 1, of: file)) }
    }
    holdsEscapes = memchr(buffer.base, 0x5C, sound) != nil
    return true
  }

  /// Reads once, and finds the end of what is whole.
  private func read() throws(Failure) {
    let before = buffer.count
    if let reader {
      buffer.reserve(max(Self.chunk, before + Self.chunk / 2))
      let room = UnsafeMutableRawBufferPointer(
        start: buffer.base + before, count: buffer.capacity - before)
      buffer.count += try reader.read(into: room)
      isAtEnd = buffer.count == before
    } else {
      isAtEnd = size > 0 || before == 0
    }
    let new = UnsafeBufferPointer(
      start: UnsafePointer(buffer.base + (reader == nil ? 0 : before)),
      count: isAtEnd ? 0 : buffer.count - (reader == nil ? 0 : before))
    hash.update(new)
    size += new.count
    if isAtEnd {
      sound = buffer.count
    } else if let last = new.lastIndex(of: 0x0A) {
      sound = buffer.count - new.count + last + 1
    }
  }
}
