/// Unigram over one chunk in exact arithmetic, with a proof of where float32 finds the same pieces.
///
/// The reference adds float32 scores along each path, starting from the running sum B of the text
/// before. A path of k pieces is then off by at most k/2 units in the last place (ulp) of the largest
/// sum M. So a comparison whose exact sums differ by more than k ulp(M) comes out alike. The margin here
/// is the least difference, over the places on the best path, between the best and the second best way
/// there, and it must be four times what is needed, with k the number of scalars. That gives a largest
/// M, and, less the largest sum within the chunk, a largest |B|. Sums in float64 add errors 2²⁹ times
/// smaller, which the factor covers.
final class UnigramMargins {
  private struct Node: BitwiseCopyable {
    var best = -Double.infinity
    var second = -Double.infinity
    var start: Int32 = -1
    var id: UInt32 = 0
  }

  private let tables: SentencePieceTables
  private let trie: FlatMemory<ByteTrie.Unit>
  private let nodes = Scratch<Node>(capacity: 256)

  init(_ tables: SentencePieceTables) {
    self.tables = tables
    trie = tables.trie?.units ?? FlatMemory([ByteTrie.Unit()])
  }

  /// Cuts a chunk and gives the largest |B| for which float32 cuts it so; negative for never.
  func segment(
    _ text: UnsafePointer<UInt8>, count: Int, into segments: inout [Segment]
  ) -> Float {
    nodes.reserve(count + 1)
    let nodes = self.nodes.base
    let units = trie.base
    let kinds = tables.kinds.base
    let scores = tables.scores.base
    nodes.initialize(repeating: Node(), count: count + 1)
    nodes[0].best = 0
    var start = 0
    var scalars = 0
    var largest = 0.0
    @inline(__always) func offer(_ end: Int, _ score: Double, _ id: UInt32) {
      largest = max(largest, abs(score))
      if nodes[end].start == -1 || score > nodes[end].best {
        if nodes[end].start != -1 { nodes[end].second = nodes[end].best }
        nodes[end].best = score
        nodes[end].start = Int32(start)
        nodes[end].id = id
      } else if score > nodes[end].second {
        nodes[end].second = score
      }
    }
    while start < count {
      let here = nodes[start].best
      let length = statedLength(text + start, count: count - start)
      var hasScalar = false
      var node: UInt32 = 0
      var at = start
      while at < count {
        let child = units[Int(node)].base ^ UInt32(text[at])
        let unit = units[Int(child)]
        if unit.check != node { break }
        node = child
        at += 1
        if unit.value < 0 { continue }
        let id = Int(unit.value)
        if kinds[id] == TokenKind.unused.rawValue { continue }
        offer(at, here + Double(scores[id]), UInt32(id))
        if at - start == length { hasScalar = true }
      }
      if !hasScalar {
        offer(start + length, here + Double(tables.unknownScore), tables.unknown)
      }
      start += length
      scalars += 1
    }
    let first = segments.count
    var margin = Double.infinity
    var end = count
    while end > 0 {
      let node = nodes[end]
      margin = min(margin, node.best - node.second)
      segments.append(Segment(id: node.id, length: Int32(end) - node.start))
      end = Int(node.start)
    }
    segments[first...].reverse()
    return Self.limit(margin: margin, scalars: scalars, largest: largest)
  }

  /// The largest |B|: ulp(M) ≤ margin / (4 · scalars), and no sum reaches the threshold of a new start.
  private static func limit(margin: Double, scalars: Int, largest: Double) -> Float {
    let reset = Double(UnigramSegmenter.resetThreshold) - 1
    var bound = reset
    let ulp = margin / Double(4 * scalars)
    if ulp.isFinite {
      // ulp(M) is 2^(e − 23) for M in 2^e ..< 2^(e + 1).
      guard ulp > 0x1p-60 else { return -1 }
      bound = min(bound, Double(sign: .plus, exponent: Int(ulp.exponent) + 24, significand: 1))
    }
    let limit = bound - largest
    return limit > 0 ? Float(limit).nextDown : -1
  }
}
