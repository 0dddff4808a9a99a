import Groundwork

/// A way to cut a text.
public struct Segmentation: Sendable, Hashable {
  /// The ids.
  public var ids: [UInt32]
  /// The bytes of the text that each id stands for.
  public var spans: [TokenSpan]
  /// The sum of the pieces' scores.
  public var score: Float
}

extension SentencePieceTokenizer {
  /// The best ways to cut a text, best first, as sentencepiece's `NBestEncode`.
  ///
  /// Scores and the order among equals are the reference's; for one way the ids are those of `encode`.
  ///
  /// - Parameters:
  ///   - text: UTF-8.
  ///   - count: how many at most, 1 to 512.
  /// - Throws: `Failure` (usage) for a model that is not Unigram and for another count.
  /// - Complexity: O(n · pieces at a place + hypotheses · log); meant for single texts.
  public func encodeNBest(_ text: [UInt8], count: Int) throws(Failure) -> [Segmentation] {
    guard parts.algorithm == .unigram else {
      throw .usage(
        "n-best needs a Unigram model, and this is \(parts.algorithm.rawValue)",
        remedy: "use --sample for BPE, or another model")
    }
    guard (1...512).contains(count) else {
      throw .usage("\(count) ways are asked for", remedy: "ask for 1 to 512")
    }
    return withNormalized(text) { bytes, length, write in
      if length == 0 { return [Segmentation(ids: [], spans: [], score: 0)] }
      if count == 1 {
        var score: Float = 0
        var segments: [Segment] = []
        UnigramSegmenter(tables).segment(
          bytes, count: length, running: &score, into: &segments)
        return [write(segments, score)]
      }
      return UnigramLattice(tables, bytes, count: length, bonus: .scalars).best(count).map {
        write($0.nodes.map { Segment(id: $0.id, length: $0.end - $0.start) }, $0.score)
      }
    }
  }

  /// One way to cut a text, drawn at random: sentencepiece's `SampleEncode` over all ways.
  ///
  /// Unigram draws each way with a probability in proportion to exp(α · score), by forward filtering and
  /// backward sampling (Kudo 2018); BPE passes over each merge with probability α (dropout; Provilkov,
  /// Emelianenko and Voita 2020). The same text, α and numbers give the same ids.
  ///
  /// - Parameters:
  ///   - text: UTF-8.
  ///   - alpha: the smoothing, or the rate of dropout; not negative, and below 2²⁰.
  ///   - random: where draws come from, numbered from 0; one stream for each text.
  /// - Throws: `Failure` (usage) for models of words or characters, and for an α that is none.
  public func sample(
    _ text: [UInt8], alpha: Double, random: KeyedRandom
  ) throws(Failure) -> Segmentation {
    guard alpha >= 0, alpha < 0x1p20 else {
      throw .usage("alpha is \(alpha)", remedy: "use 0.1 for Unigram, or 0 to 1 for BPE dropout")
    }
    guard parts.algorithm == .unigram || parts.algorithm == .bpe else {
      throw .usage(
        "a model of the kind \(parts.algorithm.rawValue) has only one way to cut a text",
        remedy: "use a Unigram or BPE model")
    }
    return withNormalized(text) { bytes, length, write in
      if parts.algorithm == .unigram {
        let lattice = UnigramLattice(tables, bytes, count: length, bonus: .scalars)
        let nodes = lattice.sample(alpha: alpha, random: random)
        let segments = nodes.map { Segment(id: $0.id, length: $0.end - $0.start) }
        return write(segments, nodes.reduce(0) { $0 + $1.score })
      }
      var draws: UInt64 = 0
      let trace = PieceMerges(tables, bytes, count: length) {
        draws += 1
        return random.unit(draws - 1) < alpha
      }
      let score = trace.segments.reduce(0) { sum, segment in
        segment.id == tables.unknown ? sum : sum + parts.scores[Int(segment.id)]
      }
      return write(trace.segments, score)
    }
  }

  /// Calls `body` with a text's normalized bytes, behind which 16 may be read, and with what makes ids of
  /// its segments.
  private func withNormalized<Result>(
    _ text: [UInt8],
    _ body: (
      UnsafePointer<UInt8>, Int, (_ segments: [Segment], _ score: Float) -> Segmentation
    ) -> Result
  ) -> Result {
    let normalized = SentencePieceText()
    return text.withUnsafeBufferPointer { text in
      normalizer.normalizeWithOrigins(text, into: normalized)
      return body(normalized.bytes, normalized.count) { segments, score in
        var result = Segmentation(ids: [], spans: [], score: score)
        var writer = SpanWriter(tables: tables, text: text, normalized: normalized)
        for segment in segments { writer.add(segment, to: &result.ids, &result.spans) }
        return result
      }
    }
  }
}

extension UnigramLattice {
  /// A way through the lattice, drawn with a probability in proportion to exp(α · score).
  func sample(alpha: Double, random: KeyedRandom) -> [Node] {
    let sums = forwardSums(alpha: alpha)
    var row: [Node] = []
    var place = count
    while place > 0 {
      let candidates = endingAt[place].map { nodes[Int($0)] }
      let terms = candidates.map { sums[Int($0.start)] + alpha * Double($0.score) }
      let index = choose(terms, total: sums[place], at: random.unit(UInt64(row.count)))
      row.append(candidates[index])
      place = Int(candidates[index].start)
    }
    return row.reversed()
  }
}
