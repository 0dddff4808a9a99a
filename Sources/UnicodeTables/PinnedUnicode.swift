/// The version of Unicode that the tables follow, whatever ICU or the standard library have.
public enum PinnedUnicode {
  /// `16.0`, that of tiktoken's and tokenizers' patterns.
  public static let version = "16.0"
}
