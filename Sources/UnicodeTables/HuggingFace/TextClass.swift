/// The classes that Hugging Face's normalizers and pre-tokenizers tell apart, as bits.
///
/// Each comes from the Unicode version of the library that decides it there: `punctuation`, `other` and
/// `nonspacing` are of an old one, `numeric` and `space` of Rust's own.
public struct TextClass: OptionSet, Sendable {
  /// The bits.
  public let rawValue: UInt8

  /// Creates a class from its bits.
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// What Bert's normalizer drops as an accent.
  @inlinable public static var nonspacing: TextClass { TextClass(rawValue: 1) }
  /// What Bert's normalizer drops as unclean: controls, U+0000, U+FFFD, private and unassigned ones.
  @inlinable public static var other: TextClass { TextClass(rawValue: 2) }
  /// What `Punctuation` and `BertPreTokenizer` cut out.
  @inlinable public static var punctuation: TextClass { TextClass(rawValue: 4) }
  /// What `Digits` cuts out: all numbers, not digits alone.
  @inlinable public static var numeric: TextClass { TextClass(rawValue: 8) }
  /// What `StripAccents` drops: marks of every kind.
  @inlinable public static var combining: TextClass { TextClass(rawValue: 16) }
  /// What `\w` matches in `Whitespace`.
  @inlinable public static var word: TextClass { TextClass(rawValue: 32) }
  /// White_Space.
  @inlinable public static var space: TextClass { TextClass(rawValue: 64) }

  /// The bits by scalar.
  public static let table = ScalarTable<UInt8>(runs: generatedTextClasses)
}

/// Numbers for scripts as `UnicodeScripts` tells them apart.
public enum TextScript {
  /// A number by scalar; 0 goes with every script.
  public static let table = ScalarTable<UInt8>(runs: generatedScripts)
}
