/// Unigram over one chunk in exact arithmetic, with a proof of where float32 finds the same pieces.
///
/// The reference adds float32 scores along each path, starting from the running sum B of the text
/// before. Each addition is off by at most half a unit in the last place (ulp) of the largest sum M, so
/// the sum of a path of k pieces by at most k/2 ulp(M). At a place behind s scalars, which the best way
/// reaches with k pieces, another way has at most s: float32 prefers the best one too where its exact sum
/// is larger by more than (k + s)/2 ulp(M). The least ulp that the places on the best path allow gives a
/// largest M and, less what the chunk itself adds, a largest |B|.
final class UnigramMargins {
  private struct Node: BitwiseCopyable {
    var best = -Double.infinity
    var second = -Double.infinity
    var start: Int32 = -1
    var id: UInt32 = 0
    /// The number of scalars before the place.
    var scalars: Int32 = 0
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
      nodes[start].scalars = Int32(scalars)
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
    nodes[count].scalars = Int32(scalars)
    let first = segments.count
    var end = count
    while end > 0 {
      let node = nodes[end]
      segments.append(Segment(id: node.id, length: Int32(end) - node.start))
      end = Int(node.start)
    }
    segments[first...].reverse()
    // Twice what float64 may be off by.
    let noise = Double(scalars) * largest * 0x1p-51
    var ulp = Double.infinity
    for index in first..<segments.count {
      end += Int(segments[index].length)
      let node = nodes[end]
      let pieces = index - first + 1
      let margin = node.best - node.second - noise
      ulp = min(ulp, 2 * margin / Double(pieces + Int(node.scalars)))
    }
    return Self.limit(ulp: ulp, scalars: scalars, largest: largest)
  }

  /// The largest |B| for which ulp(M) is below a limit and no sum reaches the threshold of a new start.
  private static func limit(ulp: Double, scalars: Int, largest: Double) -> Float {
    var bound = Double(UnigramSegmenter.resetThreshold) - 1
    if ulp.isFinite {
      guard ulp > 0x1p-60 else { return -1 }
      // ulp(M) is 2^(e − 23) for M in 2^e ..< 2^(e + 1). What additions are off by counts, too.
      let binade = Double(sign: .plus, exponent: Int((ulp * 0.999).exponent) + 24, significand: 1)
      bound = min(bound, binade - Double(scalars) * ulp)
    }
    let limit = bound - largest
    return limit > 0 ? Float(limit).nextDown : -1
  }
}
