import Groundwork
import TokenizerMetrics

extension Manifest {
  /// Reads a manifest; paths in it are relative to its folder.
  ///
  /// - Throws: `Failure` naming the file and the member that is missing or of another kind.
  public init(contentsOf path: String) throws(Failure) {
    try self.init(try JSONValue(contentsOf: path), file: path)
  }

  /// Reads a manifest from JSON; `path` names it, and paths in it are relative to its folder.
  ///
  /// - Throws: as `init(contentsOf:)`.
  init(_ json: JSONValue, file path: String) throws(Failure) {
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
      morphology.append(try reader.morphology(entry))
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
    metrics = try reader.texts(json, "metrics")
    if let member = reader.member(json, "window") {
      window = Int(try reader.number(member, 1...UInt64(Self.mostTokens)))
    }
    if let member = reader.member(json, "price") { price = try reader.price(member) }
    if json["text"] != nil { text = try reader.flag(json, "text") }
    if json["sensitivity"] != nil { sensitivity = try reader.flag(json, "sensitivity") }
    for member in try reader.object(json, "policy") {
      guard Self.policyKeys.contains(member.key) else {
        throw Failure(
          "the policy has no choice \"\(member.key)\"", at: .file(path),
          remedy: "use \(Self.policyKeys.joined(separator: ", "))")
      }
      guard let choice = member.value.string else { throw reader.wrong(member.key, "a text") }
      policy.append(NamedText(member.key, choice))
    }
    for member in try reader.object(json, "reading") {
      guard Self.readingKeys.contains(member.key) else {
        throw Failure(
          "reading has no choice \"\(member.key)\"", at: .file(path),
          remedy: "use \(Self.readingKeys.joined(separator: ", "))")
      }
      guard let choice = member.value.string else { throw reader.wrong(member.key, "a text") }
      if let allowed = setReading(member.key, to: choice) {
        throw reader.wrong(member.key, "one of: \(allowed)")
      }
    }
    for member in try reader.object(json, "resampling") {
      switch member.key {
      case "seed": resampling.seed = try reader.number(member, 0...UInt64.max)
      case "resamples":
        resampling.resamples = Int(try reader.number(member, 0...UInt64(Self.mostResamples)))
      case "unit":
        guard let unit = member.value.string.flatMap(ResamplingUnit.init(rawValue:)) else {
          let known = ResamplingUnit.allCases.map(\.rawValue).joined(separator: ", ")
          throw reader.wrong(member.key, "one of: \(known)")
        }
        resampling.unit = unit
      case "linesPerUnit":
        resampling.linesPerUnit = Int(try reader.number(member, 1...UInt64(Int.max)))
      default: break
      }
    }
  }

  /// The choices that a policy has.
  private static let policyKeys = ["form", "words", "leadingSpace", "punctuation"]
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
    var file = Manifest.File(
      file: name, path: place, bytes: json["bytes"]?.integer, sha256: try text(json, "sha256"))
    for member in json.members ?? [] {
      if let wanted = file.reading.set(member) { throw wrong(member.key, wanted) }
    }
    file.licence = try text(json, "licence")
    return file
  }

  func morphology(_ json: JSONValue) throws(Failure) -> Manifest.Morphology {
    let language = try language(json)
    if let name = try text(json, "builtin") {
      var list = Manifest.File(
        file: name, bytes: json["bytes"]?.integer, sha256: try text(json, "sha256"))
      list.licence = try text(json, "licence")
      return Manifest.Morphology(language: language, source: .builtin(list))
    }
    var affixes: Manifest.File?
    if let entry = json["affixes"] {
      guard entry.members != nil else { throw wrong("affixes", "an object") }
      affixes = try file(entry)
    }
    return Manifest.Morphology(
      language: language, source: .files(try file(json), affixes: affixes))
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
      name: name, isParallel: try flag(json, "parallel"),
      folder: try text(json, "folder").map { joinPath(folder, $0) })
    for entry in try objects(json, "files") {
      corpus.files.append((try language(entry), try file(entry)))
    }
    if corpus.files.isEmpty, corpus.folder == nil { throw lacks("files", in: "a corpus") }
    return corpus
  }

  func texts(_ json: JSONValue, _ key: String) throws(Failure) -> [String]? {
    guard let value = json[key] else { return nil }
    if case .null = value { return nil }
    guard let values = value.array, values.allSatisfy({ $0.string != nil }) else {
      throw wrong(key, "an array of texts")
    }
    return values.compactMap(\.string)
  }

  func object(_ json: JSONValue, _ key: String) throws(Failure) -> [JSONValue.Member] {
    guard let value = json[key] else { return [] }
    guard let members = value.members else { throw wrong(key, "an object") }
    return members
  }

  /// A member that is there and not null.
  func member(_ json: JSONValue, _ key: String) -> JSONValue.Member? {
    guard let value = json[key] else { return nil }
    if case .null = value { return nil }
    return JSONValue.Member(key, value)
  }

  func price(_ member: JSONValue.Member) throws(Failure) -> Double {
    guard case .number(let text) = member.value, let value = Double(text),
      Manifest.isPrice(value)
    else { throw wrong(member.key, "a number from 0 to \(Int(Manifest.highestPrice))") }
    return value
  }

  func flag(_ json: JSONValue, _ key: String) throws(Failure) -> Bool {
    guard let value = json[key] else { return false }
    guard let flag = value.bool else { throw wrong(key, "true or false") }
    return flag
  }

  func number(
    _ member: JSONValue.Member, _ range: ClosedRange<UInt64>
  ) throws(Failure) -> UInt64 {
    guard case .number(let text) = member.value, let value = UInt64(text), range.contains(value)
    else {
      throw wrong(
        member.key, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  func wrong(_ key: String, _ wanted: String) -> Failure {
    Failure("\"\(key)\" is not \(wanted)", at: .file(path), remedy: "correct the manifest")
  }
}
