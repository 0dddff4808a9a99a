import Groundwork

/// The bytes of a corpus file as they lie on the disk, hashed on the way.
final class CorpusFileBytes: ByteSource {
  /// The bytes read so far.
  private(set) var count = 0
  private let reader: ByteReader
  private let hash: SHA256
  private let before: FileState?
  private let isNamed: Bool
  private let didRead: (Int) -> Void

  /// Opens a file, a pipe or standard input (`-`); devices are refused, since they may have no end.
  ///
  /// - Parameter didRead: called with the number of bytes after each reading.
  init(path: String, didRead: @escaping (Int) -> Void = { _ in }) throws(Failure) {
    isNamed = path != "-"
    if isNamed { try Self.checkPath(path) }
    reader = try ByteReader(path: path)
    before = reader.state
    hash = try SHA256()
    self.didRead = didRead
  }

  /// The name used in error messages.
  var name: String { reader.name }

  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Int {
    let read = try reader.read(into: UnsafeMutableRawBufferPointer(buffer))
    hash.update(UnsafeBufferPointer(rebasing: buffer[..<read]))
    count += read
    didRead(read)
    return read
  }

  /// The SHA-256 of all bytes read; call once, at the end.
  func digest() -> String { hash.hexadecimalDigest() }

  /// Throws where the file has changed since it was opened; call when it is read to its end.
  ///
  /// Size and time of change are compared, and the size with what was read. Pipes have neither.
  func checkUnchanged() throws(Failure) {
    guard let before, let after = reader.state else { return }
    // Standard input may have been read from before, and the kernel's own files say that they are empty.
    let isSizeKnown = isNamed && before.size > 0
    if before == after, !isSizeKnown || count == after.size { return }
    throw Failure(
      "changed while it was read", at: .file(name),
      remedy: "read it again when nothing writes to it")
  }

  private static func checkPath(_ path: String) throws(Failure) {
    switch fileKind(path) {
    case nil:
      if isLink(path) {
        throw Failure(
          "is a link that leads nowhere", at: .file(path), remedy: "correct or remove the link")
      }
      throw Failure("there is no such file", at: .file(path), remedy: "check the path")
    case .device?, .socket?:
      throw Failure(
        "is a device or socket, not a file", at: .file(path),
        remedy: "name a file or a pipe, or - for standard input")
    default: return
    }
  }
}
