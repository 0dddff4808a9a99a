import Groundwork

/// Reads XML of whatever format its root element shows, and refuses others by name.
enum XMLSource: CorpusSource {
  static let format = CorpusFormat.xml
  static let readsRawBytes = true

  /// The sources of XML formats.
  static let known: [any CorpusSource.Type] = [
    TEISource.self, TMXSource.self, CESSource.self, MallardSource.self, DocBookSource.self,
    UDHRSource.self, MediaWikiSource.self,
  ]

  static func recognizes(_ sample: FormatSample) -> Bool {
    MarkupProlog(sample.bytes).map { $0.hasDeclaration || $0.doctype != nil } ?? false
  }

  static func read(_ reader: RecordedReader, into writer: inout BatchWriter) throws(Failure) {
    let sample = try MarkupInput.sample(reader)
    for source in known where source.recognizes(sample) {
      writer.record.format = source.format
      return try source.read(reader, into: &writer)
    }
    var nothing = NoDocuments()
    let stream = try MarkupStream(name: reader.name)
    _ = try MarkupReading.drain(
      stream, reader, isHTML: false, MarkupRoots(what: "", names: []), MarkupStream.chunk, &nothing,
      into: &writer)
  }
}

/// Takes nothing out of a document.
private struct NoDocuments: MarkupConsumer {
  var documents = TextBatch()
  let needsEntities = false

  mutating func attribute(_ name: Int, _ value: UnsafeBufferPointer<UInt8>) {}
  mutating func start(_ name: Int, line: Int) throws(Failure) {}
  mutating func end(_ name: Int) throws(Failure) {}
  mutating func text(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) {}
}
