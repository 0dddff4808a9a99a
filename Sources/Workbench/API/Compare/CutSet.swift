import Tokenization

/// Where a tokenizer cuts a text: a bit for each place between two bytes, and for the end.
///
/// A cut is where a token ends. Bytes that no token stands for go with the token behind them, so that a tokenizer which drops spaces and
/// one that puts them before words cut alike; a token that stands for nothing cuts nowhere.
struct CutSet: Sendable, Equatable {
  private(set) var words: [UInt64]

  /// The cuts of a text of `length` bytes.
  init(_ spans: [TokenSpan], length: Int) {
    words = [UInt64](repeating: 0, count: length / 64 + 1)
    for span in spans where span.start < span.end && span.end <= length {
      words[span.end / 64] |= 1 << UInt64(span.end % 64)
    }
    words[length / 64] |= 1 << UInt64(length % 64)
  }

  /// Keeps the cuts that the other has, too.
  mutating func formIntersection(_ other: CutSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  /// Adds the other's cuts.
  mutating func formUnion(_ other: CutSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// The first cut behind a place; nil where there is none.
  func next(after place: Int) -> Int? {
    var index = (place + 1) / 64
    guard index < words.count else { return nil }
    var word = words[index] & (~0 << UInt64((place + 1) % 64))
    while word == 0 {
      index += 1
      guard index < words.count else { return nil }
      word = words[index]
    }
    return index * 64 + word.trailingZeroBitCount
  }

  /// The cuts inside a range, its ends left out.
  func cuts(inside range: Range<Int>) -> [Int] {
    var cuts: [Int] = []
    var place = range.lowerBound
    while let next = next(after: place), next < range.upperBound {
      cuts.append(next)
      place = next
    }
    return cuts
  }
}
