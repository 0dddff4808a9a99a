import Tokenization

/// Tokens that a text gives whole before anything else looks at it.
///
/// As llama.cpp's `tokenizer_st_partition` does it: the longest token first, then the next shorter one in
/// what is left, each from the left. Among tokens of one length the lower id comes first, where llama.cpp
/// leaves the order open.
struct UserDefinedTokens: Sendable {
  /// A token in a text.
  struct Match: Sendable, Hashable {
    var start: Int
    var end: Int
    var id: UInt32
  }

  private let bytes: [UInt8]
  /// Where each token lies in `bytes`, sorted by bytes, and its id.
  private let tokens: [(range: Range<Int>, id: UInt32)]
  /// Where the tokens with each first byte start in `tokens`; 257 entries.
  private let firsts: [Int]

  /// Creates a table; nil without tokens.
  init?(_ list: [(text: ArraySlice<UInt8>, id: UInt32)]) {
    let sorted = list.filter { !$0.text.isEmpty }.sorted {
      $0.text.elementsEqual($1.text) ? $0.id < $1.id : $0.text.lexicographicallyPrecedes($1.text)
    }
    if sorted.isEmpty { return nil }
    var bytes: [UInt8] = []
    var tokens: [(range: Range<Int>, id: UInt32)] = []
    var firsts = [Int](repeating: 0, count: 257)
    for (text, id) in sorted {
      let start = bytes.count
      bytes += text
      tokens.append((start..<bytes.count, id))
      firsts[Int(bytes[start]) + 1] += 1
    }
    for byte in 0..<256 { firsts[byte + 1] += firsts[byte] }
    self.bytes = bytes
    self.tokens = tokens
    self.firsts = firsts
  }

  /// The tokens of a text, from left to right.
  ///
  /// - Complexity: O(n × longest token), and O(m log m) for m places where a token fits.
  func matches(in text: UnsafeBufferPointer<UInt8>) -> [Match] {
    var found: [Match] = []
    for start in 0..<text.count {
      var low = firsts[Int(text[start])]
      var high = firsts[Int(text[start]) + 1]
      var length = 1
      // Tokens that agree so far lie together; those that end here come first.
      while low < high {
        while low < high, tokens[low].range.count == length {
          found.append(Match(start: start, end: start + length, id: tokens[low].id))
          low += 1
        }
        guard low < high, start + length < text.count else { break }
        let byte = text[start + length]
        low = bound(low, high, length) { $0 < byte }
        high = bound(low, high, length) { $0 == byte }
        length += 1
      }
    }
    if found.count < 2 { return found }
    found.sort {
      let (one, two) = ($0.end - $0.start, $1.end - $1.start)
      if one != two { return one > two }
      return $0.id != $1.id ? $0.id < $1.id : $0.start < $1.start
    }
    var taken = [Bool](repeating: false, count: text.count)
    var kept: [Match] = []
    // Longer tokens came first, so one that overlaps this covers its first or its last byte.
    for match in found where !taken[match.start] && !taken[match.end - 1] {
      for index in match.start..<match.end { taken[index] = true }
      kept.append(match)
    }
    return kept.sorted { $0.start < $1.start }
  }

  /// The first token of `low ..< high` whose byte at `index` does not satisfy the condition.
  private func bound(
    _ low: Int, _ high: Int, _ index: Int, _ holds: (UInt8) -> Bool
  ) -> Int {
    var low = low
    var high = high
    while low < high {
      let middle = (low + high) / 2
      if holds(bytes[tokens[middle].range.lowerBound + index]) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
