/// Writes all bytes in the byte-level alphabet.
public struct ByteLevelNormalizer: Normalizer {
  /// `ByteLevel`.
  public let name = "ByteLevel"

  /// Creates the normalizer.
  public init() {}

  /// Writes each byte as its letter.
  ///
  /// O(n).
  public func normalize(_ text: inout NormalizedText) {
    if text.count == 0 { return }
    text.beginRewriting()
    text.writeByteLevel(text.bytes, text.count)
    text.endRewriting()
  }
}
