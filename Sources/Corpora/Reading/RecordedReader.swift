import Groundwork

/// Reads a corpus file in chunks and hashes its bytes on the way.
///
/// Owned by one thread.
final class RecordedReader {
  /// The size of a chunk in bytes.
  static let chunk = 256 << 10

  let reader: ByteReader
  private let hash: SHA256
  /// The bytes read so far.
  private(set) var fileBytes = 0
  /// The last bytes given out, to be given again.
  private var heldBack: [UInt8] = []

  init(path: String) throws(Failure) {
    if path != "-", !exists(path) {
      throw Failure("there is no such file", at: .file(path), remedy: "check the path")
    }
    reader = try ByteReader(path: path)
    hash = try SHA256()
  }

  /// The name used in error messages.
  var name: String { reader.name }

  /// Fills the buffer from its start and gives the number of bytes; 0 at the end.
  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Int {
    if !heldBack.isEmpty {
      let count = min(heldBack.count, buffer.count)
      for index in 0..<count { buffer[index] = heldBack[index] }
      heldBack.removeFirst(count)
      return count
    }
    let count = try reader.read(into: UnsafeMutableRawBufferPointer(buffer))
    hash.update(UnsafeBufferPointer(rebasing: buffer[..<count]))
    fileBytes += count
    return count
  }

  /// The first bytes of the file, which `read` gives again; call before reading.
  func peek(_ wanted: Int) throws(Failure) -> [UInt8] {
    var start: [UInt8] = []
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: wanted)
    defer { buffer.deallocate() }
    while start.count < wanted {
      let room = UnsafeMutableBufferPointer(rebasing: buffer[..<(wanted - start.count)])
      let count = try read(into: room)
      if count == 0 { break }
      start.append(contentsOf: room[..<count])
    }
    heldBack = start
    return start
  }

  /// The SHA-256 of all bytes read; call once, at the end.
  func digest() -> String { hash.hexadecimalDigest() }
}
