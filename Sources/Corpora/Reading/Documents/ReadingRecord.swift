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
  /// How the file is packed, outermost first: `gzip`, `bzip2`, `xz`, `zstd`, `tar`, `zip`; empty where it is not.
  public var layers: [String] = []
  /// The files of an archive, in its order; empty where the file is none.
  ///
  /// `format` and `encoding` are the first's.
  public var members: [Member] = []
  /// The encoding that was read; empty where the format finds it itself (XML, HTML).
  public var encoding = ""
  /// Sequences of bytes that were not valid in the encoding and became U+FFFD.
  public var replaced = 0
  /// What was wrong with the file, where reading went on without the rest of it.
  public var problem: Failure?
  /// Whether the file starts with a byte order mark, which belongs to no document.
  public var hasByteOrderMark = false
  /// Documents, empty ones too: rows where the file is a list with counts.
  public var documents = 0
  /// Documents without words, kept for alignment and left out of N.
  public var emptyDocuments = 0
  /// Bytes of all documents as delivered, without line ends; these and the next two count a document as
  /// often as it occurs.
  public var bytes = 0
  /// Unicode scalars of all documents as delivered.
  public var scalars = 0
  /// White-space words of all documents as delivered.
  public var words = 0
  /// Documents that the form changed.
  public var changedDocuments = 0
  /// What the form changed: counts by kind, and the first places.
  public var changes = FormChanges()
  /// How often all documents occur: the sum of their weights, equal to `documents` where none has one.
  public var weight: UInt64 = 0

  /// A file of an archive.
  public struct Member: Sendable, Hashable {
    /// Its path in the archive.
    public var name: String
    /// How it was read.
    public var format: CorpusFormat
    /// Its documents.
    public var documents: Int
  }

  init(path: String, format: CorpusFormat, form: TextForm) {
    self.path = path
    name = path == "-" ? "<stdin>" : lastPathComponent(path)
    self.format = format
    self.form = form
  }
}
