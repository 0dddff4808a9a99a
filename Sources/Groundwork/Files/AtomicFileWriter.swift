#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes a file piece by piece with the promise of `AtomicFile`: the old bytes or all the new ones.
///
/// The pieces go to a temporary file in the same folder; `finish` syncs it, `commit` gives it the name.
/// Without a commit nothing is left. Pipes and devices are written to as the pieces come. Owned by one
/// thread.
public final class AtomicFileWriter {
  private let path: String
  private let name: String
  /// The temporary file; nil for a pipe or device, and after the commit.
  private var temporary: String?
  private var descriptor: Int32

  /// Starts a file.
  public init(to path: String) throws(Failure) {
    self.path = path
    if isDirectory(path) {
      throw Failure(
        "is a folder, not a file", at: .file(path), remedy: "name a file in it, or another one")
    }
    if isSpecialFile(path) {
      name = path
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
    } else {
      name = linkTarget(path) ?? path
      let partial = joinPath(
        parentPath(name), ".\(lastPathComponent(name)).\(getpid()).partial")
      temporary = partial
      descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    }
    guard descriptor >= 0 else {
      temporary = nil
      throw cannotWrite(path)
    }
    if let temporary { TemporaryPaths.add(temporary) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    guard let temporary else { return }
    unlink(temporary)
    TemporaryPaths.remove(temporary)
  }

  /// Writes bytes; callers gather some hundred kilobytes.
  public func write(_ bytes: [UInt8]) throws(Failure) {
    guard writeAll(bytes, to: descriptor) else { throw cannotWrite(path) }
  }

  /// Ends the file: it is complete, and waits for its name.
  public func finish() throws(Failure) {
    guard descriptor >= 0 else { return }
    if temporary != nil, fsync(descriptor) != 0 { throw cannotWrite(path) }
    let closed = close(descriptor)
    descriptor = -1
    if closed != 0 { throw cannotWrite(path) }
  }

  /// Gives a finished file its name.
  public func commit() throws(Failure) {
    try finish()
    guard let temporary else { return }
    guard rename(temporary, name) == 0 else { throw cannotWrite(path) }
    TemporaryPaths.remove(temporary)
    self.temporary = nil
  }
}
