import UnicodeTables

/// Cuts at white space, which is dropped, and sets each punctuation mark apart.
public struct BertPreTokenizer: PreTokenizer {
  /// `BertPreTokenizer`.
  public let name = "BertPreTokenizer"

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
      while at < piece.end {
        let (scalar, length) = decodeScalar(source + at)
        let bits = TextClass(rawValue: table[scalar])
        if !bits.isDisjoint(with: [.space, .punctuation]) {
          text.cut(last, at)
          last = at + length
          if bits.contains(.punctuation) { text.cut(at, last) }
        }
        at += length
      }
      text.cut(last, at)
    }
    text.endCutting()
  }
}
