import UnicodeTables

/// Cuts at scalars of a class: `Punctuation`, `Digits` and `WhitespaceSplit`.
public struct ClassPreTokenizer: PreTokenizer {
  /// `Punctuation`, `Digits` and the like.
  public let name: String
  private let delimiters: TextClass
  private let behavior: DelimiterBehavior

  /// Cuts at ASCII signs and Unicode punctuation.
  public static func punctuation(_ behavior: DelimiterBehavior) -> ClassPreTokenizer {
    ClassPreTokenizer(
      name: "Punctuation (\(behavior))", delimiters: .punctuation, behavior: behavior)
  }

  /// Cuts at numbers, each alone or runs of them whole.
  public static func digits(individually: Bool) -> ClassPreTokenizer {
    ClassPreTokenizer(
      name: individually ? "Digits, one by one" : "Digits", delimiters: .numeric,
      behavior: individually ? .isolated : .contiguous)
  }

  /// Cuts at white space, which is dropped.
  public static let whitespaceSplit = ClassPreTokenizer(
    name: "WhitespaceSplit", delimiters: .space, behavior: .removed)

  /// Cuts each piece.
  ///
  /// O(n).
  public func cut(_ text: inout NormalizedText) {
    let table = TextClass.table
    let bits = delimiters.rawValue
    text.cutScalars(behavior) { table[$0] & bits != 0 }
  }
}
