import Groundwork
import Tokenization

/// The last merge of a token: what merging the token's own symbols joins in the end.
package struct LastMerge: Hashable {
  /// The left part's id; nil for a scalar that is no token.
  package var left: UInt32?
  /// The right part's id; nil for a scalar that is no token.
  package var right: UInt32?
  /// The token.
  package var result: UInt32
  /// When it happens: the smaller the earlier.
  package var key: Int
}

/// The merges of a BPE that can happen: one for each token that merging can give.
///
/// Why one: let two neighbours be there before the merges of key k in some text. No merge so far crossed
/// their ends, so merging their bytes alone up to k leaves just these two. So for each token the pair is
/// the one that merging its own symbols leaves last, and no other split of it is ever met. Two systems
/// whose reduced merges are the same, in the same order, give the same tokens for every text: by
/// induction over the merges, each step does the same to any row of symbols. The leftmost pair goes
/// first in all of them. It needs that no two tokens are made at the same key; see `MarkRuns`.
enum ReducedMerges {
  /// The last merge of a token, where any two neighbours join whose text has a key.
  ///
  /// - Parameters:
  ///   - ends: where the symbols end that the token starts as.
  ///   - key: the key of a part of the token by its range; nil where it is no token to be merged.
  /// - Returns: where the left part ends, and the key; nil where the token does not come out whole.
  /// - Complexity: O(symbols²).
  static func lastSplit(
    ends: [Int], key: (Range<Int>) -> Int?
  ) -> (end: Int, key: Int)? {
    if ends.count < 2 { return nil }
    var ends = ends
    func pair(_ at: Int) -> Int { key((at == 0 ? 0 : ends[at - 1])..<ends[at + 1]) ?? .max }
    var keys = (0..<ends.count - 1).map(pair)
    while true {
      var best = 0
      for at in 1..<max(keys.count, 1) where keys[at] < keys[best] { best = at }
      if keys[best] == .max { return nil }
      if keys.count == 1 { return (ends[0], keys[0]) }
      ends.remove(at: best)
      keys.remove(at: best)
      if best < keys.count { keys[best] = pair(best) }
      if best > 0 { keys[best - 1] = pair(best - 1) }
    }
  }

  /// The last merge of a row of tokens that are merged by a list of pairs; nil where more than one is
  /// left.
  ///
  /// - Complexity: O(tokens²).
  static func lastPair(
    _ tokens: [UInt32], rule: (UInt32, UInt32) -> (rank: Int, result: UInt32)?
  ) -> LastMerge? {
    if tokens.count < 2 { return nil }
    var tokens = tokens
    var rules = zip(tokens, tokens.dropFirst()).map { rule($0, $1) }
    while true {
      var best = 0
      for at in 1..<max(rules.count, 1)
      where rules[at]?.rank ?? .max < rules[best]?.rank ?? .max { best = at }
      guard let made = rules[best] else { return nil }
      if rules.count == 1 {
        return LastMerge(left: tokens[0], right: tokens[1], result: made.result, key: made.rank)
      }
      tokens[best] = made.result
      tokens.remove(at: best + 1)
      rules.remove(at: best)
      if best < rules.count { rules[best] = rule(tokens[best], tokens[best + 1]) }
      if best > 0 { rules[best - 1] = rule(tokens[best - 1], tokens[best]) }
    }
  }

  /// Where the scalars of a text end.
  static func scalarEnds(_ text: some Collection<UInt8>) -> [Int] {
    var ends: [Int] = []
    for (index, byte) in text.enumerated() {
      if index > 0, byte & 0xC0 != 0x80 { ends.append(index) }
    }
    return text.isEmpty ? [] : ends + [text.count]
  }

  /// The first tokens whose merges differ between two systems, both in the order of keys; empty where
  /// they are the same.
  static func firstDifference(_ one: [LastMerge], _ other: [LastMerge]) -> [UInt32] {
    for (first, second) in zip(one, other)
    where first.left != second.left || first.right != second.right
      || first.result != second.result
    {
      return first.result == second.result ? [first.result] : [first.result, second.result]
    }
    if one.count == other.count { return [] }
    return [one.count > other.count ? one[other.count].result : other[one.count].result]
  }

  /// Texts in which the merges of some tokens may meet: the tokens, one behind the other, and with
  /// what they share once.
  static func meetings(_ tokens: [[UInt8]]) -> [[UInt8]] {
    var texts = tokens
    for one in tokens {
      for other in tokens {
        for shared in stride(from: min(one.count, other.count) - 1, through: 0, by: -1)
        where one.suffix(shared).elementsEqual(other.prefix(shared)) {
          texts.append(one + other.dropFirst(shared))
        }
      }
    }
    return texts
  }
}
