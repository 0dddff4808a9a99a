import Groundwork
import Segmentation

/// Reads the rows of a segment list into a table.
struct SegmentListReader {
  private(set) var counts = SegmentList.Counts()
  private(set) var table: SegmentTable
  private let file: String
  private let form: LookupForm
  private let segments: LookupForm
  private var columns = Columns()
  private var cuts: [Int] = []

  /// The columns, counted from 0.
  private struct Columns {
    var form = 0
    var segments = 1
    var frequency: Int? = 2
    var hasHeader = false
  }

  init(file: String, language: String, bytes: Int) throws(Failure) {
    self.file = file
    form = try LookupForm(language: language)
    segments = try LookupForm(language: language)
    table = SegmentTable(capacity: bytes / 64)
  }

  mutating func read(_ bytes: [UInt8]) throws(Failure) {
    if bytes.isEmpty {
      throw Failure(
        "is empty", at: .file(file), remedy: "give a line for each form: form, tab, segments")
    }
    if let invalid = firstInvalidUTF8(bytes) {
      throw Failure(
        "is not UTF-8", at: .byte(invalid, of: file),
        remedy: "convert the file to UTF-8, for example with iconv")
    }
    var line = 0
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      let newline = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let end = newline > start && bytes[newline - 1] == 0x0D ? newline - 1 : newline
      line += 1
      if end > start {
        let fields = bytes[start..<end].split(separator: 0x09, omittingEmptySubsequences: false)
        if line == 1, let found = Self.header(fields) {
          columns = found
        } else {
          try add(fields, line)
        }
      }
      start = newline + 1
    }
    if counts.rows == 0 {
      throw Failure(
        "holds no rows", at: .file(file), remedy: "give a line for each form: form, tab, segments")
    }
    counts.forms = table.forms.count
    counts.ambiguousForms = table.ambiguous
  }

  private static func header(_ fields: [ArraySlice<UInt8>]) -> Columns? {
    let names = fields.map { String(decoding: $0, as: UTF8.self).lowercased() }
    guard let form = names.firstIndex(where: { $0 == "form" || $0 == "wordform" }),
      let segments = names.firstIndex(where: { $0 == "segments" || $0 == "segmentation" })
    else { return nil }
    return Columns(
      form: form, segments: segments, frequency: names.firstIndex(of: "frequency"),
      hasHeader: true)
  }

  private mutating func add(_ fields: [ArraySlice<UInt8>], _ line: Int) throws(Failure) {
    guard fields.count > 1 else {
      throw Failure(
        "the line has no tab", at: .line(line, of: file),
        remedy: "write a form, a tab and its segments")
    }
    let needed = max(columns.form, columns.segments) + 1
    guard fields.count >= needed else {
      throw Failure(
        "the line has \(fields.count) columns where the header's names need \(needed)",
        at: .line(line, of: file), remedy: "write every column of the header")
    }
    let frequency = try frequency(fields, line)
    let written = fields[columns.form]
    let parts = fields[columns.segments]
    counts.rows += 1
    try make(form, written)
    try make(segments, parts)
    let isWhole = form.bytes.withUnsafeBufferPointer { form in
      segments.bytes.withUnsafeBufferPointer { segments in
        !form.isEmpty
          && SegmentAlignment.findCuts(form: form, segments: segments, into: &cuts)
      }
    }
    guard isWhole else {
      counts.dropped += 1
      if counts.droppedExamples.count < 10 {
        counts.droppedExamples.append(
          .init(
            line: line, form: String(decoding: written, as: UTF8.self),
            segments: String(decoding: parts, as: UTF8.self)))
      }
      return
    }
    if written.contains(0x2D) { counts.hyphenForms += 1 }
    if !Self.letters(of: written).elementsEqual(Self.letters(of: parts)) {
      counts.caseDifferences += 1
    }
    form.bytes.withUnsafeBufferPointer { table.add($0, cuts: cuts, frequency: frequency) }
  }

  private static func letters(of text: ArraySlice<UInt8>) -> some Sequence<UInt8> {
    text.lazy.filter { $0 != 0x2D && $0 != 0x20 }
  }

  private func make(_ lookup: LookupForm, _ text: ArraySlice<UInt8>) throws(Failure) {
    let failure = text.withUnsafeBufferPointer { (text) -> Failure? in
      do throws(Failure) {
        try lookup.make(text)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  /// The row's frequency; 0 where there is no such column.
  private func frequency(
    _ fields: [ArraySlice<UInt8>], _ line: Int
  ) throws(Failure) -> Int {
    guard let column = columns.frequency, column < fields.count else { return 0 }
    let text = String(decoding: fields[column], as: UTF8.self)
    if let value = Int(text), value >= 0 { return value }
    // Without a header the third column may be anything.
    if !columns.hasHeader || text.isEmpty { return 0 }
    throw Failure(
      "the frequency `\(text)` is not a whole number", at: .line(line, of: file),
      remedy: "write a count, or leave the field empty")
  }
}
