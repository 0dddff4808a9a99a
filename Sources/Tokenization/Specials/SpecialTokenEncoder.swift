/// Gives special tokens that stand in a text their ids, and leaves the rest to another encoder.
///
/// Each stretch between them is a text of its own, as in tiktoken's `encode`: pieces do not reach over a
/// special token, and SentencePiece puts its dummy prefix before each stretch. A text without any costs
/// one search for their first byte. Owned by one thread.
public final class SpecialTokenEncoder: TextEncoder {
  private let encoder: any TextEncoder
  private let specials: SpecialTokens

  /// Creates an encoder that looks for `specials` before `encoder` gets the text.
  public init(_ encoder: any TextEncoder, specials: SpecialTokens) {
    self.encoder = encoder
    self.specials = specials
  }

  /// Appends the ids of one text, which is valid UTF-8.
  public func encode(_ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32]) {
    var start = 0
    while let match = specials.firstMatch(in: text, from: start) {
      if match.range.lowerBound > start {
        encoder.encode(
          UnsafeBufferPointer(rebasing: text[start..<match.range.lowerBound]), into: &ids)
      }
      ids.append(match.token.id)
      start = match.range.upperBound
    }
    if start == 0 {
      encoder.encode(text, into: &ids)
    } else if start < text.count {
      encoder.encode(UnsafeBufferPointer(rebasing: text[start...]), into: &ids)
    }
  }

  /// Appends the ids of one text and the bytes that each stands for.
  public func encode(
    _ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32], spans: inout [TokenSpan]
  ) {
    var start = 0
    func add(_ end: Int) {
      if end == start { return }
      let first = spans.count
      encoder.encode(UnsafeBufferPointer(rebasing: text[start..<end]), into: &ids, spans: &spans)
      for index in first..<spans.count {
        spans[index].start += start
        spans[index].end += start
      }
    }
    while let match = specials.firstMatch(in: text, from: start) {
      add(match.range.lowerBound)
      ids.append(match.token.id)
      spans.append(TokenSpan(start: match.range.lowerBound, end: match.range.upperBound))
      start = match.range.upperBound
    }
    add(text.count)
  }
}
