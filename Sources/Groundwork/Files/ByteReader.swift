#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file, or standard input, read front to back in chunks.
///
/// Owned by one thread.
public final class ByteReader {
  /// The name used in error messages: the path, or `<stdin>`.
  public let name: String
  private let descriptor: Int32
  private let closes: Bool

  /// Opens a file for reading; `-` is standard input.
  ///
  /// Folders are refused.
  public init(path: String) throws(Failure) {
    if path == "-" {
      name = "<stdin>"
      descriptor = STDIN_FILENO
      closes = false
      return
    }
    name = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    closes = true
    guard descriptor >= 0 else {
      let reason = lastSystemError()
      throw Failure(
        "cannot open: \(reason)", at: .file(path), remedy: "check the path and its permissions")
    }
    if isDirectory(path) {
      throw Failure("is a folder, not a file", at: .file(path), remedy: "name a file in it")
    }
  }

  deinit { if closes { close(descriptor) } }

  /// The size and time of change of the file, as they are now; nil where it is a pipe or device.
  public var state: FileState? { FileState(descriptor: descriptor) }

  /// Fills `buffer` from its start and gives the number of bytes read; 0 at the end.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
    let count = readOnce(descriptor, into: buffer)
    if count >= 0 { return count }
    throw Failure("cannot read: \(lastSystemError())", at: .file(name))
  }
}

/// All bytes of a file, or of standard input (`-`).
///
/// For files that are held whole anyway (vocabularies, manifests); corpora stream.
public func readFile(_ path: String) throws(Failure) -> [UInt8] {
  let reader = try ByteReader(path: path)
  var bytes: [UInt8] = []
  let size = fileSize(path) ?? 0
  var capacity = max(size + 1, 1 << 16)
  while true {
    var failure: Failure?
    var read = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, initialized in
      do throws(Failure) {
        read = try reader.read(into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        failure = error
      }
      initialized = read
    }
    if let failure { throw failure }
    if read == 0 { return bytes }
    if bytes.isEmpty { bytes = chunk } else { bytes.append(contentsOf: chunk) }
    capacity = 1 << 20
  }
}
