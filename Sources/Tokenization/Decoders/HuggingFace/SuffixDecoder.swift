import Groundwork

/// Makes the mark at the end of words a space, and nothing in the last token: `BPEDecoder`.
public struct SuffixDecoder: DecoderStep {
  /// The mark, such as `</w>`, not empty.
  public let suffix: [UInt8]

  /// Creates the step.
  public init(suffix: [UInt8]) { self.suffix = suffix }

  /// `BPEDecoder` and the mark.
  public var name: String { "BPEDecoder \(quoted(suffix))" }

  /// As many texts as tokens.
  ///
  /// O(bytes).
  public func decode(_ tokens: TextBatch) -> TextBatch {
    let last = tokens.count - 1
    return tokens.mapTexts { index, token, output in
      output.append(
        contentsOf: replaced(Array(token), suffix, by: index == last ? [] : [0x20]))
    }
  }
}
