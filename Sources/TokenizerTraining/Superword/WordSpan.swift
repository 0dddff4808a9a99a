/// What of a token's bytes decides whether it may span words: kept for each symbol, so that a pair is judged in
/// O(1).
///
/// A word is a run of bytes without the space 0x20, as SuperBPE's trainer counts.
struct WordSpan: BitwiseCopyable, Hashable {
  /// The words that the token holds, or parts of them.
  private(set) var words: UInt32 = 0
  /// The bytes.
  private(set) var length: UInt32
  private var startsWithSpace: Bool
  private var endsWithSpace: Bool
  private var endsWithColon: Bool
  /// Whether a space follows a colon in it.
  private(set) var hasColonInside = false

  /// Which tokens may be made.
  struct Rule: Sendable, Hashable {
    /// The most words; nil for any number.
    var words: Int?
    /// Whether a colon may have a space behind it.
    var allowsColons = false

    func allows(_ span: WordSpan) -> Bool {
      (allowsColons || !span.hasColonInside) && Int(span.words) <= words ?? .max
    }
  }

  /// The span of a token, which has at least one byte.
  init(_ token: some Collection<UInt8>) {
    length = UInt32(token.count)
    startsWithSpace = token.first == 0x20
    var last: UInt8 = 0x20
    for byte in token {
      if byte != 0x20, last == 0x20 { words += 1 }
      if byte == 0x20, last == UInt8(ascii: ":") { hasColonInside = true }
      last = byte
    }
    endsWithSpace = last == 0x20
    endsWithColon = last == UInt8(ascii: ":")
  }

  /// The span of two tokens together.
  static func + (left: WordSpan, right: WordSpan) -> WordSpan {
    var both = left
    both.length += right.length
    both.words += right.words
    if !left.endsWithSpace, !right.startsWithSpace { both.words -= 1 }
    both.endsWithSpace = right.endsWithSpace
    both.endsWithColon = right.endsWithColon
    both.hasColonInside =
      left.hasColonInside || right.hasColonInside || left.endsWithColon && right.startsWithSpace
    return both
  }
}
