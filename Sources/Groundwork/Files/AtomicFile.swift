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
/// `rename`. Where anything fails, the temporary file is removed.
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
  public static func write(
    _ files: [(name: String, bytes: [UInt8])], toFolder folder: String
  ) throws(Failure) {
    try createDirectory(folder)
    var staged: [StagedFile] = []
    do throws(Failure) {
      for file in files {
        staged.append(try stage(file.bytes, for: joinPath(folder, file.name)))
      }
      for file in staged { try file.commit() }
    } catch {
      for file in staged { file.discard() }
      throw error
    }
  }

  private static func stage(_ bytes: [UInt8], for path: String) throws(Failure) -> StagedFile {
    let temporary = joinPath(
      parentPath(path), ".\(lastPathComponent(path)).\(getpid()).partial")
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw cannotWrite(path) }
    TemporaryPaths.add(temporary)
    let staged = StagedFile(temporary: temporary, path: path)
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

/// A complete temporary file that waits for its name.
private struct StagedFile {
  let temporary: String
  let path: String

  func commit() throws(Failure) {
    guard rename(temporary, path) == 0 else {
      let failure = cannotWrite(path)
      discard()
      throw failure
    }
    TemporaryPaths.remove(temporary)
  }

  func discard() {
    unlink(temporary)
    TemporaryPaths.remove(temporary)
  }
}

private func cannotWrite(_ path: String) -> Failure {
  Failure(
    "cannot write: \(lastSystemError())", at: .file(path),
    remedy: "choose a place that exists, has room and that you may write to")
}
