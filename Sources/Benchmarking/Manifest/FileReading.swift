import Corpora
import Groundwork

/// How a corpus file is read, as members of its entry in a manifest.
///
/// What is by default is not written.
enum FileReading {
  /// The members for what is not by default.
  static func members(_ file: Manifest.File) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    func add(_ key: String, _ text: String?) {
      if let text { members.append(.init(key, .string(text))) }
    }
    let reading = file.reading
    add("format", file.format?.rawValue)
    add("document", reading.document == .line ? nil : reading.document.rawValue)
    add("field", reading.field)
    add("column", reading.column)
    if !reading.hasQuotes { members.append(.init("quotes", .bool(false))) }
    add("textLanguage", reading.language)
    add("encoding", reading.encoding)
    add("invalid", reading.invalid == .error ? nil : reading.invalid.rawValue)
    if reading.keepGoing { members.append(.init("keepGoing", .bool(true))) }
    return members
  }

  /// Takes a member of a file's entry; false where its value is none that it can have.
  ///
  /// Members that say nothing of reading are passed over.
  static func set(_ member: JSONValue.Member, of file: inout Manifest.File) -> Bool {
    let text = member.value.string
    let flag = member.value.bool
    switch member.key {
    case "format":
      file.format = text.flatMap(CorpusFormat.init(rawValue:))
      return file.format != nil
    case "document":
      guard let unit = text.flatMap(DocumentUnit.init(rawValue:)) else { return false }
      file.reading.document = unit
    case "field": file.reading.field = text
    case "column": file.reading.column = text
    case "textLanguage": file.reading.language = text
    case "encoding": file.reading.encoding = text
    case "quotes":
      guard let flag else { return false }
      file.reading.hasQuotes = flag
      return true
    case "invalid":
      guard let invalid = text.flatMap(InvalidBytes.init(rawValue:)) else { return false }
      file.reading.invalid = invalid
    case "keepGoing":
      guard let flag else { return false }
      file.reading.keepGoing = flag
      return true
    default: return true
    }
    return text != nil
  }
}
