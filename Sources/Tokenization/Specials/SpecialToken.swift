/// A special token: an id, and the bytes that stand for it where text is searched for it.
public struct SpecialToken: Sendable, Hashable {
  /// How it is written, UTF-8.
  public var bytes: [UInt8]
  /// Its id.
  public var id: UInt32

  /// Creates a special token.
  public init(bytes: [UInt8], id: UInt32) {
    self.bytes = bytes
    self.id = id
  }

  /// How it is written.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// What becomes of special tokens that stand in a text.
public enum SpecialHandling: String, Sendable, Hashable, CaseIterable {
  /// What the format's own library does in its plain call: tiktoken's `encode_ordinary` and
  /// sentencepiece's `Encode` take them as text.
  case reference
  /// They are text like any other.
  case text
  /// They become their ids: the leftmost first, of those that start together the longest.
  case parse
  /// They are text, and the caller refuses texts that hold one: tiktoken's `disallowed_special="all"`.
  case error
}

/// Some of a tokenizer's special tokens.
public enum SpecialSelection: Sendable, Hashable {
  /// None of them.
  case none
  /// All of them.
  case all
  /// Those that are written so; names of no special token are kept, as in tiktoken.
  case only([String])
}
