import Groundwork

/// Which of some words share a part (a token, a morpheme), as bits.
struct SharedParts: Sendable {
  /// The number of words.
  let words: Int
  /// For each word, the parts that other words have too: indices in `holders`.
  private var parts: [[Int]]
  /// For each part, the words that have it, a bit each.
  private var holders: [[UInt64]] = []

  private var limbs: Int { (words + 63) / 64 }

  /// Words by the numbers of their parts.
  ///
  /// O(p log p + s · w) in all parts, in the parts that are shared, and in the words. Holds w / 8 bytes for
  /// each shared part.
  init(_ lists: [[UInt32]]) {
    words = lists.count
    parts = [[Int]](repeating: [], count: lists.count)
    var pairs: [(part: UInt32, word: Int)] = []
    for (word, list) in lists.enumerated() { pairs += list.map { ($0, word) } }
    pairs.sort { ($0.part, $0.word) < ($1.part, $1.word) }
    var first = 0
    while first < pairs.count {
      var end = first + 1
      while end < pairs.count, pairs[end].part == pairs[first].part { end += 1 }
      // A word may have a part twice.
      if pairs[first].word != pairs[end - 1].word {
        var bits = [UInt64](repeating: 0, count: limbs)
        for pair in pairs[first..<end] {
          bits[pair.word >> 6] |= 1 << UInt64(pair.word & 63)
          if parts[pair.word].last != holders.count { parts[pair.word].append(holders.count) }
        }
        holders.append(bits)
      }
      first = end
    }
  }

  /// Words by the places of their parts in some bytes; parts of equal bytes are one.
  init(_ places: [[Range<Int>]], of bytes: [UInt8]) {
    var table = ByteTable()
    self.init(
      bytes.withUnsafeBufferPointer { bytes in
        places.map { parts in
          parts.map {
            UInt32(
              truncatingIfNeeded: table.insert(UnsafeBufferPointer(rebasing: bytes[$0])).number)
          }
        }
      })
  }

  /// Pairs of different words that share a part.
  var pairs: Int { count { row, _ in row.reduce(0) { $0 + $1.nonzeroBitCount } } }

  /// Pairs of different words that share a part here, and one there.
  func pairs(with other: SharedParts) -> Int {
    var theirs: [UInt64] = []
    return count { row, word in
      other.fill(&theirs, word)
      return zip(row, theirs).reduce(0) { $0 + ($1.0 & $1.1).nonzeroBitCount }
    }
  }

  /// Adds up a count of the words that share a part with each word, itself left out; each pair is met
  /// twice.
  private func count(_ bits: (_ row: [UInt64], _ word: Int) -> Int) -> Int {
    var row: [UInt64] = []
    var total = 0
    for word in 0..<words {
      fill(&row, word)
      total += bits(row, word)
    }
    return total / 2
  }

  /// The words that share a part with a word, a bit each, itself left out.
  private func fill(_ row: inout [UInt64], _ word: Int) {
    row.removeAll(keepingCapacity: true)
    row.append(contentsOf: repeatElement(0, count: limbs))
    for part in parts[word] {
      for limb in 0..<limbs { row[limb] |= holders[part][limb] }
    }
    row[word >> 6] &= ~(1 << UInt64(word & 63))
  }
}
