#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes files so that a reader sees the old bytes or all the new ones, never a part.
///
/// The bytes go to a temporary file in the same folder, are synced, and take the name by
/// `rename`. Where anything fails, the temporary file is removed. A link keeps pointing where it
/// did: the file behind it is replaced. Pipes and devices are written to as they are.
public enum AtomicFile {
  /// Writes one file.
  public static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    let staged = try stage(bytes, for: path)
    try staged.commit()
  }

  /// Writes one text file.
  public static func write(_ text: String, to path: String) throws(Failure) {
    try write(Array(text.utf8), to: path)
  }

  /// Writes several files of one folder: all are staged before the first takes its name.
  ///
  /// What is to be removed goes when all are staged and before the first takes its name: it never stands beside files that
  /// it does not belong to, and where there is no room for the new files the old ones stay as they are.
  ///
  /// - Parameters:
  ///   - files: their names and bytes.
  ///   - folder: the folder, made where it is missing.
  ///   - stale: names of files to remove; folders and names that are not there are passed over.
  /// - Returns: the names that were removed.
  @discardableResult public static func write(
    _ files: [(name: String, bytes: [UInt8])], toFolder folder: String,
    removing stale: [String] = []
  ) throws(Failure) -> [String] {
    try createDirectory(folder)
    var staged: [StagedFile] = []
    var removed: [String] = []
    do throws(Failure) {
      for file in files {
        staged.append(try stage(file.bytes, for: joinPath(folder, file.name)))
      }
      for name in stale where try remove(joinPath(folder, name)) { removed.append(name) }
      for file in staged { try file.commit() }
    } catch {
      for file in staged { file.discard() }
      throw error
    }
    return removed
  }

  /// Removes a file; false where there is none.
  private static func remove(_ path: String) throws(Failure) -> Bool {
    if isDirectory(path) { return false }
    if unlink(path) == 0 { return true }
    if errno == ENOENT { return false }
    throw Failure(
      "cannot remove it: \(lastSystemError())", at: .file(path),
      remedy: "remove it, or choose another folder")
  }

  /// Gives a complete file its name, in one step: it is synced and replaces what has the name now.
  ///
  /// Both paths are in one file system. For files too large to be held; where it fails, the file stays
  /// where it was.
  public static func move(_ complete: String, to path: String) throws(Failure) {
    let descriptor = open(complete, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw cannotWrite(path) }
    let isSynced = fsync(descriptor) == 0
    close(descriptor)
    guard isSynced, rename(complete, linkTarget(path) ?? path) == 0 else { throw cannotWrite(path) }
  }

  /// Throws where files cannot be created in a folder, or in the folder above that it would be made
  /// in; leaves nothing behind.
  public static func checkWritable(folder: String) throws(Failure) {
    var place = folder
    while !exists(place), parentPath(place) != place { place = parentPath(place) }
    do throws(Failure) {
      if !isDirectory(place) {
        throw Failure("", at: .file(place), remedy: "choose a place that you may write to")
      }
      try stage([], for: joinPath(place, "derlius-check")).discard()
    } catch {
      var failure = error
      failure.place = .file(folder)
      if failure.problem.isEmpty { failure.problem = "cannot write: \(place) is not a folder" }
      throw failure
    }
  }

  /// Throws where a file cannot be written, as far as that is known before; leaves nothing behind.
  public static func checkWritable(file path: String) throws(Failure) {
    if isSpecialFile(path) { return }
    if isDirectory(path) { throw isFolder(path) }
    do throws(Failure) {
      let folder = parentPath(path)
      guard isDirectory(folder) else {
        throw Failure(
          "cannot write: there is no folder \(folder)", remedy: "create it, or choose another")
      }
      try checkWritable(folder: folder)
    } catch {
      var failure = error
      failure.place = .file(path)
      throw failure
    }
  }

  private static func stage(_ bytes: [UInt8], for path: String) throws(Failure) -> StagedFile {
    // Taking the name of a device by `rename` would remove the device.
    if isSpecialFile(path) { return StagedFile(path: path, name: path, bytes: bytes) }
    if isDirectory(path) { throw isFolder(path) }
    let name = linkTarget(path) ?? path
    let temporary = joinPath(
      parentPath(name), ".\(lastPathComponent(name)).\(getpid()).partial")
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw cannotWrite(path) }
    TemporaryPaths.add(temporary)
    let staged = StagedFile(path: path, name: name, temporary: temporary)
    let written = writeAll(bytes, to: descriptor)
    let failure = written && fsync(descriptor) == 0 ? nil : cannotWrite(path)
    close(descriptor)
    if let failure {
      staged.discard()
      throw failure
    }
    return staged
  }
}

/// A complete temporary file that waits for its name, or bytes that wait for a pipe or device.
private struct StagedFile {
  /// The path as the user gave it.
  let path: String
  /// The name to take: the path, or what it links to.
  let name: String
  var temporary: String?
  var bytes: [UInt8] = []

  func commit() throws(Failure) {
    guard let temporary else {
      let descriptor = open(name, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw cannotWrite(path) }
      let failure = writeAll(bytes, to: descriptor) ? nil : cannotWrite(path)
      close(descriptor)
      if let failure { throw failure }
      return
    }
    guard rename(temporary, name) == 0 else {
      let failure = cannotWrite(path)
      discard()
      throw failure
    }
    TemporaryPaths.remove(temporary)
  }

  func discard() {
    guard let temporary else { return }
    unlink(temporary)
    TemporaryPaths.remove(temporary)
  }
}

private func isFolder(_ path: String) -> Failure {
  Failure("is a folder, not a file", at: .file(path), remedy: "name a file in it, or another one")
}

func cannotWrite(_ path: String) -> Failure {
  Failure(
    "cannot write: \(lastSystemError())", at: .file(path),
    remedy: "choose a place that exists, has room and that you may write to")
}
