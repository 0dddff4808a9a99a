import Groundwork
import Tokenization

extension TiktokenSpecification {
  /// Reads a side file: one encoding as a JSON object.
  ///
  /// `pat_str` (or `config.pattern`) is needed. `name`, `special_tokens` (an object of text and id, an
  /// array of objects with `token_str` or `text` or `content` and `rank` or `id`, or null),
  /// `explicit_n_vocab` (or `config.default_vocab_size`) and `first_ordinary_id` (or
  /// `config.default_num_special_tokens`) may be there. Other keys are notes.
  public init(sideFile path: String) throws(Failure) {
    try self.init(JSONValue(contentsOf: path), file: path)
  }

  /// Reads one entry of a file that holds many encodings by name, such as `encodings.json`.
  public init(encoding name: String, of path: String) throws(Failure) {
    guard let value = try JSONValue(contentsOf: path)[name] else {
      throw Failure(
        "has no encoding named \(name)", at: .file(path), remedy: "name one that is there")
    }
    try self.init(value, file: path)
    if self.name == nil { self.name = name }
  }

  /// Finds what belongs to a rank file: the file of the same stem with `.json`, or else the entry of
  /// that stem in `encodings.json` beside it; nil where there is neither.
  public static func beside(rankFile path: String) throws(Failure) -> TiktokenSpecification? {
    let folder = parentPath(path)
    let stem = pathStem(path)
    let own = joinPath(folder, stem + ".json")
    if fileSize(own) != nil {
      return try TiktokenSpecification(sideFile: own).checkingPattern(of: own)
    }
    let many = joinPath(folder, "encodings.json")
    if fileSize(many) != nil, try JSONValue(contentsOf: many)[stem] != nil {
      return try TiktokenSpecification(encoding: stem, of: many).checkingPattern(of: many)
    }
    return nil
  }

  /// The same, or the pattern's failure at the file that gives it: no fault of the call.
  public func checkingPattern(of file: String) throws(Failure) -> TiktokenSpecification {
    do throws(Failure) {
      _ = try SplitPattern.splitter(for: pattern)
      return self
    } catch {
      throw Failure(error.problem, at: .file(file), remedy: error.remedy)
    }
  }

  /// Reads one encoding from JSON.
  public init(_ value: JSONValue, file: String) throws(Failure) {
    func wrong(_ problem: String, _ remedy: String) -> Failure {
      Failure(problem, at: .file(file), remedy: remedy)
    }
    let config = value["config"]
    guard let pattern = value["pat_str"]?.string ?? config?["pattern"]?.string else {
      throw wrong("has no split pattern", "give it as \"pat_str\"")
    }
    func number(_ key: String, _ configKey: String) throws(Failure) -> Int? {
      guard let found = value[key] ?? config?[configKey] else { return nil }
      if case .null = found { return nil }
      guard let number = found.integer, (0...Int(UInt32.max)).contains(number) else {
        throw wrong("\"\(key)\" is not a whole number", "correct the value")
      }
      return number
    }
    let first = try number("first_ordinary_id", "default_num_special_tokens") ?? 0
    let size = try number("explicit_n_vocab", "default_vocab_size")
    let specials = try Self.specials(value["special_tokens"] ?? .null, file: file)
    self.init(
      name: value["name"]?.string, pattern: pattern, specials: specials,
      firstOrdinaryID: UInt32(first), explicitVocabularySize: size)
  }

  private static func specials(
    _ value: JSONValue, file: String
  ) throws(Failure) -> [Special] {
    var specials: [Special] = []
    func add(_ text: String?, _ id: JSONValue?) throws(Failure) {
      guard let text, let id = id?.integer, (0...Int(UInt32.max)).contains(id) else {
        throw Failure(
          "the special token \(text.map { "\"\($0)\"" } ?? "without text") has no id",
          at: .file(file), remedy: "give each special token a whole number as its id")
      }
      specials.append(Special(text: text, id: UInt32(id)))
    }
    switch value {
    case .null: break
    case .object(let members):
      for member in members { try add(member.key, member.value) }
    case .array(let values):
      for value in values {
        let text = value["token_str"] ?? value["text"] ?? value["content"]
        try add(text?.string, value["rank"] ?? value["id"])
      }
    default:
      throw Failure(
        "\"special_tokens\" is neither an object nor a list", at: .file(file),
        remedy: "give an object of texts and ids, or null")
    }
    return specials
  }
}
