import Groundwork

/// Makes all tokens one text, for steps that look at the text's ends.
public struct FuseDecoder: DecoderStep {
  /// `Fuse`.
  public let name = "Fuse"

  /// Creates the step.
  public init() {}

  /// One text.
  ///
  /// O(bytes).
  public func decode(_ tokens: TextBatch) -> TextBatch {
    var result = TextBatch()
    result.append(tokens.bytes)
    return result
  }
}
