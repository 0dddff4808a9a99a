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

  /// The encoding that a catalogue's header declares (`charset=`), where the start of a file is one.
  ///
  /// Headers are ASCII in all encodings that catalogues may have.
  static func declaredEncoding(_ start: ArraySlice<UInt8>, format: CorpusFormat?) -> String? {
    guard format.map({ $0 == .po }) ?? recognizes(FormatSample(Array(start))) else { return nil }
    let mark = Array("charset=".utf8)
    guard
      let place = start.indices.first(where: {
        start[$0] == mark[0] && start[$0...].starts(with: mark)
      })
    else { return nil }
    let name = start[(place + mark.count)...].prefix {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) || $0 == UInt8(ascii: "-")
        || $0 == UInt8(ascii: "_")
    }
    // A template says CHARSET; what ICU does not know is an error that names it.
    let encoding = String(decoding: name, as: UTF8.self)
    return encoding.isEmpty || encoding == "CHARSET" ? nil : encoding
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
