import Tokenization

/// The tokens of one text: as many spans as ids.
struct EncodedText: Sendable {
  var ids: [UInt32] = []
  var spans: [TokenSpan] = []

  /// The tokens that touch some bytes of the text: those that have one of them, and those between that have none.
  ///
  /// O(tokens).
  func tokens(touching window: Range<Int>?) -> Range<Int> {
    guard let window else { return ids.indices }
    func touches(_ span: TokenSpan) -> Bool {
      span.start == span.end
        ? window.contains(span.start) || span.start == window.upperBound
        : span.start < window.upperBound && span.end > window.lowerBound
    }
    guard let first = spans.firstIndex(where: touches),
      let last = spans.lastIndex(where: touches)
    else { return 0..<0 }
    return first..<last + 1
  }
}
