import Groundwork
import TokenizerMetrics

/// What `report diff` reads of a report's result.json.
///
/// It takes what every version wrote and passes over members that it does not know.
public struct RecordedResult: Sendable {
  /// One number.
  public struct Row: Sendable, Hashable {
    /// The tokenizer's name.
    public var tokenizer: String
    /// The corpus's name.
    public var corpus: String
    /// The language tag.
    public var language: String
    /// The metric's id.
    public var metric: String
    /// The value; nil where there is none.
    public var value: Double?
    /// The interval's lower end.
    public var low: Double?
    /// The interval's upper end.
    public var high: Double?
    /// Why there is no value.
    public var why: String?
    /// The conditions, in their order.
    public var policy: [NamedText]
  }

  /// Something that went in: a name and what tells whether it is the same.
  public struct Part: Sendable, Hashable {
    /// What it is: `version`, `setting`, `tokenizer`, `text`, `morphemes`, `missing`, `warning`.
    public var kind: String
    /// Its name, unique among its kind.
    public var name: String
    /// Its value, such as a version or a hash.
    public var value: String
  }

  /// The version of Derlius.
  public var derlius: String
  /// What went in, in a fixed order.
  public var parts: [Part]
  /// The numbers.
  public var rows: [Row]
  /// Names of metrics by id.
  public var metricNames: [NamedText]
  /// English names of languages by tag.
  public var languageNames: [NamedText]

  /// Reads a report: a folder with a result.json, or such a file.
  ///
  /// - Throws: `Failure` where it is none.
  public init(contentsOf path: String) throws(Failure) {
    let isFolder = isDirectory(path)
    let file = isFolder ? joinPath(path, "result.json") : path
    if isFolder, !exists(file) {
      throw Failure(
        "is no report: it has no result.json", at: .file(path),
        remedy: "name a folder that derlius bench wrote, or its result.json")
    }
    try self.init(parsing: try readFile(file), file: file)
  }

  /// Reads the content of a result.json; `file` names it in errors.
  public init(parsing bytes: [UInt8], file: String) throws(Failure) {
    let json = try JSONValue(parsing: bytes, file: file)
    guard let derlius = json["derlius"]?.string, let rows = json["rows"]?.array else {
      throw Failure(
        "is no result of a benchmark: it has no \"derlius\" and \"rows\"", at: .file(file),
        remedy: "name a folder that derlius bench wrote, or its result.json")
    }
    if let schema = json["schema"], schema.integer != ResultJSON.schema {
      throw Failure(
        "has schema \(schema.serialized()), and this version of Derlius reads \(ResultJSON.schema)",
        at: .file(file), remedy: "use the version of Derlius that wrote it: \(derlius)")
    }
    self.derlius = derlius
    self.rows = []
    for (index, row) in rows.enumerated() {
      guard let read = Self.row(row) else {
        throw Failure(
          "rows[\(index)] is no row: it has no tokenizer, corpus, language or metric",
          at: .file(file), remedy: "get the report again")
      }
      self.rows.append(read)
    }
    parts = [Part(kind: "version", name: "derlius", value: derlius)]
    parts += Self.texts(json["versions"]).map {
      Part(kind: "version", name: $0.name, value: $0.value)
    }
    parts += (json["settings"]?.members ?? []).map {
      Part(kind: "setting", name: $0.key, value: $0.value.string ?? $0.value.serialized())
    }
    parts += Self.inputs(json)
    metricNames = Self.named(json["metrics"], "id", "name")
    languageNames = Self.texts(json["languageNames"])
  }

  private static func row(_ json: JSONValue) -> Row? {
    guard let tokenizer = json["tokenizer"]?.string, let corpus = json["corpus"]?.string,
      let language = json["language"]?.string, let metric = json["metric"]?.string
    else { return nil }
    return Row(
      tokenizer: tokenizer, corpus: corpus, language: language, metric: metric,
      value: json["value"]?.double, low: json["low"]?.double, high: json["high"]?.double,
      why: json["why"]?.string, policy: texts(json["policy"]))
  }

  private static func inputs(_ json: JSONValue) -> [Part] {
    var parts: [Part] = []
    func add(_ kind: String, _ name: String, _ value: String) {
      // A name that is there twice, as of chained morphemes, is numbered.
      let count = parts.count {
        $0.kind == kind && ($0.name == name || $0.name.hasPrefix("\(name) #"))
      }
      parts.append(
        Part(kind: kind, name: count == 0 ? name : "\(name) #\(count + 1)", value: value))
    }
    for entry in json["tokenizers"]?.array ?? [] {
      let isControl = entry["control"]?.bool ?? false
      add(
        "tokenizer", entry["name"]?.string ?? "",
        isControl ? "control" : entry["sha256"]?.string ?? "")
    }
    for corpus in json["corpora"]?.array ?? [] {
      for language in corpus["languages"]?.array ?? [] {
        add(
          "text", "\(corpus["name"]?.string ?? "") \(language["language"]?.string ?? "")",
          language["sha256"]?.string ?? "")
      }
    }
    for entry in json["morphologies"]?.array ?? [] {
      add(
        "morphemes", "\(entry["language"]?.string ?? "") \(entry["file"]?.string ?? "")",
        entry["sha256"]?.string ?? "")
    }
    for entry in json["missing"]?.array ?? [] {
      add("missing", entry["name"]?.string ?? "", entry["why"]?.string ?? "")
    }
    for warning in json["warnings"]?.array ?? [] { add("warning", warning.string ?? "", "given") }
    return parts
  }

  private static func texts(_ json: JSONValue?) -> [NamedText] {
    (json?.members ?? []).map { NamedText($0.key, $0.value.string ?? $0.value.serialized()) }
  }

  private static func named(_ json: JSONValue?, _ name: String, _ value: String) -> [NamedText] {
    (json?.array ?? []).compactMap { entry in
      guard let key = entry[name]?.string, let text = entry[value]?.string else { return nil }
      return NamedText(key, text)
    }
  }
}
