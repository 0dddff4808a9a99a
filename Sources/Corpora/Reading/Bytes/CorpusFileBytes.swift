import Groundwork

/// The bytes of a corpus file as they lie on the disk, hashed on the way.
final class CorpusFileBytes: ByteSource {
  private let reader: ByteReader
  private let hash: SHA256
  /// The bytes read so far.
  private(set) var count = 0

  init(path: String) throws(Failure) {
    if path != "-", !exists(path) {
      throw Failure("there is no such file", at: .file(path), remedy: "check the path")
    }
    reader = try ByteReader(path: path)
    hash = try SHA256()
  }

  /// The name used in error messages.
  var name: String { reader.name }

  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Int {
    let read = try reader.read(into: UnsafeMutableRawBufferPointer(buffer))
    hash.update(UnsafeBufferPointer(rebasing: buffer[..<read]))
    count += read
    return read
  }

  /// The SHA-256 of all bytes read; call once, at the end.
  func digest() -> String { hash.hexadecimalDigest() }
}
