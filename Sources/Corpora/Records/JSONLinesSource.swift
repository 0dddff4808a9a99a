import Groundwork

/// Reads JSON Lines: each line is an object, and the string in one of its fields is a document.
///
/// The field is `text` unless `ReadingOptions.field` names another: a key, or a path of keys with dots. A
/// key that itself holds the dots is found too. Of a key that stands twice the first counts. Blank lines
/// are passed over. A record is a group: what stands in it was written as one.
enum JSONLinesSource: CorpusSource {
  static let format = CorpusFormat.jsonl

  /// Whether the first line that is not blank is an object with a member, or begins like one where the
  /// sample ends within it.
  static func recognizes(_ sample: FormatSample) -> Bool {
    guard sample.trimmed.first == UInt8(ascii: "{") else { return false }
    guard let line = sample.lines.first(where: { !isBlank($0) }) else {
      return beginsLikeObject(sample.trimmed)
    }
    return line.withUnsafeBufferPointer { isObject($0) }
  }

  static func read(_ reader: RecordedReader, into writer: inout BatchWriter) throws(Failure) {
    let lines = CorpusLines(reader)
    var finder = JSONFieldFinder(reader.options.field ?? "text")
    while let line = try lines.next() {
      if isBlank(line) { continue }
      let place = Place.line(lines.number, of: reader.name)
      let found: JSONFieldFinder.Found
      do throws(Failure) {
        found = try finder.find(in: line, file: reader.name)
      } catch {
        throw Failure(
          error.problem, at: place, remedy: "correct the line, which must be one JSON object")
      }
      guard found == .string else { throw finder.failure(found, at: place) }
      writer.beginGroup("record")
      try writer.add(finder.value)
    }
  }

  private static func isBlank(_ line: some Sequence<UInt8>) -> Bool {
    line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }

  private static func isObject(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    do throws(Failure) {
      var scanner = try JSONScanner(line, file: "")
      try scanner.open(.object)
      guard try scanner.more(in: .object, first: true) else { return false }
      scanner.position = 0
      try scanner.skip()
      try scanner.end()
      return true
    } catch {
      return false
    }
  }

  /// Whether the bytes are a brace, a key in quotes and a colon, and then whatever.
  private static func beginsLikeObject(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes.dropFirst().drop { $0 == 0x20 || $0 == 0x09 }
    guard rest.popFirst() == UInt8(ascii: "\"") else { return false }
    while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
      if byte < 0x20 { return false }
      if byte == UInt8(ascii: "\\") { rest = rest.dropFirst() }
    }
    return rest.drop { $0 == 0x20 || $0 == 0x09 }.first == UInt8(ascii: ":")
  }
}
