/// A file of the text that a tokenizer was trained on, against which evaluation text was checked.
public struct TrainingRecord: Sendable, Hashable {
  /// The tokenizer.
  public var tokenizer: String
  /// The file's name, without folders.
  public var file: String
  /// The file's size in bytes.
  public var bytes: Int
  /// SHA-256 of the file, 64 hexadecimal digits.
  public var sha256: String
  /// The licence, where a catalogue or the manifest states it.
  public var licence: String?

  /// Creates a record.
  public init(
    tokenizer: String, file: String, bytes: Int, sha256: String, licence: String? = nil
  ) {
    self.tokenizer = tokenizer
    self.file = file
    self.bytes = bytes
    self.sha256 = sha256
    self.licence = licence
  }
}
