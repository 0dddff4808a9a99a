import Corpora
import Groundwork

/// How one corpus file is read where it is not as the manifest says for all: the column of a table, say.
public struct FileReading: Sendable, Hashable {
  /// How the file is written; nil is as the manifest says.
  public var format: CorpusFormat?
  /// The column of a table.
  public var column: String?
  /// Whether quotes in tables hold fields together.
  public var hasQuotes = true
  /// The language that is read of a file of several.
  public var language: String?

  /// Creates a reading that is as the manifest says.
  public init() {}

  /// What a member of a parallel corpus says of its own file.
  init(_ file: CorpusFile, unlike options: ReadingOptions) {
    format = file.format
    column = file.options.column == options.column ? nil : file.options.column
    hasQuotes = file.options.hasQuotes || !options.hasQuotes
    language = file.options.language == options.language ? nil : file.options.language
  }

  /// The options of the manifest with those of the file put over them.
  func options(over options: ReadingOptions) -> ReadingOptions {
    var options = options
    options.column = column ?? options.column
    options.hasQuotes = options.hasQuotes && hasQuotes
    options.language = language ?? options.language
    return options
  }

  /// The members of the file's entry.
  var members: [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    if let format { members.append(.init("format", .string(format.rawValue))) }
    if let column { members.append(.init("column", .string(column))) }
    if !hasQuotes { members.append(.init("quotes", .bool(false))) }
    if let language { members.append(.init("textLanguage", .string(language))) }
    return members
  }

  /// Takes a member of a file's entry; what it must be, where it is not.
  ///
  /// Members that say nothing of reading are passed over.
  mutating func set(_ member: JSONValue.Member) -> String? {
    let text = member.value.string
    switch member.key {
    case "format":
      guard let known = text.flatMap(CorpusFormat.init(rawValue:)) else {
        return "one of: " + CorpusFormat.allCases.map(\.rawValue).joined(separator: ", ")
      }
      format = known
    case "column":
      guard let text else { return "a text" }
      column = text
    case "quotes":
      guard let flag = member.value.bool else { return "true or false" }
      hasQuotes = flag
    case "textLanguage":
      guard let text else { return "a text" }
      language = text
    default: break
    }
    return nil
  }
}
