extension UnigramModel {
  func explain(_ piece: UnsafePointer<UInt8>, count: Int) -> PieceCut {
    var segments: [Segment] = []
    makeWorker().segment(piece, count: count, into: &segments)
    let edges = edges(piece, count)
    let rows = Self.bestRows(edges, count)
    var lattice = Explanation.Lattice(
      edges: edges, best: Explanation.Row(tokens: [], score: 0), runnerUp: nil)
    if let best = rows.first { lattice.best = best }
    if rows.count > 1 { lattice.runnerUp = rows[1] }
    var at = 0
    var next = edges.startIndex
    let tokens = segments.map { segment in
      let start = at
      at += Int(segment.length)
      // Edges are in the order of their starts, so the search goes on where it was.
      while next < edges.endIndex, edges[next].range.lowerBound < start { next += 1 }
      let edge = edges[next...].prefix { $0.range.lowerBound == start }
        .first { $0.range.upperBound == at && $0.id == segment.id }
      return Explanation.Token(id: segment.id, range: start..<at, score: edge?.score)
    }
    return PieceCut(tokens: tokens, steps: .lattice(lattice))
  }

  /// Every token at every place; unknown scalars where none is that short.
  private func edges(
    _ piece: UnsafePointer<UInt8>, _ count: Int
  ) -> [Explanation.Token] {
    var edges: [Explanation.Token] = []
    let units = trie.units.base
    var start = 0
    while start < count {
      let length = statedLength(piece + start, count: count - start)
      var found: [Explanation.Token] = []
      var hasScalar = false
      var node: UInt32 = 0
      var at = start
      while at < count {
        let child = units[Int(node)].base ^ UInt32(piece[at])
        let unit = units[Int(child)]
        if unit.check != node { break }
        node = child
        at += 1
        if unit.value < 0 { continue }
        found.append(
          Explanation.Token(
            id: UInt32(unit.value), range: start..<at, score: scores.base[Int(unit.value)]))
        if at - start == length { hasScalar = true }
      }
      if !hasScalar {
        let token = Explanation.Token(
          id: unknown, range: start..<start + length, score: unknownScore)
        found.insert(token, at: found.firstIndex { $0.range.count > length } ?? found.count)
      }
      edges += found
      start += length
    }
    return edges
  }

  /// A way to a place: the last edge, and which of the two ways to its start it goes on from.
  private struct Way {
    var score: Double
    var edge: Int
    var before: Int
  }

  /// The best row and the second best, of equal ones the first found as in the encoder.
  private static func bestRows(
    _ edges: [Explanation.Token], _ count: Int
  ) -> [Explanation.Row] {
    var ways = [[Way]](repeating: [], count: count + 1)
    for (index, edge) in edges.enumerated() {
      let score = edge.score ?? 0
      let starts =
        edge.range.lowerBound == 0
        ? [0.0] : ways[edge.range.lowerBound].map(\.score)
      for (before, start) in starts.enumerated() {
        let way = Way(score: score + start, edge: index, before: before)
        let end = edge.range.upperBound
        let place = ways[end].firstIndex { $0.score < way.score } ?? ways[end].count
        if place > 1 { continue }
        ways[end].insert(way, at: place)
        if ways[end].count > 2 { ways[end].removeLast() }
      }
    }
    return (0..<(count > 0 ? ways[count].count : 0)).map { rank in
      var tokens: [Explanation.Token] = []
      var place = count
      var rank = rank
      let score = ways[count][rank].score
      while place > 0 {
        let way = ways[place][rank]
        tokens.append(edges[way.edge])
        place = edges[way.edge].range.lowerBound
        rank = way.before
      }
      return Explanation.Row(tokens: tokens.reversed(), score: score)
    }
  }
}
