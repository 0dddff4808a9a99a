/// How a corpus file is written.
///
/// Each format has a `CorpusSource` that recognizes and reads it, in the list of `FormatDetection`.
public enum CorpusFormat: String, Sendable, Hashable, CaseIterable {
  /// Plain text: a document is a line, or what `ReadingOptions.document` says.
  case text
  /// TEI XML: a document is the text of a `p`, `head` or `l`.
  case tei
}
