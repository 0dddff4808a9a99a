/// Cuts at the matches of a pattern: `Split`.
public struct SplitPreTokenizer: PreTokenizer {
  /// What is looked for.
  public let pattern: TextPattern
  /// What becomes of the matches.
  public let behavior: DelimiterBehavior
  /// Whether what is between the matches counts as the delimiters.
  public let inverted: Bool

  /// Creates a pre-tokenizer.
  public init(_ pattern: TextPattern, _ behavior: DelimiterBehavior, inverted: Bool) {
    self.pattern = pattern
    self.behavior = behavior
    self.inverted = inverted
  }

  /// `Split`, the pattern's name and the behavior.
  public var name: String {
    "Split \(pattern.name) (\(behavior)\(inverted ? ", inverted" : ""))"
  }

  /// Cuts each piece.
  ///
  /// As long as the search.
  public func cut(_ text: inout NormalizedText) {
    let source = text.bytes
    text.beginCutting()
    for index in 0..<text.pieceCount {
      let piece = text.piece(index)
      let start = piece.start
      var cutter = SegmentCutter(behavior)
      var last = start
      let bytes = UnsafeBufferPointer(start: source + start, count: piece.end - start)
      pattern.forEachMatch(in: bytes) { from, to in
        if last < start + from {
          cutter.add(last, start + from, isDelimiter: inverted, to: &text)
        }
        cutter.add(start + from, start + to, isDelimiter: !inverted, to: &text)
        last = start + to
      }
      if last < piece.end { cutter.add(last, piece.end, isDelimiter: inverted, to: &text) }
      cutter.finish(&text)
    }
    text.endCutting()
  }
}
