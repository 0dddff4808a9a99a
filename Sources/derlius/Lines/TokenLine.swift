import Groundwork
import Tokenization

/// Writes the tokens of one text in the format of `encode --format`.
enum TokenLine {
  /// Ids in decimal, separated by single spaces.
  static func appendIDs(_ ids: [UInt32], to output: inout [UInt8]) {
    for (index, id) in ids.enumerated() {
      if index > 0 { output.append(0x20) }
      appendDecimal(id, to: &output)
    }
  }

  /// Pieces as `ReadablePiece` writes them, separated by single spaces.
  static func appendPieces(
    _ ids: [UInt32], of vocabulary: Vocabulary, to output: inout [UInt8]
  ) {
    for (index, id) in ids.enumerated() {
      if index > 0 { output.append(0x20) }
      output.append(contentsOf: ReadablePiece.text(of: id, in: vocabulary).utf8)
    }
  }

  /// A JSON array with an object per token: id, piece, bytes, and the bytes of the text it stands for.
  static func appendJSON(
    _ ids: [UInt32], _ spans: [TokenSpan], of vocabulary: Vocabulary, to output: inout [UInt8]
  ) {
    output.append(contentsOf: json(ids, spans, of: vocabulary).serialized().utf8)
  }

  /// The tokens of one text as JSON; see `appendJSON`.
  static func json(
    _ ids: [UInt32], _ spans: [TokenSpan], of vocabulary: Vocabulary
  ) -> JSONValue {
    let tokens = zip(ids, spans).map { id, span in
      JSONValue.object([
        .init("id", .integer(id)),
        .init("piece", .string(ReadablePiece.text(of: id, in: vocabulary))),
        .init("bytes", .array(vocabulary[id].map { .integer($0) })),
        .init("start", .integer(span.start)),
        .init("end", .integer(span.end)),
      ])
    }
    return .array(tokens)
  }

  private static func appendDecimal(_ value: UInt32, to output: inout [UInt8]) {
    var digits: (UInt64, Int) = (0, 0)
    var rest = value
    // Digits are collected in a word of 4 bits each, last one lowest in order.
    repeat {
      digits.0 |= UInt64(rest % 10) << UInt64(4 * digits.1)
      digits.1 += 1
      rest /= 10
    } while rest > 0
    for index in stride(from: digits.1 - 1, through: 0, by: -1) {
      output.append(0x30 + UInt8(truncatingIfNeeded: digits.0 >> UInt64(4 * index) & 15))
    }
  }
}
