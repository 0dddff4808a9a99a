import Groundwork
import TokenizerMetrics

extension Manifest {
  /// Reads a manifest; paths in it are relative to its folder.
  ///
  /// - Throws: `Failure` naming the file and the member that is missing or of another kind.
  public init(contentsOf path: String) throws(Failure) {
    let json = try JSONValue(contentsOf: path)
    guard json.members != nil else {
      throw Failure("is not a JSON object", at: .file(path), remedy: "name a manifest.json")
    }
    self.init()
    let reader = ManifestReader(path: path, folder: parentPath(path))
    title = try reader.text(json, "title")
    notice = try reader.text(json, "notice")
    focus = try reader.text(json, "focus")
    reference = try reader.text(json, "reference")
    baseline = try reader.text(json, "baseline")
    for entry in try reader.objects(json, "tokenizers") {
      tokenizers.append(try reader.tokenizer(entry))
    }
    for entry in try reader.objects(json, "corpora") { corpora.append(try reader.corpus(entry)) }
    for entry in try reader.objects(json, "morphology") {
      morphology.append((try reader.language(entry), try reader.file(entry)))
    }
    for entry in try reader.objects(json, "trainedOn") {
      guard let name = try reader.text(entry, "tokenizer") else {
        throw reader.lacks("tokenizer", in: "an entry of trainedOn")
      }
      var files: [File] = []
      for file in try reader.objects(entry, "files") { files.append(try reader.file(file)) }
      trainedOn.append((name, files))
    }
    for entry in try reader.objects(json, "missing") {
      missing.append(
        MissingInput(
          name: try reader.text(entry, "name") ?? "", why: try reader.text(entry, "why") ?? ""))
    }
    if let wanted = json["metrics"] { metrics = try reader.texts(wanted, "metrics") }
    if let choices = json["policy"] {
      for member in try reader.members(choices, "policy") {
        guard let choice = try reader.text(choices, member.key) else { continue }
        policy.append(NamedText(member.key, choice))
      }
    }
    if let drawing = json["resampling"] {
      _ = try reader.members(drawing, "resampling")
      resampling.seed = try reader.whole(drawing, "seed", from: 0) ?? resampling.seed
      resampling.resamples =
        try reader.whole(drawing, "resamples", from: 1) ?? resampling.resamples
      resampling.linesPerUnit =
        try reader.whole(drawing, "linesPerUnit", from: 1) ?? resampling.linesPerUnit
    }
  }
}

/// Takes typed members out of a manifest's JSON.
private struct ManifestReader {
  let path: String
  let folder: String

  func lacks(_ key: String, in what: String) -> Failure {
    Failure(
      "\(what) has no \"\(key)\"", at: .file(path), remedy: "add it, or write the manifest anew")
  }

  func text(_ json: JSONValue, _ key: String) throws(Failure) -> String? {
    guard let value = json[key] else { return nil }
    if case .null = value { return nil }
    guard let text = value.string else { throw wrong(key, "a text") }
    return text
  }

  func texts(_ json: JSONValue, _ key: String) throws(Failure) -> [String] {
    let texts = json.array?.compactMap(\.string)
    guard let texts, texts.count == json.array?.count else { throw wrong(key, "an array of texts") }
    return texts
  }

  func members(_ json: JSONValue, _ key: String) throws(Failure) -> [JSONValue.Member] {
    guard let members = json.members else { throw wrong(key, "an object") }
    return members
  }

  func whole<Number: FixedWidthInteger>(
    _ json: JSONValue, _ key: String, from least: Number
  ) throws(Failure) -> Number? {
    guard let value = json[key] else { return nil }
    guard case .number(let text) = value, let number = Number(text), number >= least else {
      throw wrong(key, "a whole number from \(least) on")
    }
    return number
  }

  func objects(_ json: JSONValue, _ key: String) throws(Failure) -> [JSONValue] {
    guard let value = json[key] else { return [] }
    guard let entries = value.array, entries.allSatisfy({ $0.members != nil }) else {
      throw wrong(key, "an array of objects")
    }
    return entries
  }

  func language(_ json: JSONValue) throws(Failure) -> String {
    guard let language = try text(json, "language") else {
      throw lacks("language", in: "a file")
    }
    return language
  }

  func file(_ json: JSONValue) throws(Failure) -> Manifest.File {
    let place = try text(json, "path").map { joinPath(folder, $0) }
    guard let name = try text(json, "file") ?? place.map(lastPathComponent) else {
      throw lacks("file", in: "a file")
    }
    return Manifest.File(
      file: name, path: place, bytes: json["bytes"]?.integer, sha256: try text(json, "sha256"))
  }

  func tokenizer(_ json: JSONValue) throws(Failure) -> Manifest.Tokenizer {
    let name = try text(json, "name")
    let specification = json["specification"]
    if json["file"] != nil || json["path"] != nil {
      return Manifest.Tokenizer(
        name: name, file: try file(json), specification: specification)
    }
    guard let target = try text(json, "tokenizer") ?? name else {
      throw lacks("file", in: "a tokenizer")
    }
    return Manifest.Tokenizer(name: name, target: target, specification: specification)
  }

  func corpus(_ json: JSONValue) throws(Failure) -> Manifest.Corpus {
    guard let name = try text(json, "name") else { throw lacks("name", in: "a corpus") }
    var corpus = Manifest.Corpus(
      name: name, isParallel: json["parallel"]?.bool ?? false,
      folder: try text(json, "folder").map { joinPath(folder, $0) })
    for entry in try objects(json, "files") {
      corpus.files.append((try language(entry), try file(entry)))
    }
    if corpus.files.isEmpty, corpus.folder == nil { throw lacks("files", in: "a corpus") }
    return corpus
  }

  private func wrong(_ key: String, _ wanted: String) -> Failure {
    Failure("\"\(key)\" is not \(wanted)", at: .file(path), remedy: "correct the manifest")
  }
}
