import Groundwork
import Tokenization

/// A tokenizer that takes the longest of some pieces at each place, else one byte.
struct PieceTokenizer: Tokenizer {
  let pieces: [[UInt8]]
  let vocabulary: Vocabulary
  let summary: TokenizerSummary

  init(_ pieces: [String], spaceMark: String? = nil) {
    var bytes = pieces.map { Array($0.utf8) }
    bytes += (UInt8.min...UInt8.max).map { [$0] }
    self.pieces = bytes
    var vocabulary = Vocabulary(spaceMark: spaceMark.map { Array($0.utf8) })
    for piece in bytes {
      let mark = Array((spaceMark ?? " ").utf8)
      vocabulary.append(piece.first == 0x20 ? mark + piece.dropFirst() : piece)
    }
    vocabulary.append([], kind: .unused)
    vocabulary.append(Array("<s>".utf8), kind: .control)
    self.vocabulary = vocabulary
    summary = TokenizerSummary(format: "toy", model: "pieces", sha256: "")
  }

  func makeEncoder() -> any TextEncoder { PieceEncoder(pieces) }
  func decode(_ ids: [UInt32]) throws(Failure) -> [UInt8] { ids.flatMap { pieces[Int($0)] } }
}

private final class PieceEncoder: TextEncoder {
  let pieces: [[UInt8]]

  init(_ pieces: [[UInt8]]) { self.pieces = pieces }

  func encode(_ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32]) {
    var spans: [TokenSpan] = []
    encode(text, into: &ids, spans: &spans)
  }

  func encode(
    _ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32], spans: inout [TokenSpan]
  ) {
    var at = 0
    while at < text.count {
      let here = pieces.indices.filter { text[at...].starts(with: pieces[$0]) }
      guard let best = here.max(by: { pieces[$0].count < pieces[$1].count }) else { return }
      ids.append(UInt32(best))
      spans.append(TokenSpan(start: at, end: at + pieces[best].count))
      at += pieces[best].count
    }
  }
}
