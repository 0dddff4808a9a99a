/// All ways to cut a normalized text into pieces of a Unigram model.
///
/// Nodes come in the order of the reference's lattice (`PopulateNodes` in `src/unigram_model.cc` of
/// google/sentencepiece): by start, then by length, the unknown scalar last; n-best ties depend on it.
/// O(n · pieces at a place) memory.
struct UnigramLattice {
  /// A piece at a place.
  struct Node {
    var start: Int32
    var end: Int32
    var id: UInt32
    var score: Float
  }

  /// What user-defined pieces add, which the reference does not count alike everywhere.
  enum Bonus {
    /// As in `EncodeOptimized`: 0.1 for each byte but the first.
    case bytes
    /// As in its lattice: 0.1 for each scalar but the first.
    case scalars
  }

  /// The nodes; before the first and behind the last stand the text's ends, which are not among them.
  private(set) var nodes: [Node] = []
  /// The indices of the nodes that end at each byte, in their order.
  private(set) var endingAt: [[Int32]]
  /// The number of bytes.
  let count: Int

  /// Finds all pieces of a text; 16 bytes behind its end must be readable.
  init(
    _ tables: SentencePieceTables, _ text: UnsafePointer<UInt8>, count: Int, bonus: Bonus
  ) {
    self.count = count
    endingAt = Array(repeating: [], count: count + 1)
    let trie = tables.trie?.units ?? FlatMemory([ByteTrie.Unit()])
    let units = trie.base
    var start = 0
    while start < count {
      let length = statedLength(text + start, count: count - start)
      var hasScalar = false
      var node: UInt32 = 0
      var at = start
      var scalars = 0
      while at < count {
        let child = units[Int(node)].base ^ UInt32(text[at])
        let unit = units[Int(child)]
        if unit.check != node { break }
        node = child
        if text[at] & 0xC0 != 0x80 { scalars += 1 }
        at += 1
        if unit.value < 0 { continue }
        let id = Int(unit.value)
        let kind = tables.kinds.base[id]
        if kind == TokenKind.unused.rawValue { continue }
        var score = tables.scores.base[id]
        if bonus == .scalars, kind == TokenKind.userDefined.rawValue {
          score = Float(0.1 * Double(scalars - 1))
        }
        add(Node(start: Int32(start), end: Int32(at), id: UInt32(id), score: score))
        if at - start == length { hasScalar = true }
      }
      if !hasScalar {
        add(
          Node(
            start: Int32(start), end: Int32(start + length), id: tables.unknown,
            score: tables.unknownScore))
      }
      start += length
    }
  }

  private mutating func add(_ node: Node) {
    endingAt[Int(node.end)].append(Int32(nodes.count))
    nodes.append(node)
  }

  /// For each node the best sum of scores from the text's start to the node's end.
  ///
  /// In float32 and in the reference's order, so that rounding is the same.
  func bestSums() -> [Float] {
    var sums = [Float](repeating: 0, count: nodes.count)
    // Nodes are in order of their starts, and those that end there have all come before.
    for (index, node) in nodes.enumerated() {
      if node.start == 0 {
        sums[index] = 0 + node.score
        continue
      }
      var best = -Float.infinity
      for left in endingAt[Int(node.start)] { best = max(best, sums[Int(left)] + node.score) }
      sums[index] = best
    }
    return sums
  }

  /// For each byte the logarithm of the sum over all ways to it of exp(α · score).
  func forwardSums(alpha: Double) -> [Double] {
    var sums = [Double](repeating: -.infinity, count: count + 1)
    sums[0] = 0
    for end in 1..<max(count + 1, 1) {
      let terms = endingAt[end].map { left in
        let node = nodes[Int(left)]
        return sums[Int(node.start)] + alpha * Double(node.score)
      }
      sums[end] = logOfSum(terms)
    }
    return sums
  }
}
