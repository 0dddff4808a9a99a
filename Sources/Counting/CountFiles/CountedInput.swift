import Groundwork

/// One corpus that went into counts: its name, hash and size, never where it lies.
public struct CountedInput: Sendable, Hashable {
  /// The file's name without its folder.
  public var name: String
  /// SHA-256 of the file, 64 hexadecimal digits.
  public var sha256: String
  /// The file's size in bytes.
  public var bytes: Int
  /// The texts counted, without empty ones.
  public var documents: Int
  /// What each occurrence counted for.
  public var weight: UInt64

  /// Creates the record of one corpus.
  public init(name: String, sha256: String, bytes: Int, documents: Int, weight: UInt64 = 1) {
    self.name = name
    self.sha256 = sha256
    self.bytes = bytes
    self.documents = documents
    self.weight = weight
  }

  /// The record as JSON: `name sha256 bytes documents weight`.
  public var json: JSONValue {
    .object([
      .init("name", .string(name)), .init("sha256", .string(sha256)),
      .init("bytes", .integer(bytes)), .init("documents", .integer(documents)),
      .init("weight", .integer(weight)),
    ])
  }

  /// Reads the record; nil where a member is missing or of another kind.
  public init?(json: JSONValue) {
    guard let name = json["name"]?.string, let sha256 = json["sha256"]?.string,
      let bytes = json["bytes"]?.integer, let documents = json["documents"]?.integer,
      let weight = json["weight"]?.integer.flatMap(UInt64.init(exactly:))
    else { return nil }
    self.init(name: name, sha256: sha256, bytes: bytes, documents: documents, weight: weight)
  }

  /// The order of records: by name, hash, size, documents, weight.
  static func precedes(_ a: CountedInput, _ b: CountedInput) -> Bool {
    if a.name != b.name { return a.name.utf8.lexicographicallyPrecedes(b.name.utf8) }
    if a.sha256 != b.sha256 { return a.sha256.utf8.lexicographicallyPrecedes(b.sha256.utf8) }
    return (a.bytes, a.documents, a.weight) < (b.bytes, b.documents, b.weight)
  }
}
