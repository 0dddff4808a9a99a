import Groundwork

/// Reads gettext catalogues: a document is a translation that is in use, each plural form for itself.
///
/// Left out are the header, what is not translated, fuzzy and obsolete entries.
enum POSource: CorpusSource {
  static let format = CorpusFormat.po

  /// Whether the first line that is neither blank nor a comment is `msgid "…`, `msgctxt "…` or `domain "…`.
  static func recognizes(_ sample: FormatSample) -> Bool {
    let line = sample.lines.lazy.map { $0.drop { POString.isSpace($0) } }
      .first { !$0.isEmpty && $0.first != UInt8(ascii: "#") }
    guard let line, let keyword = POKeyword(line), keyword.startsEntry else { return false }
    let rest = line.dropFirst(keyword.name.utf8.count).drop { POString.isSpace($0) }
    return rest.first == UInt8(ascii: "\"")
  }

  static func read(_ reader: RecordedReader, into writer: inout BatchWriter) throws(Failure) {
    let lines = CorpusLines(reader)
    var parser = POParser(file: reader.name)
    while let line = try lines.next() {
      if parser.ends(before: line) { try add(parser, to: &writer) }
      try parser.take(line, number: lines.number)
    }
    if try parser.finish() { try add(parser, to: &writer) }
  }

  private static func add(_ parser: POParser, to writer: inout BatchWriter) throws(Failure) {
    guard parser.isTranslated else { return }
    for translation in parser.translations where !translation.isEmpty {
      // Octal and hexadecimal escapes can make any bytes.
      if firstInvalidUTF8(translation) != nil {
        throw Failure(
          "escapes make a translation that is not UTF-8", at: parser.place,
          remedy: "write its characters without escapes")
      }
      try writer.add(translation)
    }
  }
}
