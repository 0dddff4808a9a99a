import Groundwork
import Tokenization

/// Measures the diagnostics of batches with one encoder; owned by one thread.
struct DiagnosticMeasurer {
  private let encoder: any TextEncoder
  private let kinds: [TokenKind]
  private var ids: [UInt32] = []
  private var spans: [TokenSpan] = []
  /// Bytes of a text that a token starts or ends before, or that a fallback piece stands for.
  private var broken: [Bool] = []

  init(encoder: any TextEncoder, kinds: [TokenKind]) {
    self.encoder = encoder
    self.kinds = kinds
  }

  /// The columns of `DiagnosticTally.tokens`, text by text, of a batch; `tokens` are those of the texts as they are.
  mutating func rows(
    of batch: TextBatch, _ texts: DiagnosticTexts, _ tokens: [UInt32], columns: Int
  ) -> [Int64] {
    var rows = [Int64](repeating: 0, count: batch.count * columns)
    for index in 0..<batch.count {
      rows[index * columns + DiagnosticTally.Variant.asWritten.rawValue] = Int64(tokens[index])
    }
    for (variant, written) in texts.variants.enumerated() {
      written.forEachText { index, text in
        ids.removeAll(keepingCapacity: true)
        encoder.encode(text, into: &ids)
        rows[index * columns + variant] = Int64(ids.count)
      }
    }
    if texts.letters.isEmpty { return rows }
    batch.forEachText { index, text in
      let places = texts.letters[index]
      if places.isEmpty { return }
      encode(text)
      let first = index * columns + DiagnosticTally.Variant.count
      for place in places where isCut(place) {
        rows[first] += 1
        if place.column > 0 { rows[first + place.column] += 1 }
      }
    }
    return rows
  }

  /// Cuts a text and marks where it breaks.
  private mutating func encode(_ text: UnsafeBufferPointer<UInt8>) {
    ids.removeAll(keepingCapacity: true)
    spans.removeAll(keepingCapacity: true)
    encoder.encode(text, into: &ids, spans: &spans)
    broken.removeAll(keepingCapacity: true)
    broken.append(contentsOf: repeatElement(false, count: text.count))
    for (id, span) in zip(ids, spans) {
      guard span.start >= 0, span.start < span.end, span.end <= text.count else { continue }
      // Only a continuation byte tells of a character that is cut.
      if text[span.start] & 0xC0 == 0x80 { broken[span.start] = true }
      if span.end < text.count, text[span.end] & 0xC0 == 0x80 { broken[span.end] = true }
      if Int(id) < kinds.count, kinds[Int(id)] == .byte {
        for byte in span.start..<span.end { broken[byte] = true }
      }
    }
  }

  private func isCut(_ place: LetterFinder.Place) -> Bool {
    for byte in place.start..<place.end where broken[byte] { return true }
    return false
  }
}
