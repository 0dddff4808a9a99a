import Groundwork

/// Reads the byte-level alphabet: all tokens become one text of bytes, which may not be UTF-8.
///
/// A token with some other letter is taken as it is, as in the library.
public struct ByteLevelDecoder: DecoderStep {
  /// `ByteLevel`.
  public let name = "ByteLevel"

  /// Creates the step.
  public init() {}

  /// One text of all tokens' bytes.
  ///
  /// O(bytes).
  public func decode(_ tokens: TextBatch) -> TextBatch {
    var output: [UInt8] = []
    output.reserveCapacity(tokens.bytes.count)
    tokens.forEachText { _, token in
      if !ByteLevelAlphabet.decode(token, into: &output) { output.append(contentsOf: token) }
    }
    var result = TextBatch()
    result.append(output)
    return result
  }
}
