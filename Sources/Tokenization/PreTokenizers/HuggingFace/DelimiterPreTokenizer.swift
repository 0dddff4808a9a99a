/// Cuts at one scalar, which is dropped: `CharDelimiterSplit`.
public struct DelimiterPreTokenizer: PreTokenizer {
  /// The scalar.
  public let delimiter: Unicode.Scalar

  /// Creates a pre-tokenizer.
  public init(_ delimiter: Unicode.Scalar) { self.delimiter = delimiter }

  /// `CharDelimiterSplit` and the scalar.
  public var name: String { "CharDelimiterSplit \"\(delimiter)\"" }

  /// Cuts each piece.
  ///
  /// O(n).
  public func cut(_ text: inout NormalizedText) {
    let value = delimiter.value
    text.cutScalars(.removed) { $0 == value }
  }
}
