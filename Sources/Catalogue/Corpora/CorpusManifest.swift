/// A corpus in a small JSON file: what it is, whose it is, where its files are, and how they are read.
///
/// The manifests that come with Derlius are the `.json` files of `corpora/`; anyone can write another.
public struct CorpusManifest: Sendable, Hashable {
  /// What a corpus is for.
  public enum Kind: String, Sendable, CaseIterable {
    /// Running text in one language.
    case text
    /// The same texts in several languages, aligned by line or by unit.
    case parallel
    /// Sentences with gold words, lemmas and features.
    case treebank
    /// Words with morphemes, features or affix rules.
    case morphology
    /// Words with counts.
    case frequency
  }

  /// How the files are read: words of the options of `derlius corpus`; nil leaves the reader's own choice.
  public struct Reading: Sendable, Hashable {
    /// The format (`--format`).
    public var format: String?
    /// What a document is (`--document`).
    public var document: String?
    /// The encoding (`--encoding`).
    public var encoding: String?
    /// The member of JSON Lines, or the column of a table, that holds the text (`--field`).
    public var field: String?

    /// Creates a reading that leaves all to the reader.
    public init() {}
  }

  /// One file of a corpus.
  public struct File: Sendable, Hashable {
    /// Its place in the corpus's folder.
    public var path: String
    /// The part that it belongs to, such as `dev`; nil where the corpus has none.
    public var part: String?
    /// Its language as the publisher writes it, such as `lit_Latn`; nil where it is none or several.
    public var language: String?
    /// The same as a BCP 47 tag, such as `lt`.
    public var tag: String?
    /// Where to get it; nil where it cannot be fetched by itself (`CorpusManifest.notes` says how).
    public var url: String?
    /// Its size in bytes; nil where that is not known.
    public var bytes: Int?
    /// The SHA-256 of its bytes; nil where it is not pinned.
    public var sha256: String?
  }

  /// The name that users write; the file's stem.
  public var name: String
  /// The name for people.
  public var title: String
  /// What it holds, in a sentence or two.
  public var about: String
  /// What it is for.
  public var kind: Kind
  /// The licence, as its publisher names it.
  public var licence: String
  /// Who is to be cited; nil where nobody is named.
  public var citation: String?
  /// The publisher's page.
  public var home: String?
  /// How the files are read.
  public var reading: Reading
  /// The Unicode form that texts are brought to, as `--form` names it; nil leaves them as they are.
  public var form: String?
  /// What a user should know before citing it.
  public var notes: [String]
  /// The files, in the order in which they are read.
  public var files: [File]

  /// The languages of the files as BCP 47 tags, each once, in order.
  public var tags: [String] {
    var tags: [String] = []
    for tag in files.compactMap(\.tag) where !tags.contains(tag) { tags.append(tag) }
    return tags
  }

  /// Whether every file has its SHA-256 here.
  public var isPinned: Bool { files.allSatisfy { $0.sha256 != nil } }
}
