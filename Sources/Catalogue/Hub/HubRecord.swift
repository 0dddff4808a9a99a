import Groundwork

/// What is known of the files that were pulled of one commit: `record.json` beside them.
struct HubRecord: Sendable {
  /// One file.
  struct File: Sendable {
    var path: String
    var bytes: Int
    /// Of the first download; every later use is checked against it.
    var sha256: String
    var eTag: String?
    /// Where it came from; never with a token.
    var url: String
    /// The revision that was asked for then.
    var revision: String
  }

  /// The commit's full hash.
  let commit: String
  /// Whether all files of the tokenizer were pulled, not only such as users named.
  var hasTokenizer = false
  /// The files in the order of their paths' bytes.
  private(set) var files: [File] = []

  /// An empty record.
  init(commit: String) { self.commit = commit }

  /// Reads a record; nil where there is none.
  init?(contentsOf path: String, commit: String) throws(Failure) {
    guard fileSize(path) != nil else { return nil }
    let json = try JSONValue(contentsOf: path)
    self.init(commit: commit)
    hasTokenizer = json["hasTokenizer"]?.bool ?? false
    for file in json["files"]?.array ?? [] {
      guard let name = file["file"]?.string, isSafePath(name), let bytes = file["bytes"]?.integer,
        let sha256 = file["sha256"]?.string
      else {
        throw Failure(
          "is no record of pulled files", at: .file(path),
          remedy: "remove the folder and pull again")
      }
      add(
        File(
          path: name, bytes: bytes, sha256: sha256, eTag: file["etag"]?.string,
          url: file["url"]?.string ?? "", revision: file["revision"]?.string ?? ""))
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
      .init("commit", .string(commit)),
      .init("hasTokenizer", .bool(hasTokenizer)),
      .init(
        "files",
        .array(
          files.map { file in
            .object([
              .init("file", .string(file.path)), .init("bytes", .integer(file.bytes)),
              .init("sha256", .string(file.sha256)),
              .init("etag", file.eTag.map { .string($0) } ?? .null),
              .init("url", .string(file.url)),
              .init("revision", .string(file.revision)),
            ])
          })),
    ])
  }
}
