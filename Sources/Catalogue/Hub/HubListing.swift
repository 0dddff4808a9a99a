import Groundwork

/// The files of a repository at one commit, as a hub lists them.
struct HubListing: Sendable {
  /// One file.
  struct File: Sendable, Hashable {
    var path: String
    /// The size in bytes; nil where the hub does not say.
    var bytes: Int?
    /// The SHA-256 of the content; hubs say it of large files only.
    var sha256: String?
  }

  /// The commit's full hash.
  var commit: String
  /// The files in the hub's order.
  var files: [File]

  /// Reads the answer of `/api/models/owner/name/revision/…?blobs=true`.
  init(_ json: JSONValue, of name: HubName) throws(Failure) {
    guard let commit = json["sha"]?.string, isCommit(commit), let siblings = json["siblings"]?.array
    else {
      throw Failure(
        "the hub's listing of \(name.displayName) names no commit or no files",
        remedy: "check HF_ENDPOINT")
    }
    self.commit = commit
    files = []
    for sibling in siblings {
      guard let path = sibling["rfilename"]?.string else { continue }
      let large = sibling["lfs"]
      let size = (large?["size"] ?? sibling["size"])?.integer
      files.append(
        File(
          path: path, bytes: size.flatMap { $0 < 0 ? nil : $0 },
          sha256: large?["sha256"]?.string.flatMap(Self.digest)))
    }
  }

  /// A listing of what was found by trying names.
  init(commit: String, files: [File]) {
    self.commit = commit
    self.files = files
  }

  /// A text where it is a SHA-256, with or without an ETag's quotes; else nil.
  static func digest(_ text: String) -> String? {
    let bare =
      text.hasPrefix("\"") && text.hasSuffix("\"") ? String(text.dropFirst().dropLast()) : text
    return bare.utf8.count == 64 && isCommit(bare) ? bare : nil
  }
}
