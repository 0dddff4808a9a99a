import Groundwork
import Tokenization

/// What the tables of a compiled vocabulary do not say: pattern, special tokens, where it comes from.
struct CompiledDescription {
  /// The format of the source, such as `tiktoken`.
  var format: String
  /// The model, such as `bpe`.
  var model: String
  /// SHA-256 of the source.
  var sha256: String
  /// The split pattern: a name or a regular expression.
  var pattern: String
  /// The special tokens, in the order of ids.
  var specials: [SpecialToken]
  /// What was added to each rank.
  var firstOrdinaryID: UInt32
  /// The number of ids.
  var vocabularySize: Int
  /// Further facts about the source.
  var details: [TokenizerSummary.Detail]

  private static let sourceDetail = "source sha256"

  /// Describes a tokenizer; of one that was compiled already its source.
  init(_ tokenizer: RankTokenizer) {
    let summary = tokenizer.summary
    format = summary.format
    sha256 = summary.sha256
    details = summary.details
    if let inner = Self.inner(format), let source = details.last, source.name == Self.sourceDetail {
      format = inner
      sha256 = source.value
      details.removeLast()
    }
    model = summary.model
    pattern = tokenizer.splitter.name
    let vocabulary = tokenizer.vocabulary
    // One without a text is in no list of those that can be looked for.
    let silent = (0..<UInt32(vocabulary.count)).filter {
      vocabulary.kind(of: $0) == .control && vocabulary[$0].isEmpty
    }
    specials = tokenizer.specials + silent.map { SpecialToken(bytes: [], id: $0) }
    firstOrdinaryID = tokenizer.firstOrdinaryID
    vocabularySize = vocabulary.count
  }

  /// The summary of the compiled file with this hash.
  func summary(sha256 own: String, _ splitter: any Splitter) -> TokenizerSummary {
    var summary = TokenizerSummary(
      format: "compiled (\(format))", model: model, pattern: splitter.name, sha256: own,
      details: details + [.init(Self.sourceDetail, sha256)])
    summary.engines = [MatchingEngine(splitter)]
    return summary
  }

  private static func inner(_ format: String) -> String? {
    guard format.hasPrefix("compiled ("), format.hasSuffix(")") else { return nil }
    return String(format.dropFirst("compiled (".count).dropLast())
  }
}

extension CompiledDescription {
  /// Reads the description out of a file.
  init(_ value: JSONValue) throws(Failure) {
    func wrong(_ name: String) -> Failure { Failure("the description has no \(name)") }
    func text(_ name: String) throws(Failure) -> String {
      guard let text = value[name]?.string else { throw wrong(name) }
      return text
    }
    func number(_ name: String) throws(Failure) -> Int {
      guard let number = value[name]?.integer, (0...Int(UInt32.max)).contains(number) else {
        throw wrong(name)
      }
      return number
    }
    format = try text("format")
    model = try text("model")
    sha256 = try text("sha256")
    pattern = try text("pattern")
    firstOrdinaryID = UInt32(try number("first_ordinary_id"))
    vocabularySize = try number("vocabulary_size")
    specials = []
    for entry in value["special_tokens"]?.array ?? [] {
      guard let entry = entry.array, entry.count == 2, let text = entry[0].string,
        let id = entry[1].integer, (0...Int(UInt32.max)).contains(id)
      else { throw wrong("special_tokens") }
      specials.append(SpecialToken(bytes: Array(text.utf8), id: UInt32(id)))
    }
    details = []
    for entry in value["details"]?.array ?? [] {
      guard let entry = entry.array, entry.count == 2, let name = entry[0].string,
        let text = entry[1].string
      else { throw wrong("details") }
      details.append(.init(name, text))
    }
  }

  /// The description as a file holds it.
  var json: JSONValue {
    .object([
      .init("format", .string(format)), .init("model", .string(model)),
      .init("sha256", .string(sha256)), .init("pattern", .string(pattern)),
      .init("first_ordinary_id", .integer(firstOrdinaryID)),
      .init("vocabulary_size", .integer(vocabularySize)),
      .init(
        "special_tokens",
        .array(specials.map { .array([.string($0.text), .integer($0.id)]) })),
      .init("details", .array(details.map { .array([.string($0.name), .string($0.value)]) })),
    ])
  }
}
