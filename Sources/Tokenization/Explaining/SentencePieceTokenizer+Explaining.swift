extension SentencePieceTokenizer: ExplainingTokenizer {
  /// How a text becomes ids: the normalized text, its runs up to a space, and in each the merges by score
  /// or the lattice.
  public func explain(_ text: [UInt8]) -> Explanation {
    let normalized = SentencePieceText()
    return text.withUnsafeBufferPointer { source in
      normalizer.normalizeWithOrigins(source, into: normalized)
      let bytes = UnsafePointer(normalized.bytes)
      let count = normalized.count
      var explanation = Explanation(
        text: text, normalized: Array(UnsafeBufferPointer(start: bytes, count: count)), parts: [],
        ids: [])
      var writer = SpanWriter(tables: tables, text: source, normalized: normalized)
      var spans: [TokenSpan] = []
      let unigram = parts.algorithm == .unigram ? UnigramSegmenter(tables) : nil
      var running: Float = 0
      var start = 0
      while start < count {
        let end = tables.boundary.chunkEnd(bytes, from: start, count)
        let chunk = UnsafeBufferPointer(start: bytes + start, count: end - start)
        let cut =
          if let unigram {
            explain(chunk, with: unigram, &running)
          } else if parts.algorithm == .bpe {
            explainMerges(chunk)
          } else {
            explainLookup(chunk)
          }
        for segment in cut.segments { writer.add(segment, to: &explanation.ids, &spans) }
        explanation.parts.append(
          Explanation.Part(
            range: start..<end, bytes: Array(chunk), steps: cut.steps,
            tokens: tokens(cut.segments, of: chunk)))
        start = end
      }
      return explanation
    }
  }

  private typealias Cut = (segments: [Segment], steps: Explanation.Steps)

  private func explainMerges(_ chunk: UnsafeBufferPointer<UInt8>) -> Cut {
    guard let base = chunk.baseAddress else { return ([], .lookup) }
    let merges = PieceMerges(tables, base, count: chunk.count)
    let steps = merges.trace.merges.map {
      Explanation.Merge(
        start: $0.start, middle: $0.middle, end: $0.end, id: $0.id,
        score: Double(parts.scores[Int($0.id)]))
    }
    return (
      merges.segments,
      .merges(
        Explanation.Merges(
          symbolEnds: merges.symbolEnds, merges: steps, splits: merges.splits))
    )
  }

  private func explainLookup(_ chunk: UnsafeBufferPointer<UInt8>) -> Cut {
    guard let base = chunk.baseAddress else { return ([], .lookup) }
    let segmenter: any PieceSegmenter =
      parts.algorithm == .word ? WordSegmenter(tables) : CharSegmenter(tables)
    var segments: [Segment] = []
    var running: Float = 0
    segmenter.segment(base, count: chunk.count, running: &running, into: &segments)
    return (segments, .lookup)
  }

  private func explain(
    _ chunk: UnsafeBufferPointer<UInt8>, with segmenter: UnigramSegmenter, _ running: inout Float
  ) -> Cut {
    guard let base = chunk.baseAddress else { return ([], .lookup) }
    var segments: [Segment] = []
    segmenter.segment(base, count: chunk.count, running: &running, into: &segments)
    let lattice = UnigramLattice(tables, base, count: chunk.count, bonus: .bytes)
    let best = tokens(segments, of: chunk, keepsUnknown: true)
    func row(_ path: UnigramLattice.Path) -> Explanation.Row {
      Explanation.Row(tokens: path.nodes.map(Self.token), score: Double(path.score))
    }
    let others = lattice.best(2).map(row).filter { row in
      row.tokens.map(\.range) != best.map(\.range)
    }
    let score = segments.reduce(Float(0)) { $0 + (segmenter.score(of: $1.id) ?? 0) }
    return (
      segments,
      .lattice(
        Explanation.Lattice(
          edges: lattice.nodes.map(Self.token),
          best: Explanation.Row(tokens: best, score: Double(score)), runnerUp: others.first))
    )
  }

  private static func token(_ node: UnigramLattice.Node) -> Explanation.Token {
    Explanation.Token(
      id: node.id, range: Int(node.start)..<Int(node.end), score: Double(node.score))
  }

  /// The tokens of segments, with bytes for unknown scalars where the model has them.
  private func tokens(
    _ segments: [Segment], of chunk: UnsafeBufferPointer<UInt8>, keepsUnknown: Bool = false
  ) -> [Explanation.Token] {
    var tokens: [Explanation.Token] = []
    var at = 0
    for segment in segments {
      let end = at + Int(segment.length)
      if segment.id == tables.unknown, tables.byteFallback, !keepsUnknown {
        for index in at..<end {
          let id = tables.byteIDs.base[Int(chunk[index])]
          tokens.append(Explanation.Token(id: id, range: index..<index + 1))
        }
      } else {
        let score =
          segment.id == tables.unknown ? tables.unknownScore : tables.scores.base[Int(segment.id)]
        tokens.append(Explanation.Token(id: segment.id, range: at..<end, score: Double(score)))
      }
      at = end
    }
    return tokens
  }
}
