/// A set of byte strings with values: a double array, where a step is one exclusive-or and one check.
///
/// Node 0 is the root. A child of `node` by `byte` is `units[node].base ^ byte` when its `check` is
/// `node`. Bases keep within blocks of 256, so a step never leaves the array. After Aoe (1989).
package struct ByteTrie: Sendable {
  /// One node.
  struct Unit: BitwiseCopyable, Sendable {
    var base: UInt32 = 0
    var check: UInt32 = .max
    /// The value of the string that ends here, or −1.
    var value: Int32 = -1
    /// What Unigram adds for the string that ends here; −∞ where none does that may be used.
    ///
    /// Here, so that a match costs no further line of memory; and 16 bytes lie in one line.
    var score = -Float.infinity
  }

  let units: FlatMemory<Unit>

  /// Creates a trie of distinct, non-empty keys; each key's value is not negative.
  ///
  /// - Complexity: O(total bytes · log) for sorting, then about O(total bytes).
  package init(_ keys: [(key: ArraySlice<UInt8>, value: Int32)]) { self.init(keys, score: nil) }

  /// Creates a trie whose strings have scores.
  ///
  /// - Parameters:
  ///   - keys: distinct, non-empty keys; each key's value is not negative.
  ///   - score: the score of a value; −∞ for one that may not be used.
  init(_ keys: [(key: ArraySlice<UInt8>, value: Int32)], score: ((Int32) -> Float)?) {
    var builder = ByteTrieBuilder(keys)
    units = builder.build(score: score)
  }

  /// The length of the longest of the first `limit` keys that are prefixes of the text; 0 for none.
  package func longestPrefix(_ text: UnsafePointer<UInt8>, count: Int, limit: Int) -> Int {
    let units = self.units.base
    var node: UInt32 = 0
    var longest = 0
    var found = 0
    for index in 0..<count {
      let child = units[Int(node)].base ^ UInt32(text[index])
      if units[Int(child)].check != node { break }
      node = child
      if units[Int(node)].value >= 0 {
        longest = index + 1
        found += 1
        if found == limit { break }
      }
    }
    return longest
  }
}
