/// Turns segments of a normalized text into ids with the source bytes that each stands for.
///
/// A segment's span runs from where its first byte comes from to where the next segment's does. The
/// bytes of an unknown scalar that is the same in the source get one byte each; of any other the last
/// gets all. Unknown pieces in a row are one id with one span. As `PopulateSentencePieceText` in
/// `src/sentencepiece_processor.cc`, but for the bytes of unchanged scalars.
struct SpanWriter {
  private let tables: SentencePieceTables
  private let text: UnsafeBufferPointer<UInt8>
  private let normalized: SentencePieceText
  private var at = 0
  private var isAfterUnknown = false

  init(
    tables: SentencePieceTables, text: UnsafeBufferPointer<UInt8>, normalized: SentencePieceText
  ) {
    self.tables = tables
    self.text = text
    self.normalized = normalized
  }

  mutating func add(_ segment: Segment, to ids: inout [UInt32], _ spans: inout [TokenSpan]) {
    let length = Int(segment.length)
    let span = TokenSpan(
      start: normalized.origins[at], end: normalized.origins[at + length])
    let isUnknown = segment.id == tables.unknown
    if isUnknown, tables.byteFallback {
      addBytes(at..<at + length, of: span, to: &ids, &spans)
    } else if isUnknown, isAfterUnknown {
      spans[spans.count - 1].end = span.end
    } else {
      ids.append(segment.id)
      spans.append(span)
    }
    isAfterUnknown = isUnknown
    at += length
  }

  private func addBytes(
    _ range: Range<Int>, of span: TokenSpan, to ids: inout [UInt32], _ spans: inout [TokenSpan]
  ) {
    let isUnchanged =
      span.end - span.start == range.count
      && range.allSatisfy { normalized.bytes[$0] == text[span.start + $0 - range.lowerBound] }
    for index in range {
      ids.append(tables.byteIDs.base[Int(normalized.bytes[index])])
      if isUnchanged {
        let start = span.start + index - range.lowerBound
        spans.append(TokenSpan(start: start, end: start + 1))
      } else {
        let isLast = index == range.upperBound - 1
        spans.append(TokenSpan(start: span.start, end: isLast ? span.end : span.start))
      }
    }
  }
}
