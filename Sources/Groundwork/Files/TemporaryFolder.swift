#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder of its own for files that are needed for a moment; removed with what is in it.
public struct TemporaryFolder: ~Copyable {
  /// The folder's path.
  public let path: String

  /// Creates the folder in `parent`, which must exist, or in the system's place for such.
  public init(in parent: String? = nil) throws(Failure) {
    let base = parent ?? environmentVariable("TMPDIR") ?? "/tmp"
    var template = Array(joinPath(base, "derlius-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure(
        "cannot create a temporary folder: \(lastSystemError())", at: .file(base),
        remedy: "set TMPDIR to a folder that you may write to")
    }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    TemporaryPaths.add(path)
  }

  deinit {
    removeTree(path)
    TemporaryPaths.remove(path)
  }
}

/// A variable of the environment; nil where it is not set or empty.
public func environmentVariable(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(cString: value)
}

/// Removes a file, or a folder with what is in it, without following links; does its best.
public func removeTree(_ path: String) {
  var status = stat()
  guard lstat(path, &status) == 0 else { return }
  if status.st_mode & S_IFMT == S_IFDIR {
    for name in (try? listDirectory(path)) ?? [] { removeTree(joinPath(path, name)) }
    rmdir(path)
  } else {
    unlink(path)
  }
}
