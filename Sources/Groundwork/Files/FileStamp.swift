#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which file it is and when it last changed, as the system keeps it: two equal stamps mean the same bytes, unless
/// the second change came within the time that the file system tells apart (see `FileHashMemory`).
public struct FileStamp: Sendable, Hashable {
  /// The size in bytes.
  public let size: Int
  /// Device and number of the file; when its content changed, and when anything of it did, to the nanosecond.
  let fields: [Int64]

  /// The stamp of an open file; nil where it is no regular file.
  init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    size = Int(status.st_size)
    #if canImport(Darwin)
      let (content, any) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (content, any) = (status.st_mtim, status.st_ctim)
    #endif
    fields = [
      Int64(truncatingIfNeeded: status.st_dev), Int64(truncatingIfNeeded: status.st_ino),
      Int64(status.st_size), Int64(content.tv_sec), Int64(content.tv_nsec), Int64(any.tv_sec),
      Int64(any.tv_nsec),
    ]
  }

  /// The stamp of a file; nil where it is no regular file that can be read.
  ///
  /// The file is opened for it: network file systems look at the server's copy then.
  public init?(_ path: String) {
    // A pipe's writer would see that it was opened.
    guard fileSize(path) != nil else { return nil }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    self.init(descriptor: descriptor)
  }

  /// The second of the last change, of content or of anything else.
  public var lastChange: Int64 { max(fields[3], fields[5]) }
}
