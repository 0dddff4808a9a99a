import Groundwork
import Segmentation

/// Reads plain text: a document is a line, a paragraph or the file.
enum TextSource: CorpusSource {
  static let format = CorpusFormat.text

  static func recognizes(_ sample: FormatSample) -> Bool { true }

  static func read(_ reader: RecordedReader, into writer: inout BatchWriter) throws(Failure) {
    switch reader.options.document {
    case .line: try readLines(reader, into: &writer)
    case .paragraph: try readParagraphs(reader, into: &writer)
    case .file: try readWhole(reader, into: &writer)
    }
  }

  private static func readLines(
    _ reader: RecordedReader, into writer: inout BatchWriter
  ) throws(Failure) {
    let lines = CorpusLines(reader, keepsReturns: reader.options.keepsReturns)
    while let line = try lines.next() { try writer.add(line) }
  }

  /// Lines of white space alone part paragraphs, whose lines `\n` joins.
  private static func readParagraphs(
    _ reader: RecordedReader, into writer: inout BatchWriter
  ) throws(Failure) {
    let lines = CorpusLines(reader)
    var paragraph: [UInt8] = []
    var isOpen = false
    while let line = try lines.next() {
      if WhiteSpace.wordCount(in: line) == 0 {
        if isOpen { try writer.add(paragraph) }
        paragraph.removeAll(keepingCapacity: true)
        isOpen = false
        continue
      }
      if isOpen { paragraph.append(0x0A) }
      paragraph.append(contentsOf: line)
      isOpen = true
      if paragraph.count > ICU.textLimit { throw BatchWriter.tooLong(reader.name) }
    }
    if isOpen { try writer.add(paragraph) }
  }

  /// All of the file, line ends too.
  private static func readWhole(
    _ reader: RecordedReader, into writer: inout BatchWriter
  ) throws(Failure) {
    let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: RecordedReader.chunk)
    defer { chunk.deallocate() }
    var text: [UInt8] = []
    while true {
      let count = try reader.read(into: chunk)
      if count == 0 { break }
      text.append(contentsOf: UnsafeBufferPointer(rebasing: chunk[..<count]))
      if text.count > ICU.textLimit { throw BatchWriter.tooLong(reader.name) }
    }
    try writer.add(text)
  }
}
