import Groundwork
import Tokenization

/// What the files beside a tokenizer.json change about it.
///
/// A plain value that a manifest can hold, so that ids stay the same where the tokenizer.json is found
/// without its folder.
public struct PublishedSettings: Sendable, Hashable {
  /// An added token with its flags.
  public struct Token: Sendable, Hashable {
    /// The text that it stands for.
    public var content: String
    /// Whether it counts only where no word scalar stands beside it.
    public var isSingleWord = false
    /// Whether it takes the white space before it.
    public var stripsLeft = false
    /// Whether it takes the white space behind it.
    public var stripsRight = false
    /// Whether it is looked for in the normalized text.
    public var isNormalized: Bool
    /// Whether it is a mark such as `<s>`.
    public var isSpecial: Bool

    /// Creates a token as transformers makes one of a text alone.
    public init(_ content: String, isSpecial: Bool) {
      self.content = content
      self.isSpecial = isSpecial
      isNormalized = !isSpecial
    }
  }

  /// What Bert's normalizer is to do.
  public struct Bert: Sendable, Hashable {
    /// Whether text is lowered.
    public var lowercase: Bool
    /// Whether accents are dropped; nil for as `lowercase` says.
    public var stripAccents: Bool?
    /// Whether CJK ideographs are set apart.
    public var handleChineseCharacters: Bool
  }

  /// The tokens around a text.
  public struct Template: Sendable, Hashable {
    /// The token before it.
    public var begin: String?
    /// The token behind it.
    public var end: String?
  }

  /// Tokens that are added after those of the file, or in their place, in order.
  public var tokens: [Token] = []
  /// Whether a byte-level pre-tokenizer puts a space before the text; nil for as the file says.
  public var addPrefixSpace: Bool?
  /// What Bert's normalizer is to do; nil for as the file says.
  public var bert: Bert?
  /// What goes around a text; nil for as the file says.
  public var template: Template?

  /// Creates settings that change nothing.
  public init() {}

  /// Whether nothing is changed.
  public var isEmpty: Bool { self == PublishedSettings() }

  /// What is changed, for people.
  var facts: [TokenizerSummary.Detail] {
    var facts: [TokenizerSummary.Detail] = []
    func add(_ name: String, _ value: String) { facts.append(.init(name, value)) }
    if !tokens.isEmpty {
      add("tokens added by files beside it", "\(tokens.count)")
    }
    if let addPrefixSpace { add("add_prefix_space by tokenizer_config.json", "\(addPrefixSpace)") }
    if let bert {
      let accents = bert.stripAccents.map { "\($0)" } ?? "null"
      add(
        "normalizer by tokenizer_config.json",
        "lowercase \(bert.lowercase), strip_accents \(accents), "
          + "handle_chinese_chars \(bert.handleChineseCharacters)")
    }
    if let template {
      add(
        "template by tokenizer_config.json",
        [template.begin, "$A", template.end].compactMap { $0 }.joined(separator: " "))
    }
    return facts
  }
}

extension PublishedSettings {
  /// Reads settings from a manifest.
  ///
  /// - Throws: `Failure` for what is no such object.
  public init(_ json: JSONValue, file: String) throws(Failure) {
    var fields = try JSONFields(json, path: "specification", file: file)
    for (number, value) in (try fields.array("added_tokens") ?? []).enumerated() {
      tokens.append(try Token(value, path: "specification.added_tokens[\(number)]", file: file))
    }
    addPrefixSpace = try fields.bool("add_prefix_space")
    if let value = fields.take("normalizer") {
      var inner = try JSONFields(value, path: "specification.normalizer", file: file)
      bert = Bert(
        lowercase: try inner.needBool("lowercase"), stripAccents: try inner.bool("strip_accents"),
        handleChineseCharacters: try inner.needBool("handle_chinese_chars"))
      try inner.finish()
    }
    if let value = fields.take("template") {
      var inner = try JSONFields(value, path: "specification.template", file: file)
      template = Template(begin: try inner.string("begin"), end: try inner.string("end"))
      try inner.finish()
    }
    try fields.finish()
  }

  /// The settings as a manifest holds them.
  public var json: JSONValue {
    var members: [JSONValue.Member] = []
    if !tokens.isEmpty { members.append(.init("added_tokens", .array(tokens.map(\.json)))) }
    if let addPrefixSpace { members.append(.init("add_prefix_space", .bool(addPrefixSpace))) }
    if let bert {
      members.append(
        .init(
          "normalizer",
          .object([
            .init("lowercase", .bool(bert.lowercase)),
            .init("strip_accents", bert.stripAccents.map { .bool($0) } ?? .null),
            .init("handle_chinese_chars", .bool(bert.handleChineseCharacters)),
          ])))
    }
    if let template {
      members.append(
        .init(
          "template",
          .object([
            .init("begin", template.begin.map { .string($0) } ?? .null),
            .init("end", template.end.map { .string($0) } ?? .null),
          ])))
    }
    return .object(members)
  }
}

extension PublishedSettings.Token {
  /// Reads a token as `tokenizer_config.json` and tokenizer.json write it.
  ///
  /// - Parameter isSpecial: what it is taken for where it does not say so itself.
  init(
    _ json: JSONValue, path: String, file: String, isSpecial: Bool = false
  ) throws(Failure) {
    var fields = try JSONFields(json, path: path, file: file)
    let content = try fields.needString("content")
    self.init(content, isSpecial: try fields.bool("special") ?? isSpecial)
    isSingleWord = try fields.bool("single_word") ?? false
    stripsLeft = try fields.bool("lstrip") ?? false
    stripsRight = try fields.bool("rstrip") ?? false
    isNormalized = try fields.bool("normalized") ?? !self.isSpecial
    for note in ["id", "__type"] { _ = fields.take(note) }
    try fields.finish()
  }

  var json: JSONValue {
    .object([
      .init("content", .string(content)), .init("single_word", .bool(isSingleWord)),
      .init("lstrip", .bool(stripsLeft)), .init("rstrip", .bool(stripsRight)),
      .init("normalized", .bool(isNormalized)), .init("special", .bool(isSpecial)),
    ])
  }
}

extension PublishedSettings {
  /// A normalizer with what is set.
  func normalizer(_ value: JSONValue?) -> JSONValue? {
    guard let bert, let value else { return value }
    return value.setting([
      .init("lowercase", .bool(bert.lowercase)),
      .init("strip_accents", bert.stripAccents.map { .bool($0) } ?? .null),
      .init("handle_chinese_chars", .bool(bert.handleChineseCharacters)),
    ])
  }

  /// A pre-tokenizer with what is set.
  func preTokenizer(_ value: JSONValue?) -> JSONValue? {
    guard let addPrefixSpace, let value else { return value }
    return value.setting([.init("add_prefix_space", .bool(addPrefixSpace))])
  }
}

extension JSONValue {
  /// An object with some members in the place of those with their keys.
  fileprivate func setting(_ new: [Member]) -> JSONValue {
    guard case .object(let old) = self else { return self }
    return .object(old.filter { member in !new.contains { $0.key == member.key } } + new)
  }
}
