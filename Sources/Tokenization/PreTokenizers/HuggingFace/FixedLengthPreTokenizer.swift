/// Cuts into pieces of so many scalars: `FixedLength`.
public struct FixedLengthPreTokenizer: PreTokenizer {
  /// The number of scalars, at least 1.
  public let length: Int

  /// Creates a pre-tokenizer; a length below 1 counts as 1.
  public init(length: Int) { self.length = max(length, 1) }

  /// `FixedLength` and the length.
  public var name: String { "FixedLength \(length)" }

  /// Cuts each piece.
  ///
  /// O(n).
  public func cut(_ text: inout NormalizedText) {
    let source = text.bytes
    text.beginCutting()
    for index in 0..<text.pieceCount {
      let piece = text.piece(index)
      var at = piece.start
      var last = at
      var scalars = 0
      while at < piece.end {
        at += decodeScalar(source + at).length
        scalars += 1
        if scalars == length {
          text.cut(last, at)
          last = at
          scalars = 0
        }
      }
      text.cut(last, at)
    }
    text.endCutting()
  }
}
