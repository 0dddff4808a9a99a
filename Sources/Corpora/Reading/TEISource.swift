import CXML2
import Groundwork
import Segmentation

/// Reads TEI XML (TEI P5 §4, §6): the text of each outermost `p`, `head` or `l` outside a `teiHeader`.
///
/// White space is folded; elements that stand on lines of their own (`lb`, an `l` in a `p`) part
/// words. Nothing but the file is read: entities are refused, external ones never fetched.
enum TEISource: CorpusSource {
  static let format = CorpusFormat.tei
  static let readsRawBytes = true

  static func recognizes(_ sample: FormatSample) -> Bool {
    ["<?xml", "<TEI", "<teiCorpus"].contains { sample.starts(with: $0) }
  }

  static func read(_ reader: RecordedReader, into writer: inout BatchWriter) throws(Failure) {
    guard let parser = derlius_tei_new() else {
      throw Failure("libxml2 gives no parser", remedy: "check the installation of libxml2")
    }
    defer { derlius_tei_free(parser) }
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: RecordedReader.chunk)
    defer { buffer.deallocate() }
    var folded: [UInt8] = []
    var documents = 0
    while true {
      let count = try reader.read(into: buffer)
      let status = derlius_tei_parse(parser, buffer.baseAddress, count, count == 0 ? 1 : 0)
      if status != 0 { throw failure(parser, reader.name) }
      var bytes: UnsafePointer<UInt8>?
      var ends: UnsafePointer<Int>?
      let texts = derlius_tei_texts(parser, &bytes, &ends)
      var start = 0
      for index in 0..<texts {
        guard let ends else { break }
        let text = UnsafeBufferPointer(start: bytes.map { $0 + start }, count: ends[index] - start)
        folded.removeAll(keepingCapacity: true)
        WhiteSpace.appendFolded(text, to: &folded)
        try writer.add(folded)
        start = ends[index]
      }
      documents += texts
      derlius_tei_clear(parser)
      if derlius_tei_open_bytes(parser) > 1 << 30 { throw BatchWriter.tooLong(reader.name) }
      if count == 0 { break }
    }
    if documents == 0 {
      throw Failure(
        "holds no text in <p>, <head> or <l>", at: .file(reader.name),
        remedy: "name a TEI text, or the format `text` to read the lines as they are")
    }
  }

  private static func failure(_ parser: OpaquePointer, _ name: String) -> Failure {
    let line = Int(derlius_tei_error_line(parser))
    let problem = String(cString: derlius_tei_error(parser))
    let remedy =
      if problem.contains("entity") {
        "write the characters themselves: entities are not read"
      } else if problem.hasPrefix("the root element") {
        "name a TEI text, or the format `text` to read the lines as they are"
      } else {
        "correct the XML, or get the file again"
      }
    return Failure(
      problem, at: line > 0 ? .line(line, of: name) : .file(name), remedy: remedy)
  }
}
