/// Unigram: the row of pieces with the largest sum of scores, in float32 and in the reference's order.
///
/// Definition: `EncodeOptimized` in `src/unigram_model.cc` of google/sentencepiece 0.2.3. At each scalar
/// the best sum up to it is extended by every piece that starts there; a later candidate wins only if
/// it is larger; sums beyond ±100,000 start afresh from zero. O(n · longest piece).
final class UnigramSegmenter: PieceSegmenter {
  /// The best way to a place.
  private struct Node: BitwiseCopyable {
    var score: Float
    var start: Int32
    var id: UInt32
  }

  /// How large a sum may be, either way, before it starts afresh.
  static let resetThreshold: Float = 100_000

  private let tables: SentencePieceTables
  private let trie: FlatMemory<ByteTrie.Unit>
  private let nodes = Scratch<Node>(capacity: 256)
  private let exact: UnigramMargins

  init(_ tables: SentencePieceTables) {
    self.tables = tables
    trie = tables.trie?.units ?? FlatMemory([ByteTrie.Unit()])
    exact = UnigramMargins(tables)
  }

  var isCacheable: Bool { true }
  var isScored: Bool { true }

  func score(of id: UInt32) -> Float? {
    id == tables.unknown ? tables.unknownScore : tables.scores.base[Int(id)]
  }

  func segmentAlone(
    _ text: UnsafePointer<UInt8>, count: Int, into segments: inout [Segment]
  ) -> Float {
    exact.segment(text, count: count, into: &segments)
  }

  func cutAlone(
    _ text: UnsafePointer<UInt8>, count: Int, into segments: UnsafeMutablePointer<Segment>
  ) -> (count: Int, limit: Float) {
    exact.cut(text, count: count, into: segments)
  }

  func segment(
    _ text: UnsafePointer<UInt8>, count: Int, running: inout Float, into segments: inout [Segment]
  ) {
    nodes.reserve(count + 1)
    let nodes = self.nodes.base
    let units = trie.base
    let unknownScore = tables.unknownScore
    for index in 0...count { nodes[index].start = -1 }
    nodes[0].score = running
    var start = 0
    var frontier = 0
    @inline(__always) func offer(_ end: Int, _ score: Float, _ id: UInt32) {
      if end > frontier { frontier = end }
      if nodes[end].start == -1 || score > nodes[end].score {
        nodes[end] = Node(score: score, start: Int32(start), id: id)
      }
    }
    while start < count {
      var here = nodes[start].score
      if here < -Self.resetThreshold || here > Self.resetThreshold {
        nodes[start].score -= here
        for index in start + 1..<max(frontier, start) + 1 where nodes[index].start != -1 {
          nodes[index].score -= here
        }
        here = 0
      }
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
        if unit.score == -.infinity { continue }
        offer(at, here + unit.score, UInt32(bitPattern: unit.value))
        if at - start == length { hasScalar = true }
      }
      if !hasScalar { offer(start + length, here + unknownScore, tables.unknown) }
      start += length
    }
    running = nodes[count].score
    let first = segments.count
    var end = count
    while end > 0 {
      let node = nodes[end]
      segments.append(Segment(id: node.id, length: Int32(end) - node.start))
      end = Int(node.start)
    }
    segments[first...].reverse()
  }
}
