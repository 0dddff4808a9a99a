import Groundwork

/// Joins the output of speech models: drops repeats and padding, makes word marks spaces.
public struct CTCDecoder: DecoderStep {
  /// The token that stands between repeats.
  public let padToken: [UInt8]
  /// The token that stands between words, not empty.
  public let wordDelimiter: [UInt8]
  /// Whether word marks become spaces and English is cleaned up.
  public let cleansUp: Bool

  /// Creates the step.
  public init(padToken: [UInt8], wordDelimiter: [UInt8], cleansUp: Bool) {
    self.padToken = padToken
    self.wordDelimiter = wordDelimiter
    self.cleansUp = cleansUp
  }

  /// `CTC`.
  public var name: String { "CTC" }

  /// Fewer texts than tokens, none of them empty.
  ///
  /// O(bytes).
  public func decode(_ tokens: TextBatch) -> TextBatch {
    var result = TextBatch()
    for index in 0..<tokens.count {
      let token = tokens.bytes[tokens.range(index)]
      if index > 0, token.elementsEqual(tokens.bytes[tokens.range(index - 1)]) { continue }
      let text = rewritten(Array(token))
      if !text.isEmpty { result.append(text) }
    }
    return result
  }

  /// What becomes of a token that does not repeat the one before.
  func rewritten(_ token: [UInt8]) -> [UInt8] {
    let text = padToken.isEmpty ? token : replaced(token, padToken, by: [])
    return cleansUp ? replaced(WordPieceDecoder.cleaned(text), wordDelimiter, by: [0x20]) : text
  }
}
