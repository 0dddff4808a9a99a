import Counting

/// What `BpeTrainer` of tokenizers 0.23.3 does, as its source says it, with all pairs counted anew before
/// each merge.
struct SlowHuggingFaceBPE {
  /// The vocabulary; an entry's place is its id.
  private(set) var tokens: [String] = []
  private(set) var merges: [(left: String, right: String)] = []
  private var words: [(ids: [(id: Int, length: Int)], weight: UInt64)] = []

  /// Trains on pieces of text.
  init(
    _ pieces: [(text: String, count: UInt64)], size: Int, specials: [String], limit: Int?,
    initial: Set<Unicode.Scalar> = [], minimum: UInt64, longest: Int?
  ) {
    for special in specials where !tokens.contains(special) { tokens.append(special) }
    var counts: [Unicode.Scalar: UInt64] = [:]
    for piece in pieces {
      for scalar in piece.text.unicodeScalars { counts[scalar, default: 0] += piece.count }
    }
    for scalar in initial { counts[scalar] = .max }
    let ordered = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    for scalar in ordered.prefix(limit ?? .max).map(\.key).sorted() {
      if !tokens.contains(String(scalar)) { tokens.append(String(scalar)) }
    }
    for piece in pieces {
      let ids = piece.text.unicodeScalars.compactMap { tokens.firstIndex(of: String($0)) }
      words.append((ids.map { ($0, 1) }, piece.count))
    }
    while tokens.count < size, let (pair, count) = best(longest) {
      if count < max(1, minimum) { break }
      merge(pair)
    }
  }

  private struct Pair: Hashable {
    var left: Int
    var right: Int
  }

  private func best(_ longest: Int?) -> (Pair, UInt64)? {
    var counts: [Pair: UInt64] = [:]
    for word in words {
      for (left, right) in zip(word.ids, word.ids.dropFirst()) {
        let length = left.length + right.length
        if length > 2, let longest, length >= longest { continue }
        counts[Pair(left: left.id, right: right.id), default: 0] += word.weight
      }
    }
    return counts.min { a, b in
      if a.value != b.value { return a.value > b.value }
      return (a.key.left, a.key.right) < (b.key.left, b.key.right)
    }.map { ($0.key, $0.value) }
  }

  private mutating func merge(_ pair: Pair) {
    merges.append((tokens[pair.left], tokens[pair.right]))
    let text = tokens[pair.left] + tokens[pair.right]
    let new = tokens.firstIndex(of: text) ?? tokens.count
    if new == tokens.count { tokens.append(text) }
    for word in words.indices {
      var place = 0
      while place + 1 < words[word].ids.count {
        let (left, right) = (words[word].ids[place], words[word].ids[place + 1])
        if left.id == pair.left, right.id == pair.right {
          words[word].ids.replaceSubrange(
            place...place + 1, with: [(id: new, length: left.length + right.length)])
        }
        place += 1
      }
    }
  }
}
