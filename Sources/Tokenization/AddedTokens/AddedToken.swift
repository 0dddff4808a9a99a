/// A token that is found in the text before the model sees it: one of `added_tokens`.
public struct AddedToken: Sendable, Hashable {
  /// Its id.
  public var id: UInt32
  /// The text that it stands for.
  public var content: [UInt8]
  /// Whether it counts only where no word scalar stands beside it.
  public var isSingleWord = false
  /// Whether it takes the white space before it.
  public var stripsLeft = false
  /// Whether it takes the white space behind it.
  public var stripsRight = false
  /// Whether it is looked for in the normalized text, as its own normalized form.
  public var isNormalized = true
  /// Whether it is a mark such as `<s>`, which decoding may leave out.
  public var isSpecial = false

  /// Creates a token without flags but `isNormalized`.
  public init(id: UInt32, content: [UInt8]) {
    self.id = id
    self.content = content
  }
}
