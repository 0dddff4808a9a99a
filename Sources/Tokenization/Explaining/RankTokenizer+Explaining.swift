extension RankTokenizer: ExplainingTokenizer {
  /// How a text becomes ids: the pattern's pieces, and in each the merges by rank.
  public func explain(_ text: [UInt8]) -> Explanation {
    var explanation = Explanation(text: text, parts: [], ids: [])
    let ends = UnsafeMutableBufferPointer<Int>.allocate(capacity: 256)
    defer { ends.deallocate() }
    text.withUnsafeBufferPointer { text in
      var start = 0
      while start < text.count {
        let count = splitter.nextEnds(ends, from: start, in: text)
        if count == 0 { break }
        for end in ends[..<count] {
          let piece = UnsafeBufferPointer(rebasing: text[start..<end])
          explanation.parts.append(explain(piece, at: start))
          start = end
        }
      }
    }
    explanation.ids = explanation.parts.flatMap { $0.tokens.map(\.id) }
    return explanation
  }

  private func explain(_ piece: UnsafeBufferPointer<UInt8>, at start: Int) -> Explanation.Part {
    var part = Explanation.Part(
      range: start..<start + piece.count, bytes: Array(piece), steps: .lookup, tokens: [])
    guard let base = piece.baseAddress else { return part }
    func find(_ start: Int, _ end: Int) -> Int {
      let count = end - start
      return model.tokens.find(
        base + start, count, hash: TokenTable.hash(base + start, count))
    }
    let whole = find(0, piece.count)
    if whole >= 0 {
      part.tokens = [Explanation.Token(id: model.ids[whole], range: 0..<piece.count)]
      return part
    }
    let ends = Array(1...piece.count)
    let trace = MergeTrace(symbolEnds: ends) { pair in
      let token = find(pair.start, pair.end)
      if token < 0 { return nil }
      return MergeTrace.Candidate(id: model.ids[token], priority: UInt32(token))
    }
    part.steps = .merges(
      Explanation.Merges(
        symbolEnds: ends,
        merges: trace.merges.map {
          Explanation.Merge(
            start: $0.start, middle: $0.middle, end: $0.end, id: $0.id,
            rank: $0.id - firstOrdinaryID)
        }, splits: []))
    var from = 0
    for end in trace.ends {
      part.tokens.append(
        Explanation.Token(id: model.ids[find(from, end)], range: from..<end))
      from = end
    }
    return part
  }
}
