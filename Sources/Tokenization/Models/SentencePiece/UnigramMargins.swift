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
    /// Where the best way's last piece starts, above its id.
    var piece: UInt64 = 0
    /// The number of scalars before the place.
    var scalars: Int = 0

    @inline(__always) var start: Int { Int(piece &>> 32) }
    @inline(__always) var id: UInt32 { UInt32(truncatingIfNeeded: piece) }
  }

  private let tables: SentencePieceTables
  private let trie: FlatMemory<ByteTrie.Unit>
  private let nodes = Scratch<Node>(capacity: 256)
  private let pieces = Scratch<Segment>(capacity: 1)

  /// No score of a piece is farther from zero.
  private let largestScore: Double

  init(_ tables: SentencePieceTables) {
    self.tables = tables
    trie = tables.trie?.units ?? FlatMemory([ByteTrie.Unit()])
    largestScore = Double(tables.largestScore)
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
    let unknown = UInt64(tables.unknown)
    for index in 1..<max(count + 1, 1) {
      nodes[index].best = -.infinity
      nodes[index].second = -.infinity
    }
    nodes[0] = Node(best: 0)
    var start = 0
    var scalars = 0
    var largest = 0.0
    // No branches: which of two ways is better cannot be guessed.
    @inline(__always) func offer(_ end: Int, _ score: Double, _ id: UInt64) {
      let node = nodes + end
      let best = node.pointee.best
      let isBetter = score > best
      let least = isBetter ? best : score
      let second = node.pointee.second
      node.pointee.second = least > second ? least : second
      node.pointee.best = isBetter ? score : best
      let piece = UInt64(truncatingIfNeeded: start) &<< 32 | id
      node.pointee.piece = isBetter ? piece : node.pointee.piece
    }
    while start < count {
      let here = nodes[start].best
      largest = max(largest, abs(here))
      nodes[start].scalars = scalars
      let length = statedLength(text + start, count: count &- start)
      let next = start &+ length
      // Within a scalar no other way starts, so pieces that end there do not matter.
      var node: UInt32 = 0
      var at = start
      var unit = ByteTrie.Unit()
      while at < next {
        let child = units[Int(node)].base ^ UInt32(text[at])
        unit = units[Int(child)]
        if unit.check != node { break }
        node = child
        at &+= 1
      }
      if at < next {
        offer(next, here + unknownScore, unknown)
      } else {
        if unit.score > -.infinity {
          offer(next, here + Double(unit.score), UInt64(UInt32(bitPattern: unit.value)))
        } else {
          offer(next, here + unknownScore, unknown)
        }
        while at < count {
          let child = unit.base ^ UInt32(text[at])
          unit = units[Int(child)]
          if unit.check != node { break }
          node = child
          at &+= 1
          // Where no piece ends, the score is −∞.
          offer(at, here + Double(unit.score), UInt64(UInt32(bitPattern: unit.value)))
        }
      }
      start = next
      scalars &+= 1
    }
    nodes[count].scalars = scalars
    largest = max(largest, abs(nodes[count].best)) + largestScore
    var pieceCount = 0
    var end = count
    while end > 0 {
      pieceCount += 1
      end = nodes[end].start
    }
    // Twice what float64 may be off by.
    let noise = Double(scalars) * largest * 0x1p-51
    var ulp = Double.infinity
    end = count
    for index in stride(from: pieceCount, to: 0, by: -1) {
      let node = nodes[end]
      let margin = node.best - node.second - noise
      ulp = min(ulp, 2 * margin * Self.share(index + node.scalars))
      segments[index - 1] = Segment(
        id: node.id, length: Int32(truncatingIfNeeded: end &- node.start))
      end = node.start
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
