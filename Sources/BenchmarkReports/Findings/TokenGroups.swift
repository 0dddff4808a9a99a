import TokenizerMetrics

/// Tokens that share letters, taken together so that each group is readable text.
struct TokenGroup: Sendable, Equatable {
  /// The text of the group.
  var text: String
  /// Places in the cut's tokens; empty for text that no token stands for.
  var tokens: Range<Int>
  /// Whether single tokens of it are not text.
  var isFragmented: Bool

  /// Cuts a sentence into groups that cover it, in order.
  ///
  /// A token that ends inside a character, or goes back over bytes of the one before, joins the next;
  /// offsets outside the text are clamped. Bytes that no token covers form groups without tokens.
  static func groups(_ text: String, _ tokens: [ShowcaseToken]) -> [TokenGroup] {
    let bytes = Array(text.utf8)
    var groups: [TokenGroup] = []
    var done = 0
    var first = 0
    func boundary(_ offset: Int) -> Bool {
      offset >= bytes.count || bytes[offset] & 0xC0 != 0x80
    }
    func slice(_ start: Int, _ end: Int) -> String {
      String(decoding: bytes[start..<end], as: UTF8.self)
    }
    while first < tokens.count {
      let start = min(max(tokens[first].start, done), bytes.count)
      var end = min(max(tokens[first].end, start), bytes.count)
      var next = first + 1
      while next < tokens.count {
        let follows = min(max(tokens[next].start, 0), bytes.count)
        let isEmpty = tokens[next].end <= tokens[next].start
        // A token without bytes stands alone, unless it stands inside a character.
        if boundary(end), follows >= end || isEmpty { break }
        end = max(end, min(tokens[next].end, bytes.count))
        next += 1
      }
      while !boundary(end) { end += 1 }
      if start > done {
        groups.append(
          TokenGroup(text: slice(done, start), tokens: first..<first, isFragmented: false))
      }
      let fragmented = next - first > 1 || tokens[first].isFragment
      groups.append(
        TokenGroup(text: slice(start, end), tokens: first..<next, isFragmented: fragmented))
      done = end
      first = next
    }
    if done < bytes.count {
      groups.append(
        TokenGroup(
          text: slice(done, bytes.count), tokens: tokens.count..<tokens.count, isFragmented: false))
    }
    return groups
  }

  /// The places between bytes where a cut is made.
  static func cuts(_ tokens: [ShowcaseToken]) -> Set<Int> {
    Set(tokens.flatMap { [$0.start, $0.end] })
  }
}
