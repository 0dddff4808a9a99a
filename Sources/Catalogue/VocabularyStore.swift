import Groundwork

/// Finds vocabularies on this machine: in a folder that the user names, then in Derlius's own.
///
/// A file counts only when its SHA-256 is the catalogue's.
public struct VocabularyStore: Sendable {
  /// The folders that are searched, in order.
  public let folders: [String]
  private let hashes: FileHashMemory?

  /// Creates a store.
  ///
  /// - Parameters:
  ///   - folder: a folder (from `--vocabularies`) that is searched before the cache.
  ///   - hashes: remembers the hashes of files; nil to hash each file each time.
  public init(folder: String? = nil, hashes: FileHashMemory? = nil) {
    self.hashes = hashes
    folders = (folder.map { [$0] } ?? []) + [HomeFolder.vocabularies]
  }

  /// The path of an entry's file, or nil where no folder has it.
  ///
  /// - Throws: `Failure` where a file of that name has another hash.
  public func path(of entry: CatalogueEntry) throws(Failure) -> String? {
    for folder in folders {
      let path = joinPath(folder, entry.file)
      guard let size = fileSize(path) else { continue }
      guard size == entry.bytes, try sha256(of: path) == entry.sha256 else {
        throw Failure(
          "is not the published \(entry.name) (its SHA-256 differs)", at: .file(path),
          remedy: "remove the file and run: derlius pull \(entry.name)")
      }
      return path
    }
    return nil
  }

  private func sha256(of path: String) throws(Failure) -> String {
    if let hashes { return try hashes.sha256(of: path) }
    return try sha256OfFile(path)
  }

  /// What to say when an entry is not on this machine.
  public static func notHere(_ entry: CatalogueEntry) -> Failure {
    Failure(
      "\(entry.name) is not on this machine",
      remedy: "run: derlius pull \(entry.name)")
  }
}
