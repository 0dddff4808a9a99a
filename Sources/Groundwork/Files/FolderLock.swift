#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Keeps a folder for one process: the lock goes with the process, however it ends.
public struct FolderLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock of a folder that is there.
  ///
  /// - Parameters:
  ///   - folder: the folder, which is there.
  ///   - work: what is being done, for the message.
  /// - Throws: `Failure` where another process has it.
  public init(_ folder: String, of work: String) throws(Failure) {
    let path = joinPath(folder, ".lock")
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw Failure(
        "cannot write: \(lastSystemError())", at: .file(path),
        remedy: "choose a place that you may write to")
    }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      close(descriptor)
      throw Failure("another derlius is at work on \(work)", remedy: "wait until it is done")
    }
  }

  /// Gives the lock back.
  public func release() { close(descriptor) }
}
