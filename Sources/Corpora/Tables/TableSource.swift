import Groundwork

/// Reads comma-separated values: a document is the field in one column of each row.
///
/// Fields are parted by commas, or by semicolons where the first row has those and no comma.
enum CSVSource: CorpusSource {
  static let format = CorpusFormat.csv

  static func recognizes(_ sample: FormatSample) -> Bool {
    TableShape.isTable(sample, delimiter: TableShape.csvDelimiter(sample.bytes), column: "text")
  }

  static func read(_ reader: RecordedReader, into writer: inout BatchWriter) throws(Failure) {
    try TableReading.read(reader, into: &writer, delimiter: nil)
  }
}

/// Reads tab-separated values: a document is the field in one column of each row.
enum TSVSource: CorpusSource {
  static let format = CorpusFormat.tsv

  static func recognizes(_ sample: FormatSample) -> Bool {
    TableShape.isTable(sample, delimiter: 0x09, column: "text")
  }

  static func read(_ reader: RecordedReader, into writer: inout BatchWriter) throws(Failure) {
    try TableReading.read(reader, into: &writer, delimiter: 0x09)
  }
}

/// What both kinds of tables have in common.
private enum TableReading {
  /// Reads a table; `delimiter` nil is a comma or a semicolon, as the first row shows.
  static func read(
    _ reader: RecordedReader, into writer: inout BatchWriter, delimiter: UInt8?
  ) throws(Failure) {
    let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: RecordedReader.chunk)
    defer { chunk.deallocate() }
    let delimiter =
      if let delimiter { delimiter } else {
        TableShape.csvDelimiter(try reader.peek(FormatSample.limit))
      }
    var parser = TableParser(
      delimiter: delimiter, hasQuotes: reader.options.hasQuotes, file: reader.name)
    var column = TableColumn(reader.options.column)
    while true {
      let count = try reader.read(into: chunk)
      if count == 0 { break }
      let bytes = UnsafeBufferPointer(rebasing: chunk[..<count])
      var position = 0
      while try parser.nextRecord(in: bytes, from: &position) {
        try column.add(parser, file: reader.name, to: &writer)
      }
    }
    if try parser.finish() { try column.add(parser, file: reader.name, to: &writer) }
  }
}

/// The column of a table that holds the text.
private struct TableColumn {
  /// The name in the first row, or the number from 1.
  let wanted: String
  private var index: Int?
  private var fields = 0

  init(_ wanted: String?) { self.wanted = wanted ?? "text" }

  /// Adds the field of a record; the first record decides where it is.
  mutating func add(
    _ record: TableParser, file: String, to writer: inout BatchWriter
  ) throws(Failure) {
    guard let index else { return try start(record, file, &writer) }
    if record.ends.count != fields {
      throw Failure(
        "the row has \(TableColumn.count(record.ends.count)), but the first has \(fields)",
        at: .line(record.recordLine, of: file),
        remedy: "put fields that hold the delimiter in quotes, or read lines with --format text")
    }
    try writer.add(Array(record.field(index)))
  }

  private mutating func start(
    _ record: TableParser, _ file: String, _ writer: inout BatchWriter
  ) throws(Failure) {
    fields = record.ends.count
    if let named = (0..<fields).first(where: { record.field($0).elementsEqual(wanted.utf8) }) {
      index = named
      return
    }
    guard let number = Int(wanted), number > 0 else {
      throw Failure(
        "the first row has no column \"\(wanted)\"", at: .line(record.recordLine, of: file),
        remedy: "name a column, or its number, with --column: \(names(record))")
    }
    guard number <= fields else {
      throw Failure(
        "there is no column \(number): the first row has \(TableColumn.count(fields))",
        at: .line(record.recordLine, of: file), remedy: "name a column with --column")
    }
    index = number - 1
    try writer.add(Array(record.field(number - 1)))
  }

  private func names(_ record: TableParser) -> String {
    let shown = (0..<min(fields, 8)).map { index in
      let name = String(decoding: record.field(index).prefix(40), as: UTF8.self)
      return name.isEmpty ? "\(index + 1)" : name
    }
    return shown.joined(separator: ", ") + (fields > 8 ? ", …" : "")
  }

  private static func count(_ fields: Int) -> String {
    fields == 1 ? "1 field" : "\(fields) fields"
  }
}
