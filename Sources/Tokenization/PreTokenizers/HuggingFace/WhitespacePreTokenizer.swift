import UnicodeTables

/// Cuts into runs of word characters and runs of other signs; white space is dropped: `\w+|[^\w\s]+`.
public struct WhitespacePreTokenizer: PreTokenizer {
  /// `Whitespace`.
  public let name = "Whitespace"

  /// Creates the pre-tokenizer.
  public init() {}

  /// Cuts each piece.
  ///
  /// O(n).
  public func cut(_ text: inout NormalizedText) {
    let table = TextClass.table
    let source = text.bytes
    text.beginCutting()
    for index in 0..<text.pieceCount {
      let piece = text.piece(index)
      var at = piece.start
      var last = at
      var lastBits: UInt8 = TextClass.space.rawValue
      while at < piece.end {
        let (scalar, length) = decodeScalar(source + at)
        let bits = table[scalar] & (TextClass.space.rawValue | TextClass.word.rawValue)
        if bits != lastBits {
          if lastBits & TextClass.space.rawValue == 0 { text.cut(last, at) }
          last = at
          lastBits = bits
        }
        at += length
      }
      if lastBits & TextClass.space.rawValue == 0 { text.cut(last, at) }
    }
    text.endCutting()
  }
}
