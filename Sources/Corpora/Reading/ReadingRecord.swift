import Groundwork
import Segmentation

/// What was read from one input: the row that says what a number was measured on.
public struct ReadingRecord: Sendable, Hashable {
  /// The path as the user gave it, or `<stdin>`.
  public var path: String
  /// The file's name, without folders.
  public var name: String
  /// How the file was read.
  public var format: CorpusFormat
  /// The form that texts were brought to.
  public var form: TextForm
  /// The file's size in bytes.
  public var fileBytes = 0
  /// The SHA-256 of the file's bytes, as 64 hexadecimal digits.
  public var sha256 = ""
  /// Whether the file starts with a byte order mark, which belongs to no document.
  public var hasByteOrderMark = false
  /// Documents, empty ones too.
  public var documents = 0
  /// Documents without words, kept for alignment and left out of N.
  public var emptyDocuments = 0
  /// Bytes of all documents as delivered, without line ends.
  public var bytes = 0
  /// Unicode scalars of all documents as delivered.
  public var scalars = 0
  /// White-space words of all documents as delivered.
  public var words = 0
  /// Documents that the form changed.
  public var changedDocuments = 0
  /// How often all documents occur: the sum of their weights, equal to `documents` where none has one.
  public var weight: UInt64 = 0

  init(path: String, format: CorpusFormat, form: TextForm) {
    self.path = path
    name = path == "-" ? "<stdin>" : lastPathComponent(path)
    self.format = format
    self.form = form
  }
}
