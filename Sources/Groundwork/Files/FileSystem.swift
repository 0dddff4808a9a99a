#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The size of a file in bytes, or nil where there is no regular file.
public func fileSize(_ path: String) -> Int? {
  guard let status = status(of: path), status.st_mode & S_IFMT == S_IFREG else { return nil }
  return Int(status.st_size)
}

/// Whether the path names anything.
public func exists(_ path: String) -> Bool { status(of: path) != nil }

/// Whether the path names a folder.
public func isDirectory(_ path: String) -> Bool {
  guard let status = status(of: path) else { return false }
  return status.st_mode & S_IFMT == S_IFDIR
}

/// Whether the path names a pipe, a device or a socket.
func isSpecialFile(_ path: String) -> Bool {
  guard let kind = status(of: path).map({ $0.st_mode & S_IFMT }) else { return false }
  return kind != S_IFREG && kind != S_IFDIR
}

/// What a symbolic link leads to in the end; nil where the path is no link, or leads nowhere.
func linkTarget(_ path: String) -> String? {
  var result = stat()
  guard lstat(path, &result) == 0, result.st_mode & S_IFMT == S_IFLNK,
    let resolved = realpath(path, nil)
  else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// The names in a folder, sorted by their bytes, without `.` and `..`.
public func listDirectory(_ path: String) throws(Failure) -> [String] {
  guard let folder = opendir(path) else {
    let reason = lastSystemError()
    throw Failure("cannot list the folder: \(reason)", at: .file(path), remedy: "check the path")
  }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// Creates a folder and the folders above it; no error when it is there.
public func createDirectory(_ path: String) throws(Failure) {
  if path.isEmpty || isDirectory(path) { return }
  let parent = parentPath(path)
  if parent != path, parent != "." { try createDirectory(parent) }
  if mkdir(path, 0o777) != 0, !isDirectory(path) {
    let reason = lastSystemError()
    throw Failure(
      "cannot create the folder: \(reason)", at: .file(path),
      remedy: "choose a place that you may write to")
  }
}

/// The last part of a path.
public func lastPathComponent(_ path: String) -> String {
  let parts = path.split(separator: "/", omittingEmptySubsequences: true)
  return parts.last.map(String.init) ?? path
}

/// The path without its last part; `.` where there is none.
public func parentPath(_ path: String) -> String {
  var bytes = Array(path.utf8)
  while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
  guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "." }
  return slash == 0 ? "/" : String(decoding: bytes[..<slash], as: UTF8.self)
}

/// A name without its last extension: `cl100k_base.tiktoken` gives `cl100k_base`.
public func pathStem(_ path: String) -> String {
  let name = lastPathComponent(path)
  guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else {
    return name
  }
  return String(name[..<dot])
}

/// Two path parts joined by one slash; an absolute second part stands alone.
public func joinPath(_ folder: String, _ name: String) -> String {
  if folder.isEmpty || name.hasPrefix("/") { return name }
  return folder.hasSuffix("/") ? folder + name : folder + "/" + name
}

func status(of path: String) -> stat? {
  var result = stat()
  return stat(path, &result) == 0 ? result : nil
}
