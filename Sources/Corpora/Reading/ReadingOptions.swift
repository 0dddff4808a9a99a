import Segmentation

/// What a document of plain text is.
public enum DocumentUnit: String, Sendable, Hashable, CaseIterable {
  /// A line; empty ones too.
  case line
  /// Lines that stand together, joined by `\n`; lines of white space alone part them.
  case paragraph
  /// The whole file.
  case file
}

/// What is done with bytes that are not valid in the file's encoding.
public enum InvalidBytes: String, Sendable, Hashable, CaseIterable {
  /// The file is refused, with the byte's place.
  case error
  /// U+FFFD stands in their place, and the record counts them.
  case replace
}

/// How a corpus file is read.
public struct ReadingOptions: Sendable, Hashable {
  /// The form that texts are brought to while reading.
  public var form: TextForm
  /// What a document of plain text is.
  public var document: DocumentUnit
  /// The field of a JSON object that holds the text (a path with dots); nil takes the format's usual one.
  public var field: String?
  /// The column of a table that holds the text: its name in the first row, or its number from 1.
  public var column: String?
  /// Whether a carriage return before a line feed is part of a line of plain text, as sentencepiece's trainer has it.
  public var keepsReturns = false
  /// Whether quotes in tables hold fields together, as RFC 4180 says; else they are ordinary characters.
  public var hasQuotes: Bool
  /// Whether batches bring the treebank's words along; refused for formats that have none.
  public var givesWords = false
  /// Whether batches bring the treebank's words along where the format has them.
  public var offersWords = false
  /// The language that is read from a file of several (TMX, PO …), by its tag.
  public var language: String?
  /// The encoding's name, such as `windows-1257`, which overrides what the file says; nil is what a
  /// byte order mark or declaration says, else UTF-8.
  public var encoding: String?
  /// What is done with bytes that are not valid in the encoding.
  public var invalid: InvalidBytes
  /// Whether a file that breaks off or is broken gives the documents before that place, and a note in
  /// its record, instead of an error.
  public var keepGoing: Bool

  /// Creates options; by default texts stay as they are and what is broken is an error.
  public init(
    form: TextForm = .raw, document: DocumentUnit = .line, field: String? = nil,
    column: String? = nil, hasQuotes: Bool = true, language: String? = nil, encoding: String? = nil,
    invalid: InvalidBytes = .error, keepGoing: Bool = false
  ) {
    self.form = form
    self.document = document
    self.field = field
    self.column = column
    self.hasQuotes = hasQuotes
    self.language = language
    self.encoding = encoding
    self.invalid = invalid
    self.keepGoing = keepGoing
  }
}
