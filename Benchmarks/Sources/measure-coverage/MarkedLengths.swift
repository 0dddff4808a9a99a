import Groundwork
import Tokenization

/// A tokenizer that makes as many tokens of a word as one of its two digits says.
struct MarkedLengths: Tokenizer {
  let mark: Int
  let vocabulary: Vocabulary
  let summary = TokenizerSummary(
    format: "made-up", model: "marks", addsLeadingSpace: false, sha256: "")

  init(mark: Int) {
    self.mark = mark
    var vocabulary = Vocabulary()
    for byte in UInt8.min...UInt8.max { vocabulary.append([byte]) }
    self.vocabulary = vocabulary
  }

  func makeEncoder() -> any TextEncoder { Encoder(mark: mark) }
  func decode(_ ids: [UInt32]) throws(Failure) -> [UInt8] { [] }

  final class Encoder: TextEncoder {
    let mark: Int
    init(mark: Int) { self.mark = mark }

    func encode(_ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32]) {
      var spans: [TokenSpan] = []
      encode(text, into: &ids, spans: &spans)
    }

    func encode(
      _ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32], spans: inout [TokenSpan]
    ) {
      var word = 0
      while word < text.count {
        for _ in 0x30..<text[word + mark] {
          ids.append(UInt32(text[word + mark]))
          spans.append(TokenSpan(start: word, end: word + 2))
        }
        word += 3
      }
    }
  }
}
