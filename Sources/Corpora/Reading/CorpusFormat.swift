/// How a corpus file is written.
///
/// Each format has a `CorpusSource` that recognizes and reads it, in the list of `FormatDetection`.
public enum CorpusFormat: String, Sendable, Hashable, CaseIterable {
  /// Plain text: a document is a line, or what `ReadingOptions.document` says.
  case text
  /// TEI XML: a document is the text of a `p`, `head` or `l`.
  case tei
  /// A translation memory (TMX): a document is a `seg` of one language.
  case tmx
  /// The Corpus Encoding Standard (CES, XCES): a document is a paragraph, or a verse.
  case ces
  /// Help pages in Mallard: a document is a paragraph or title.
  case mallard
  /// DocBook: a document is a paragraph or title.
  case docbook
  /// The Universal Declaration of Human Rights in XML: a document is a paragraph or title.
  case udhr
  /// An XML dump of MediaWiki: a document is a paragraph of an article, without markup.
  case mediawiki
  /// HTML: a document is what stands between borders of block elements.
  case html
  /// XML of one of these formats, found by its root element.
  case xml
}
