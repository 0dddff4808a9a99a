#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a path names, links followed.
public enum FileKind: Sendable, Hashable {
  case regular, folder, pipe, device, socket
}

/// What a path names; nil where there is nothing, or a link that leads nowhere.
public func fileKind(_ path: String) -> FileKind? {
  guard let status = status(of: path) else { return nil }
  switch status.st_mode & S_IFMT {
  case S_IFREG: return .regular
  case S_IFDIR: return .folder
  case S_IFIFO: return .pipe
  case S_IFSOCK: return .socket
  default: return .device
  }
}

/// Whether the path itself is a symbolic link.
public func isLink(_ path: String) -> Bool {
  var result = stat()
  return lstat(path, &result) == 0 && result.st_mode & S_IFMT == S_IFLNK
}

/// A file or folder, whatever its path.
public struct FileIdentity: Sendable, Hashable {
  private let device: UInt64
  private let number: UInt64

  fileprivate init(device: UInt64, number: UInt64) {
    self.device = device
    self.number = number
  }
}

/// The file or folder that a path leads to; nil where there is none.
public func fileIdentity(_ path: String) -> FileIdentity? {
  status(of: path).map {
    FileIdentity(device: UInt64($0.st_dev), number: UInt64($0.st_ino))
  }
}

/// The size of an open regular file, and when its content last changed.
public struct FileState: Sendable, Hashable {
  /// The size in bytes.
  public let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  /// The state of a descriptor's file; nil where it is no regular file.
  init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    size = Int(status.st_size)
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    seconds = Int(time.tv_sec)
    nanoseconds = Int(time.tv_nsec)
  }
}
