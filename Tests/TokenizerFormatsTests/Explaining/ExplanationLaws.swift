import Groundwork
import Testing
import Tokenization

/// What holds for the explanation of any text by any tokenizer.
struct ExplanationLaws {
  let tokenizer: any ExplainingTokenizer

  /// Checks an explanation against the encoder's ids.
  func check(_ text: [UInt8], _ encoder: any TextEncoder) throws {
    let name = "\(String(decoding: text, as: UTF8.self).debugDescription)"
    let explanation = tokenizer.explain(text)
    #expect(explanation.text == text)
    #expect(explanation.ids == encoder.encode(text), "\(name)")
    #expect(merged(explanation.parts.flatMap { $0.tokens.map(\.id) }) == merged(explanation.ids))
    let seen = explanation.normalized ?? text
    var end = 0
    for part in explanation.parts {
      #expect(part.range.lowerBound >= end, "\(name)")
      end = part.range.upperBound
      try #require(end <= seen.count)
      #expect(Array(seen[part.range]) == part.bytes)
      try check(part, name)
    }
  }

  /// Unknown ids in a row as one, as SentencePiece gives them.
  private func merged(_ ids: [UInt32]) -> [UInt32] {
    if tokenizer.summary.format == "huggingface" { return ids }
    var result: [UInt32] = []
    for id in ids {
      if id == result.last, tokenizer.vocabulary.kind(of: id) == .unknown { continue }
      result.append(id)
    }
    return result
  }

  private func check(_ part: Explanation.Part, _ name: String) throws {
    for token in part.tokens {
      #expect(token.range.lowerBound >= 0 && token.range.upperBound <= part.bytes.count, "\(name)")
    }
    let ends = part.tokens.map(\.range.upperBound)
    switch part.steps {
    case .lookup, .added: #expect(ends == ends.sorted())
    case .merges(let merges):
      #expect(part.dropped == part.dropped.sorted { $0.lowerBound < $1.lowerBound })
      var left = merges.symbolEnds
      for merge in merges.merges {
        let index = try #require(left.firstIndex(of: merge.middle), "\(name)")
        #expect((index == 0 ? 0 : left[index - 1]) == merge.start)
        #expect(left[index + 1] == merge.end)
        #expect((merge.rank == nil) != (merge.score == nil))
        left.remove(at: index)
      }
      for split in merges.splits {
        let index = try #require(left.firstIndex(of: split.end))
        left.insert(split.middle, at: index)
      }
      // Unknown scalars become bytes after merging in SentencePiece models.
      if merges.merges.first?.score == nil, part.tokens.count == left.count {
        #expect(ends == left, "\(name)")
      } else {
        #expect(Set(left).isSubset(of: Set(ends)), "\(name)")
      }
    case .lattice(let lattice): check(lattice, part, name)
    case .greedy(let greedy): check(greedy, part, name)
    }
  }

  private func check(_ lattice: Explanation.Lattice, _ part: Explanation.Part, _ name: String) {
    let edges = Set(lattice.edges)
    for row in [lattice.best] + (lattice.runnerUp.map { [$0] } ?? []) {
      var at = 0
      for token in row.tokens {
        #expect(token.range.lowerBound == at, "\(name)")
        #expect(edges.contains { $0.range == token.range && $0.id == token.id }, "\(name)")
        at = token.range.upperBound
      }
      #expect(at == part.bytes.count, "\(name)")
      let sum = row.tokens.reduce(0.0) { $0 + ($1.score ?? 0) }
      #expect(abs(sum - row.score) <= 1e-3 * max(1, abs(sum)), "\(name)")
    }
    if let second = lattice.runnerUp {
      #expect(second.tokens != lattice.best.tokens)
      #expect(second.score <= lattice.best.score + 1e-3, "\(name)")
    }
    // Where a cut of the tokens lies inside of a piece of the row, unknown scalars became bytes.
    let cuts = Set(lattice.best.tokens.map(\.range.upperBound))
    for token in part.tokens where tokenizer.vocabulary.kind(of: token.id) == .normal {
      #expect(cuts.contains(token.range.upperBound), "\(name)")
    }
  }

  private func check(_ greedy: Explanation.Greedy, _ part: Explanation.Part, _ name: String) {
    var at = 0
    for lookup in greedy.lookups {
      #expect(lookup.start == at, "\(name)")
      #expect(lookup.tried == lookup.tried.sorted(by: >))
      #expect(lookup.tried.allSatisfy { $0 > lookup.end ?? at })
      #expect(lookup.end == nil || !lookup.tried.isEmpty || lookup.end == part.bytes.count)
      at = lookup.end ?? part.bytes.count
    }
    if greedy.lookups.last?.end == nil {
      #expect(part.tokens.map(\.range) == [0..<part.bytes.count], "\(name)")
    } else {
      #expect(part.tokens.map(\.id) == greedy.lookups.compactMap(\.id))
      #expect(part.tokens.map(\.range.upperBound) == greedy.lookups.compactMap(\.end))
    }
  }
}
