#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A temporary file for what does not fit into memory: bytes are appended, and read from any place.
///
/// The file has lost its name before anything is written, so nothing is left of it however the process
/// ends. One thread at a time appends; several may read what is there.
public final class SpillFile: @unchecked Sendable {
  /// The bytes appended so far.
  public private(set) var count = 0
  private let descriptor: Int32
  private let folder: String

  /// Creates the file in a folder, or in the system's place for such (`TMPDIR`).
  public init(in folder: String? = nil) throws(Failure) {
    self.folder = folder ?? environmentVariable("TMPDIR") ?? "/tmp"
    var template = Array(joinPath(self.folder, "derlius-spill-XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw Failure(
        "cannot create a temporary file: \(lastSystemError())", at: .file(self.folder),
        remedy: "set TMPDIR to a folder that you may write to")
    }
    unlink(template)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  deinit { close(descriptor) }

  /// Appends bytes and gives the offset of the first.
  ///
  /// Throws where the disk is full, or a limit for files is reached.
  @discardableResult
  public func append(_ bytes: UnsafeRawBufferPointer) throws(Failure) -> Int {
    var done = 0
    while done < bytes.count {
      let written = pwrite(
        descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done,
        off_t(count + done))
      if written < 0 {
        if errno == EINTR { continue }
        throw Failure(
          "cannot write \(bytes.count) bytes behind \(count) of a temporary file: "
            + lastSystemError(), at: .file(folder),
          remedy: "set TMPDIR to a folder with more room, or give more memory with --max-memory")
      }
      done += written
    }
    defer { count += bytes.count }
    return count
  }

  /// Fills `buffer` with the bytes from `offset` on, all of which were appended.
  public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(Failure) {
    var done = 0
    while done < buffer.count {
      let read = pread(
        descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done,
        off_t(offset + done))
      if read < 0, errno == EINTR { continue }
      guard read > 0 else {
        let reason = read < 0 ? lastSystemError() : "it ends too early"
        throw Failure("cannot read a temporary file: \(reason)", at: .file(folder))
      }
      done += read
    }
  }
}
