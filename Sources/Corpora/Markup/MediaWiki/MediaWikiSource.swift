import Groundwork

/// Reads XML dumps of MediaWiki (`pages-articles`): a document is a paragraph, heading or list item of an article,
/// without markup.
///
/// Redirects, other namespaces and pages that are no wikitext are left out; of several revisions the last is read.
enum MediaWikiSource: CorpusSource {
  static let format = CorpusFormat.mediawiki
  static let readsRawBytes = true
  static let roots = MarkupRoots(what: "a MediaWiki dump", names: ["mediawiki"])

  static func recognizes(_ sample: FormatSample) -> Bool {
    MarkupProlog(sample.bytes)?.root == "mediawiki"
  }

  static func read(_ reader: RecordedReader, into writer: inout BatchWriter) throws(Failure) {
    try read(reader, into: &writer, chunk: MarkupStream.chunk)
  }

  /// - Parameter chunk: how many bytes the parser gets at once; no document depends on it.
  static func read(
    _ reader: RecordedReader, into writer: inout BatchWriter, chunk: Int
  ) throws(Failure) {
    var pages = MediaWikiPages(name: reader.name)
    let stream = try MarkupStream(name: reader.name)
    let documents = try MarkupReading.drain(
      stream, reader, isHTML: false, roots, chunk, &pages, into: &writer)
    if documents > 0 { return }
    throw Failure(
      "holds no article with text", at: .file(reader.name),
      remedy: "name a dump of articles, such as pages-articles.xml")
  }
}
