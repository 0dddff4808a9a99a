import Groundwork

/// Reads plain text: a document is what stands before `\n`, `\r\n` or the end of the file.
enum TextSource: CorpusSource {
  static let format = CorpusFormat.text

  static func recognizes(_ sample: FormatSample) -> Bool { true }

  static func read(_ reader: RecordedReader, into writer: inout BatchWriter) throws(Failure) {
    let lines = CorpusLines(reader)
    while let line = try lines.next() { try writer.add(line) }
  }
}
