import Groundwork

/// Finds manifests by name, and the files of corpora that were pulled.
///
/// A name is that of `NAME.json` in one of the folders; what has a slash or ends in `.json` is the path of
/// a manifest. Pulled files are in `corpora/NAME/` of Derlius's own folder.
public struct CorpusShelf: Sendable {
  /// The folders of manifests, searched in order.
  public let folders: [String]
  private let cache: String

  /// Creates a shelf: `$DERLIUS_CORPORA`, `corpora` in the working folder, then `corpora` beside the
  /// program or in a folder above it.
  public init(folders: [String]? = nil, cache: String = HomeFolder.corpora) {
    self.folders = folders ?? Self.usualFolders
    self.cache = cache
  }

  /// The manifests of all folders by name; of two with one name the first folder's.
  public func all() throws(Failure) -> [CorpusManifest] {
    var manifests: [CorpusManifest] = []
    for folder in folders where isDirectory(folder) {
      for file in try listDirectory(folder) where file.hasSuffix(".json") {
        let manifest = try manifest(at: joinPath(folder, file))
        if !manifests.contains(where: { $0.name == manifest.name }) { manifests.append(manifest) }
      }
    }
    return manifests.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The manifest that a name or path means; nil where there is none.
  public func find(_ name: String) throws(Failure) -> CorpusManifest? {
    if name.contains("/") || name.hasSuffix(".json") {
      return fileSize(name) == nil ? nil : try manifest(at: name)
    }
    guard CorpusManifest.isName(name) else { return nil }
    for folder in folders {
      let path = joinPath(folder, name + ".json")
      if fileSize(path) != nil { return try manifest(at: path) }
    }
    return nil
  }

  /// The manifest that a name or path means, or the error that says where it was looked for.
  public func manifest(named name: String) throws(Failure) -> CorpusManifest {
    if let manifest = try find(name) { return manifest }
    throw Failure.usage(
      "there is no corpus \(name) (looked in \(folders.joined(separator: ", ")))",
      remedy: "see the names with: derlius corpus pull --list")
  }

  /// The folder of a corpus's files.
  public func folder(of manifest: CorpusManifest) -> String { joinPath(cache, manifest.name) }

  /// The path of a file that was pulled and is as it was then; nil where it was not.
  ///
  /// - Throws: `Failure` where the file is another one by now.
  public func path(
    of file: CorpusManifest.File, in manifest: CorpusManifest
  ) throws(Failure) -> String? {
    let record = try record(of: manifest)
    let path = filePath(file, in: manifest)
    guard let known = record.file(file.path), fileSize(path) != nil else { return nil }
    let wanted = file.sha256 ?? known.sha256
    guard fileSize(path) == known.bytes, try sha256OfFile(path) == wanted else {
      throw Failure(
        "is not what was pulled (its SHA-256 or size differs)", at: .file(path),
        remedy: "remove the file and run: derlius corpus pull \(manifest.name)")
    }
    return path
  }

  /// The SHA-256 of the files of a corpus that were pulled.
  public func pulledHashes(of manifest: CorpusManifest) throws(Failure) -> [String] {
    try record(of: manifest).files.map(\.sha256)
  }

  /// Where a file is, or will be.
  func filePath(_ file: CorpusManifest.File, in manifest: CorpusManifest) -> String {
    joinPath(folder(of: manifest), file.path)
  }

  /// What was pulled of a corpus.
  func record(of manifest: CorpusManifest) throws(Failure) -> CorpusRecord {
    try CorpusRecord(contentsOf: recordPath(of: manifest))
  }

  /// Writes what was pulled.
  func write(_ record: CorpusRecord, of manifest: CorpusManifest) throws(Failure) {
    try AtomicFile.write(
      record.json.serialized(indented: true, inlineDepth: 2) + "\n", to: recordPath(of: manifest))
  }

  private func recordPath(of manifest: CorpusManifest) -> String {
    joinPath(folder(of: manifest), "record.json")
  }

  private func manifest(at path: String) throws(Failure) -> CorpusManifest {
    let manifest = try CorpusManifest(contentsOf: path)
    if manifest.name != pathStem(path) {
      throw Failure(
        "holds the corpus \(manifest.name)", at: .file(path),
        remedy: "name the file \(manifest.name).json")
    }
    return manifest
  }

  private static var usualFolders: [String] {
    var folders: [String] = []
    if let folder = environmentVariable("DERLIUS_CORPORA") { folders.append(folder) }
    folders.append("corpora")
    guard let program = programPath() else { return folders }
    var place = parentPath(program)
    for _ in 0..<6 where place != "/" {
      let folder = joinPath(place, "corpora")
      if isDirectory(folder) { return folders + [folder] }
      place = parentPath(place)
    }
    return folders
  }
}
