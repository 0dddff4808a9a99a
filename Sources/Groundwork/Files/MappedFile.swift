#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A whole file in memory as it lies on the disk, for reading; unmapped with the last owner.
///
/// Only for files that are replaced by `rename` and never written in place, as `AtomicFile` does: then the mapping
/// keeps the old bytes. A file that somebody shortens while it is mapped ends the process when a page that is gone
/// is read; no reader can prevent that.
public final class MappedFile: @unchecked Sendable {
  /// The path, for messages.
  public let path: String
  /// All bytes of the file; the first one lies at the start of a page.
  public let bytes: UnsafeRawBufferPointer
  /// Which file was opened, and in which state.
  public let stamp: FileStamp

  /// Maps a file; all its pages are asked for at once.
  ///
  /// - Throws: `Failure` where the path names no regular file, or an empty one, or it cannot be read.
  public init(_ path: String) throws(Failure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(
        "cannot open: \(lastSystemError())", at: .file(path),
        remedy: "check the path and its permissions")
    }
    defer { close(descriptor) }
    guard let stamp = FileStamp(descriptor: descriptor) else {
      throw Failure("is no regular file", at: .file(path), remedy: "name a file")
    }
    guard stamp.size > 0 else {
      throw Failure("is empty", at: .file(path), remedy: "get the file again")
    }
    #if os(Linux)
      // One call instead of a fault for every few pages.
      let flags = MAP_PRIVATE | MAP_POPULATE
    #else
      let flags = MAP_PRIVATE
    #endif
    guard let start = mmap(nil, stamp.size, PROT_READ, flags, descriptor, 0), start != MAP_FAILED
    else { throw Failure("cannot be mapped: \(lastSystemError())", at: .file(path)) }
    self.path = path
    self.stamp = stamp
    bytes = UnsafeRawBufferPointer(start: start, count: stamp.size)
  }

  deinit {
    if let base = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: base), bytes.count)
    }
  }
}
