import Groundwork
import Segmentation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The lines of a corpus file, for all formats that are written in lines.
///
/// Owned by one thread. A line is what stands before `\n`, `\r\n` or the end of the file; after a last
/// line end there is no further line. Where carriage returns are kept `\n` alone ends a line. Memory is a chunk and the longest line.
final class CorpusLines {
  /// The number of lines given so far: the number of the last one, counted from 1.
  private(set) var number = 0
  private let reader: RecordedReader
  private var buffer: UnsafeMutableBufferPointer<UInt8>
  /// What is read and not yet given; no line end stands before `searched`.
  private var start = 0
  private var searched = 0
  private var end = 0
  private var isAtEnd = false

  private let keepsReturns: Bool

  init(_ reader: RecordedReader, keepsReturns: Bool = false) {
    self.reader = reader
    self.keepsReturns = keepsReturns
    buffer = .allocate(capacity: 2 * RecordedReader.chunk)
  }

  deinit { buffer.deallocate() }

  /// The next line, without its end; nil after the last.
  ///
  /// The memory is this object's and holds until the next call. Throws what the reader throws, and where
  /// a line has more than 1 GiB.
  func next() throws(Failure) -> UnsafeBufferPointer<UInt8>? {
    while true {
      if let base = buffer.baseAddress, let found = memchr(base + searched, 0x0A, end - searched) {
        let lineEnd = UnsafeRawPointer(found) - UnsafeRawPointer(base)
        let hasReturn = !keepsReturns && lineEnd > start && buffer[lineEnd - 1] == 0x0D
        defer {
          start = lineEnd + 1
          searched = start
        }
        number += 1
        return UnsafeBufferPointer(
          rebasing: buffer[start..<(hasReturn ? lineEnd - 1 : lineEnd)])
      }
      searched = end
      if isAtEnd {
        if start == end { return nil }
        defer { start = end }
        number += 1
        return UnsafeBufferPointer(rebasing: buffer[start..<end])
      }
      try fill()
    }
  }

  /// Reads a chunk behind what is there, which moves to the front.
  private func fill() throws(Failure) {
    let open = end - start
    if open > ICU.textLimit { throw BatchWriter.tooLong(reader.name) }
    if let base = buffer.baseAddress, start > 0 { memmove(base, base + start, open) }
    start = 0
    searched = open
    end = open
    if buffer.count - open < RecordedReader.chunk {
      let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 2 * buffer.count)
      _ = larger.update(fromContentsOf: buffer[..<open])
      buffer.deallocate()
      buffer = larger
    }
    let count = try reader.read(into: UnsafeMutableBufferPointer(rebasing: buffer[open...]))
    end += count
    isAtEnd = count == 0
  }
}
