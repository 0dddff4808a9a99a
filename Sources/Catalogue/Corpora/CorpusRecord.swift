import Groundwork

/// What was pulled of a corpus: `record.json` in its folder.
///
/// It holds the first hash of files that no manifest pins, so that a later change is noticed.
struct CorpusRecord: Sendable {
  /// One file.
  struct File: Sendable {
    var path: String
    var bytes: Int
    var sha256: String
    /// Whether the manifest had the hash; else it is that of the first download.
    var isPinned: Bool
    var url: String
  }

  /// The files, by the bytes of their paths.
  private(set) var files: [File] = []

  /// Reads a record; empty where there is none.
  init(contentsOf path: String) throws(Failure) {
    guard fileSize(path) != nil else { return }
    for file in try JSONValue(contentsOf: path)["files"]?.array ?? [] {
      guard let name = file["path"]?.string, isSafePath(name), let bytes = file["bytes"]?.integer,
        let sha256 = file["sha256"]?.string
      else {
        throw Failure(
          "is no record of pulled files", at: .file(path),
          remedy: "remove the folder and pull again")
      }
      add(
        File(
          path: name, bytes: bytes, sha256: sha256, isPinned: file["pinned"]?.bool ?? false,
          url: file["url"]?.string ?? ""))
    }
  }

  /// The file with a path.
  func file(_ path: String) -> File? { files.first { $0.path.utf8.elementsEqual(path.utf8) } }

  /// Adds a file, in the place of one with the same path.
  mutating func add(_ file: File) {
    files.removeAll { $0.path.utf8.elementsEqual(file.path.utf8) }
    files.append(file)
    files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The record as JSON.
  var json: JSONValue {
    .object([
      .init(
        "files",
        .array(
          files.map { file in
            .object([
              .init("path", .string(file.path)), .init("bytes", .integer(file.bytes)),
              .init("sha256", .string(file.sha256)), .init("pinned", .bool(file.isPinned)),
              .init("url", .string(file.url)),
            ])
          }))
    ])
  }
}
