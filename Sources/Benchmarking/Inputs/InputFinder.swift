import Groundwork
import TokenizerFormats

/// Finds input files: by path where one is given, else by size and hash.
///
/// By hash it looks where an earlier run found the file, then in the vocabulary and hub folders, then under the
/// folders that the user names.
public struct InputFinder: Sendable {
  private let folders: [String]
  private let remembered: RememberedInputs

  /// Creates a finder that also looks under `folders`.
  public init(folders: [String]) {
    self.folders = [HomeFolder.vocabularies, HomeFolder.hub] + folders
    remembered = RememberedInputs.read()
  }

  /// The path of a file; where the manifest gives a hash, a file with that hash.
  public func path(of file: Manifest.File) throws(Failure) -> String {
    if let path = file.path {
      guard let sha256 = file.sha256 else { return path }
      if fileSize(path) == file.bytes, try fingerprint(path) == sha256 { return path }
      throw Failure(
        "has another SHA-256 than the manifest says", at: .file(path),
        remedy: "get the file that the manifest means, or remove its hash")
    }
    guard let sha256 = file.sha256, let bytes = file.bytes else {
      throw Failure(
        "\(file.file) has neither path nor hash in the manifest", remedy: "give it a \"path\"")
    }
    for path in remembered.paths(sha256: sha256) where fileSize(path) == bytes {
      if try fingerprint(path) == sha256 { return path }
    }
    for folder in folders {
      if let path = try search(folder, bytes: bytes, sha256: sha256, depth: 0) { return path }
    }
    throw Failure(
      "\(file.file) (SHA-256 \(sha256.prefix(12))…, \(bytes) bytes) is not found",
      remedy: "name the folder that holds it with --inputs DIR")
  }

  /// A file that stands where an earlier run found one, or has its name under the folders, and another hash.
  func namesake(of file: Manifest.File) throws(Failure) -> (path: String, sha256: String)? {
    var places = file.path.map { [$0] } ?? []
    places += remembered.paths(sha256: file.sha256 ?? "")
    for folder in folders { places += try named(file.file, in: folder, depth: 0) }
    for path in places where fileSize(path) != nil {
      return (path, try fingerprint(path))
    }
    return nil
  }

  private func named(_ name: String, in folder: String, depth: Int) throws(Failure) -> [String] {
    guard depth < 16, isDirectory(folder) else { return [] }
    var paths: [String] = []
    for entry in try listDirectory(folder) where !entry.hasPrefix(".") {
      let path = joinPath(folder, entry)
      if isDirectory(path) {
        paths += try named(name, in: path, depth: depth + 1)
      } else if entry == name {
        paths.append(path)
      }
    }
    return paths
  }

  /// The hash by which a file is known: see `GGUFReader.sha256`; of all other files that of all of it.
  private func fingerprint(_ path: String) throws(Failure) -> String {
    if try TokenizerFormat.isGGUF(path) {
      // A damaged file is known by all its bytes.
      if let hash = try? GGUFReader.sha256(of: path) { return hash }
    }
    return try sha256OfFile(path)
  }

  private func search(
    _ folder: String, bytes: Int, sha256: String, depth: Int
  ) throws(Failure) -> String? {
    guard depth < 16, isDirectory(folder) else { return nil }
    for name in try listDirectory(folder) where !name.hasPrefix(".") {
      let path = joinPath(folder, name)
      if let size = fileSize(path) {
        if size == bytes, try fingerprint(path) == sha256 { return path }
      } else if let found = try search(path, bytes: bytes, sha256: sha256, depth: depth + 1) {
        return found
      }
    }
    return nil
  }
}
