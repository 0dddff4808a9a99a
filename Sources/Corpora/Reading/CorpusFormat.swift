/// How a corpus file is written.
///
/// Each format has a `CorpusSource` that recognizes and reads it, in the list of `FormatDetection`.
public enum CorpusFormat: String, Sendable, Hashable, CaseIterable {
  /// Plain text: a document is a line, or what `ReadingOptions.document` says.
  case text
  /// TEI XML: a document is the text of a `p`, `head` or `l`.
  case tei
  /// JSON Lines: a document is the string in a field of each object, `text` where none is named.
  case jsonl
  /// Comma-separated values (RFC 4180): a document is the field in a column of each row.
  case csv
  /// Tab-separated values, in quotes where RFC 4180 has them: a document is the field in a column.
  case tsv
  /// CoNLL-U: a document is a sentence's text.
  case conllu
  /// A gettext catalogue: a document is a translation.
  case po
  /// A frequency list: a document is a form, and occurs as often as its count says.
  case frequency
  /// Tatoeba's sentences, `id TAB language TAB text`: a document is a text.
  case tatoeba
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
