/// Puts an explanation together out of stretches of the text.
public struct ExplanationBuilder: Sendable {
  private let text: [UInt8]
  private var seen: [UInt8] = []
  private var parts: [Explanation.Part] = []
  private var ids: [UInt32] = []

  /// Whether pieces are cut, or only the text that the model sees is put together.
  private let asksModel: Bool

  /// Starts with the whole text.
  public init(_ text: [UInt8]) { self.init(text, asksModel: true) }

  init(_ text: [UInt8], asksModel: Bool) {
    self.text = text
    self.asksModel = asksModel
  }

  /// What was put together.
  public var explanation: Explanation {
    Explanation(text: text, normalized: seen == text ? nil : seen, parts: parts, ids: ids)
  }

  /// Adds a stretch that was explained alone.
  public mutating func append(_ stretch: Explanation) {
    let offset = seen.count
    seen += stretch.normalized ?? stretch.text
    for var part in stretch.parts {
      part.range = part.range.lowerBound + offset..<part.range.upperBound + offset
      parts.append(part)
    }
    ids += stretch.ids
  }

  /// Adds a token that stands in the text.
  public mutating func append(_ bytes: some Collection<UInt8>, added id: UInt32) {
    let start = seen.count
    seen += bytes
    parts.append(
      Explanation.Part(
        range: start..<seen.count, bytes: Array(bytes), steps: .added,
        tokens: [Explanation.Token(id: id, range: 0..<bytes.count)]))
    ids.append(id)
  }

  /// Adds the ids of a template, which stand for nothing in the text.
  public mutating func append(template: [UInt32]) {
    for id in template { append(EmptyCollection(), added: id) }
  }

  /// Adds an explanation as a template has it: perhaps the other way round, with ids before and behind.
  public mutating func append(_ explanation: Explanation, in template: TokenTemplate) {
    append(template: template.before)
    let firstPart = parts.count
    let firstID = ids.count
    append(explanation)
    if template.isReversed {
      for index in firstPart..<parts.count { parts[index].tokens.reverse() }
      parts[firstPart...].reverse()
      ids[firstID...].reverse()
    }
    append(template: template.after)
  }

  /// Adds bytes that a model sees, cut into pieces; offsets of the pieces are within the bytes.
  mutating func append(
    _ bytes: UnsafeBufferPointer<UInt8>, pieces: [Range<Int>], cut: (Range<Int>) -> PieceCut
  ) {
    let offset = seen.count
    seen += bytes
    for piece in pieces where asksModel {
      let result = cut(piece)
      parts.append(
        Explanation.Part(
          range: piece.lowerBound + offset..<piece.upperBound + offset,
          bytes: Array(bytes[piece]), steps: result.steps, tokens: result.tokens,
          dropped: result.dropped))
      ids += result.tokens.map(\.id)
    }
  }
}

/// What a model made of a piece, and how.
struct PieceCut {
  var tokens: [Explanation.Token]
  var steps: Explanation.Steps
  var dropped: [Range<Int>] = []

  /// One token, or the unknown one, for the piece.
  init(whole id: UInt32, count: Int) {
    self.init(tokens: [Explanation.Token(id: id, range: 0..<count)], steps: .lookup)
  }

  init(
    tokens: [Explanation.Token], steps: Explanation.Steps, dropped: [Range<Int>] = []
  ) {
    self.tokens = tokens
    self.steps = steps
    self.dropped = dropped
  }

  /// Merging by a list of ranked merges.
  ///
  /// - Parameters:
  ///   - symbolEnds: where the symbols end that merging starts from.
  ///   - ids: their tokens.
  ///   - rules: the merges.
  ///   - dropped: what the model leaves out.
  init(
    merging symbolEnds: [Int], ids: [UInt32], by rules: MergeRules, dropped: [Range<Int>] = []
  ) {
    if ids.count == 1, dropped.isEmpty, let end = symbolEnds.first {
      self.init(whole: ids[0], count: end)
      return
    }
    let trace = MergeTrace(symbolEnds: symbolEnds, ids: ids) { pair in
      let rank = rules.pairs.find(pair.left, pair.right)
      if rank == PairTable.none { return nil }
      return MergeTrace.Candidate(id: rules.results.base[Int(rank)], priority: rank)
    }
    var start = 0
    let tokens = zip(trace.ends, trace.ids).map { end, id in
      defer { start = end }
      return Explanation.Token(id: id, range: start..<end)
    }
    let merges = trace.merges.map {
      Explanation.Merge(
        start: $0.start, middle: $0.middle, end: $0.end, id: $0.id, rank: $0.priority)
    }
    self.init(
      tokens: tokens,
      steps: .merges(Explanation.Merges(symbolEnds: symbolEnds, merges: merges, splits: [])),
      dropped: dropped)
  }
}
