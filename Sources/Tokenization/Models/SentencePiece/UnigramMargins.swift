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
  private let pieces = Scratch<Segment>(capacity: 1)

  init(_ tables: SentencePieceTables) {
    self.tables = tables
    trie = tables.trie?.units ?? FlatMemory([ByteTrie.Unit()])
  }

  /// Cuts a chunk and gives the largest |B| for which float32 cuts it so; negative for never.
  func segment(
    _ text: UnsafePointer<UInt8>, count: Int, into segments: inout [Segment]
  ) -> Float {
    pieces.reserve(count + 1)
    let (pieceCount, limit) = cut(text, count: count, into: pieces.base)
    segments.append(contentsOf: UnsafeBufferPointer(start: pieces.base, count: pieceCount))
    return limit
  }

  /// The same into memory for `count` pieces; gives their number with the limit.
  func cut(
    _ text: UnsafePointer<UInt8>, count: Int, into segments: UnsafeMutablePointer<Segment>
  ) -> (count: Int, limit: Float) {
    nodes.reserve(count + 1)
    let nodes = self.nodes.base
    let units = trie.base
    let unknownScore = Double(tables.unknownScore)
    let unknown = tables.unknown
    // A node is written whole by its first offer.
    for index in 0...count { nodes[index].start = -1 }
    nodes[0].best = 0
    var start = 0
    var scalars = 0
    var largest = 0.0
    @inline(__always) func offer(_ end: Int, _ score: Double, _ id: UInt32) {
      largest = max(largest, abs(score))
      let node = nodes + end
      if node.pointee.start == -1 {
        node.pointee.best = score
        node.pointee.second = -.infinity
        node.pointee.start = Int32(truncatingIfNeeded: start)
        node.pointee.id = id
      } else if score > node.pointee.best {
        node.pointee.second = node.pointee.best
        node.pointee.best = score
        node.pointee.start = Int32(truncatingIfNeeded: start)
        node.pointee.id = id
      } else if score > node.pointee.second {
        node.pointee.second = score
      }
    }
    while start < count {
      let here = nodes[start].best
      nodes[start].scalars = Int32(truncatingIfNeeded: scalars)
      let length = statedLength(text + start, count: count - start)
      var hasScalar = false
      var node: UInt32 = 0
      var at = start
      while at < count {
        let child = units[Int(node)].base ^ UInt32(text[at])
        let unit = units[Int(child)]
        if unit.check != node { break }
        node = child
        at &+= 1
        if unit.score.isNaN { continue }
        offer(at, here + Double(unit.score), UInt32(bitPattern: unit.value))
        if at &- start == length { hasScalar = true }
      }
      if !hasScalar { offer(start + length, here + unknownScore, unknown) }
      start += length
      scalars += 1
    }
    nodes[count].scalars = Int32(truncatingIfNeeded: scalars)
    var pieceCount = 0
    var end = count
    while end > 0 {
      pieceCount += 1
      end = Int(nodes[end].start)
    }
    // Twice what float64 may be off by.
    let noise = Double(scalars) * largest * 0x1p-51
    var ulp = Double.infinity
    end = count
    for index in stride(from: pieceCount, to: 0, by: -1) {
      let node = nodes[end]
      let margin = node.best - node.second - noise
      ulp = min(ulp, 2 * margin * Self.share(index + Int(node.scalars)))
      segments[index - 1] = Segment(
        id: node.id, length: Int32(truncatingIfNeeded: end) - node.start)
      end = Int(node.start)
    }
    return (pieceCount, Self.limit(ulp: ulp, scalars: scalars, largest: largest))
  }

  /// 1 / n, rounded down more than a product is off by; a division a piece took 5 % of new words.
  @inline(__always)
  private static func share(_ count: Int) -> Double {
    count < 128 ? shares.base[count] : 0.9999 / Double(count)
  }

  private static let shares = FlatMemory((0..<128).map { 0.9999 / Double(max($0, 1)) })

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
