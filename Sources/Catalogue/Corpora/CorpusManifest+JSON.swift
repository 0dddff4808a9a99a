import Groundwork

extension CorpusManifest {
  /// Reads a manifest.
  ///
  /// - Throws: `Failure` naming the file and the member that is missing, unknown or of another kind.
  public init(contentsOf path: String) throws(Failure) {
    let reader = try ManifestMembers(json: try JSONValue(contentsOf: path), path: path)
    try reader.allow([
      "name", "title", "about", "kind", "licence", "citation", "home", "base", "read",
      "steps", "notes", "files",
    ])
    name = try reader.needed("name")
    guard Self.isName(name) else {
      throw reader.wrong("name", "made of letters, digits, and -._ between them")
    }
    title = try reader.text("title") ?? name
    about = try reader.text("about") ?? ""
    let kind = try reader.needed("kind")
    guard let known = Kind(rawValue: kind) else {
      throw reader.wrong("kind", "one of \(Kind.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self.kind = known
    licence = try reader.needed("licence")
    citation = try reader.text("citation")
    home = try reader.text("home")
    notes = try reader.texts("notes")
    reading = Reading()
    if let read = try reader.object("read") {
      try read.allow(["format", "document", "encoding", "field"])
      reading.format = try read.text("format")
      reading.document = try read.text("document")
      reading.encoding = try read.text("encoding")
      reading.field = try read.text("field")
    }
    for step in try reader.objects("steps") {
      try step.allow(["form"])
      form = try step.needed("form")
    }
    let base = try reader.text("base")
    files = []
    for entry in try reader.objects("files") { files.append(try File(entry, base: base)) }
    if files.isEmpty { throw reader.wrong("files", "an array with at least one file") }
    var paths = Set<[UInt8]>()
    for file in files where !paths.insert(Array(file.path.utf8)).inserted {
      throw Failure(
        "two files have the path \(file.path)", at: .file(path), remedy: "give each its own")
    }
  }

  /// Whether a text can name a corpus: letters and digits, and `-._` between them.
  ///
  /// A name is that of a folder in the cache.
  public static func isName(_ text: String) -> Bool {
    func isWord(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last, bytes.count <= 64 else { return false }
    return isWord(first) && isWord(last)
      && bytes.allSatisfy { isWord($0) || "-._".utf8.contains($0) }
  }
}

extension CorpusManifest.File {
  /// - Parameters:
  ///   - members: the file's entry.
  ///   - base: what stands before addresses that are none by themselves; a file without `url` is there
  ///     by its path, one with `"url": null` nowhere.
  fileprivate init(_ members: ManifestMembers, base: String?) throws(Failure) {
    try members.allow(["path", "part", "language", "tag", "url", "bytes", "sha256"])
    path = try members.needed("path")
    if !isSafePath(path) { throw members.wrong("path", "a path within the corpus's folder") }
    part = try members.text("part")
    language = try members.text("language")
    tag = try members.text("tag")
    url = try members.text("url")
    if let base {
      if members.json["url"] == nil { url = path }
      if let place = url, WebAddress(place) == nil { url = base + place }
    }
    if let url, WebAddress(url) == nil { throw members.wrong("url", "an https address") }
    bytes = try members.size("bytes")
    sha256 = try members.text("sha256")
    if let sha256, !isCommit(sha256) || sha256.utf8.count != 64 {
      throw members.wrong("sha256", "64 lower-case hexadecimal digits, or null")
    }
  }
}

/// Takes typed members out of a manifest's JSON.
private struct ManifestMembers {
  let json: JSONValue
  let path: String

  init(json: JSONValue, path: String) throws(Failure) {
    guard json.members != nil else {
      throw Failure(
        "is not a JSON object", at: .file(path), remedy: "see corpora/README.md for manifests")
    }
    self.json = json
    self.path = path
  }

  /// Refuses members that mean nothing, which may be a slip.
  func allow(_ names: [String]) throws(Failure) {
    for member in json.members ?? [] where !names.contains(member.key) {
      throw Failure(
        "there is no member \"\(member.key)\"", at: .file(path),
        remedy: "use \(names.joined(separator: ", "))")
    }
  }

  func text(_ key: String) throws(Failure) -> String? {
    guard let value = json[key] else { return nil }
    if case .null = value { return nil }
    guard let text = value.string else { throw wrong(key, "a text") }
    return text
  }

  func needed(_ key: String) throws(Failure) -> String {
    guard let text = try text(key) else {
      throw Failure("there is no \"\(key)\"", at: .file(path), remedy: "add it")
    }
    return text
  }

  func texts(_ key: String) throws(Failure) -> [String] {
    guard let value = json[key] else { return [] }
    guard let values = value.array, values.allSatisfy({ $0.string != nil }) else {
      throw wrong(key, "an array of texts")
    }
    return values.compactMap(\.string)
  }

  func size(_ key: String) throws(Failure) -> Int? {
    guard let value = json[key] else { return nil }
    if case .null = value { return nil }
    guard let size = value.integer, size >= 0 else { throw wrong(key, "a number of bytes") }
    return size
  }

  func object(_ key: String) throws(Failure) -> ManifestMembers? {
    guard let value = json[key] else { return nil }
    guard value.members != nil else { throw wrong(key, "an object") }
    return try ManifestMembers(json: value, path: path)
  }

  func objects(_ key: String) throws(Failure) -> [ManifestMembers] {
    guard let value = json[key] else { return [] }
    guard let entries = value.array, entries.allSatisfy({ $0.members != nil }) else {
      throw wrong(key, "an array of objects")
    }
    var members: [ManifestMembers] = []
    for entry in entries { members.append(try ManifestMembers(json: entry, path: path)) }
    return members
  }

  func wrong(_ key: String, _ wanted: String) -> Failure {
    Failure("\"\(key)\" is not \(wanted)", at: .file(path), remedy: "correct the manifest")
  }
}
