import UnicodeTables

/// Drops combining marks, and takes nothing apart before: `StripAccents`.
public struct AccentNormalizer: Normalizer {
  /// `StripAccents`.
  public let name = "StripAccents"
  private let dropped: TextClass

  /// Creates the normalizer.
  public init() { dropped = .combining }

  /// One that drops what Bert's normalizer drops: nonspacing marks of an older Unicode.
  init(dropping dropped: TextClass) { self.dropped = dropped }

  /// Drops each mark.
  ///
  /// O(n).
  public func normalize(_ text: inout NormalizedText) {
    let table = TextClass.table
    let bits = dropped.rawValue
    text.editScalars { $0 >= 0x80 && table[$0] & bits != 0 ? .drop : .keep }
  }
}
