import Groundwork

/// Reads translation memories (TMX 1.4b): each `tu` is a document, the text of its first `seg` in the language that
/// is asked for; it is empty where the `tu` has none, so that languages of one file stay aligned.
///
/// Where no language is asked for, the file must be of one. Native codes (`bpt`, `ept`, `it`, `ph`, `ut`) are no text.
enum TMXSource: CorpusSource {
  static let format = CorpusFormat.tmx
  static let readsRawBytes = true
  static let roots = MarkupRoots(what: "a TMX file", names: ["tmx"])

  static func recognizes(_ sample: FormatSample) -> Bool {
    MarkupProlog(sample.bytes)?.root == "tmx"
  }

  static func read(_ reader: RecordedReader, into writer: inout BatchWriter) throws(Failure) {
    try read(reader, into: &writer, chunk: MarkupStream.chunk)
  }

  /// - Parameter chunk: how many bytes the parser gets at once; no document depends on it.
  static func read(
    _ reader: RecordedReader, into writer: inout BatchWriter, chunk: Int
  ) throws(Failure) {
    var units = TMXUnits(languages: reader.options.language.map { [$0] } ?? [], name: reader.name)
    let stream = try MarkupStream(name: reader.name)
    _ = try MarkupReading.drain(
      stream, reader, isHTML: false, roots, chunk, &units, into: &writer)
    try units.checkLanguages()
  }
}
