import Groundwork

/// What was pulled from a hub, on this machine.
///
/// `hub/owner/name/` holds `revisions.json` (what was asked for, the last one last), and a folder for
/// each commit with `record.json` and `files/`.
public struct HubCache: Sendable {
  private let folder: String

  /// Creates the cache in `folder`.
  public init(folder: String = HomeFolder.hub) { self.folder = folder }

  /// The path of a tokenizer's file, or nil where it was not pulled.
  ///
  /// Without a revision, the one pulled last counts; a commit may be shortened to 7 digits or more.
  ///
  /// - Throws: `Failure` where a file is not what was first downloaded.
  public func path(of name: HubName) throws(Failure) -> String? {
    guard let commit = try commit(of: name),
      let record = try HubRecord(contentsOf: recordPath(name, commit), commit: commit)
    else { return nil }
    let paths = record.files.map(\.path)
    guard let path = name.file ?? HubFiles.tokenizer(of: paths), record.file(path) != nil else {
      return nil
    }
    // What stands beside the file may be read with it.
    for file in record.files where parentPath(file.path) == parentPath(path) {
      guard try isWhole(file, of: name, commit: commit) else {
        throw Failure(
          "is not what was pulled (its SHA-256 or size differs)",
          at: .file(filePath(name, commit, file.path)), remedy: "run: derlius pull \(name)")
      }
    }
    return filePath(name, commit, path)
  }

  /// The commit that a name means here; nil where none was pulled.
  func commit(of name: HubName) throws(Failure) -> String? {
    let revisions = try revisions(of: name)
    guard let wanted = name.revision else { return revisions.last?.commit }
    if let known = revisions.last(where: { $0.revision == wanted }) { return known.commit }
    guard wanted.utf8.count >= 7 else { return nil }
    let commits = Set(revisions.map(\.commit).filter { $0.hasPrefix(wanted) })
    return commits.count == 1 ? commits.first : nil
  }

  /// Whether a file is here as it was first downloaded.
  func isWhole(_ file: HubRecord.File, of name: HubName, commit: String) throws(Failure) -> Bool {
    let path = filePath(name, commit, file.path)
    guard fileSize(path) == file.bytes else { return false }
    return try sha256OfFile(path) == file.sha256
  }

  /// The record of a commit; empty where nothing of it was pulled.
  func record(of name: HubName, commit: String) throws(Failure) -> HubRecord {
    try HubRecord(contentsOf: recordPath(name, commit), commit: commit) ?? HubRecord(commit: commit)
  }

  /// Writes a commit's record.
  func write(_ record: HubRecord, of name: HubName) throws(Failure) {
    let path = recordPath(name, record.commit)
    try createDirectory(parentPath(path))
    try AtomicFile.write(record.json.serialized(indented: true, inlineDepth: 2) + "\n", to: path)
  }

  /// Notes that a revision was pulled and is the last one now.
  func note(_ revision: String, is commit: String, of name: HubName) throws(Failure) {
    var revisions = try revisions(of: name)
    if let last = revisions.last, last == (revision, commit) { return }
    revisions.removeAll { $0.revision == revision }
    revisions.append((revision, commit))
    let lines = revisions.map { entry in
      JSONValue.object([
        .init("revision", .string(entry.revision)), .init("commit", .string(entry.commit)),
      ])
    }
    try AtomicFile.write(
      JSONValue.array(lines).serialized(indented: true, inlineDepth: 1) + "\n",
      to: revisionsPath(name))
  }

  /// The folder of a repository.
  func repositoryFolder(_ name: HubName) -> String {
    joinPath(joinPath(folder, name.owner), name.repository)
  }

  /// Where a file of a commit is, or will be.
  func filePath(_ name: HubName, _ commit: String, _ file: String) -> String {
    joinPath(joinPath(joinPath(repositoryFolder(name), commit), "files"), file)
  }

  private func recordPath(_ name: HubName, _ commit: String) -> String {
    joinPath(joinPath(repositoryFolder(name), commit), "record.json")
  }

  private func revisionsPath(_ name: HubName) -> String {
    joinPath(repositoryFolder(name), "revisions.json")
  }

  private func revisions(
    of name: HubName
  ) throws(Failure) -> [(revision: String, commit: String)] {
    let path = revisionsPath(name)
    guard fileSize(path) != nil else { return [] }
    var revisions: [(String, String)] = []
    for entry in try JSONValue(contentsOf: path).array ?? [] {
      guard let revision = entry["revision"]?.string, let commit = entry["commit"]?.string,
        isCommit(commit)
      else { continue }
      revisions.append((revision, commit))
    }
    return revisions
  }
}
