import Groundwork
import Testing

@testable import Tokenization
@testable import TokenizerFormats

/// Single explanations, step by step.
@Suite struct ExplanationStepTests {
  @Test func addedTokensAreParts() throws {
    let tokenizer = try HuggingFaceFixtures.load("llama")
    let explanation = tokenizer.explain(Array("the<s>cat".utf8))
    #expect(explanation.normalized == Array("▁the<s>▁cat".utf8))
    let added = explanation.parts.filter { $0.steps == .added }
    #expect(added.map(\.bytes) == [Array("<s>".utf8)])
    #expect(added.map(\.range) == [6..<9])
    #expect(added.flatMap(\.tokens) == [Explanation.Token(id: 1, range: 0..<3)])
    let text = tokenizer.explain(Array("the<s>cat".utf8), specials: .text)
    #expect(!text.parts.contains { $0.steps == .added })
  }

  @Test func mergesHaveTheirRanks() throws {
    let tokenizer = try HuggingFaceFixtures.load("bytelevel")
    let explanation = tokenizer.explain(Array("the".utf8))
    guard case .merges(let merges) = try #require(explanation.parts.first).steps else {
      Issue.record("no merges")
      return
    }
    let file = try JSONValue(contentsOf: HuggingFaceFixtures.path("bytelevel.json"))
    let list = try #require(file["model"]?["merges"]?.array)
    #expect(!merges.merges.isEmpty)
    for merge in merges.merges {
      let rank = Int(try #require(merge.rank))
      let pair = try #require(list[rank].array).compactMap(\.string)
      #expect(pair == ["the"[merge.start..<merge.middle], "the"[merge.middle..<merge.end]])
    }
  }

  @Test func aSingleSymbolNeedsNoMerge() throws {
    let tokenizer = try HuggingFaceFixtures.load("bytelevel")
    let explanation = tokenizer.explain(Array("z".utf8))
    #expect(explanation.parts.map(\.steps) == [.lookup])
    #expect(explanation.ids == [122])
  }

  @Test func scalarsWithoutATokenAreNamed() throws {
    let tokenizer = try HuggingFaceFixtures.load("unknown-dropped")
    let explanation = tokenizer.explain(Array("字the語".utf8))
    let dropped = explanation.parts.flatMap { part in part.dropped.map { part.bytes[$0] } }
    #expect(dropped.map { String(decoding: $0, as: UTF8.self) } == ["字", "語"])
    let part = try #require(explanation.parts.first)
    #expect(part.tokens.flatMap { part.bytes(in: $0.range) } == Array("the".utf8))
  }

  @Test func wordPieceTriesTheLongestFirst() throws {
    let tokenizer = try HuggingFaceFixtures.load("wordpiece")
    // The vocabulary has cat, ##s, ##at, hello, ##o; but no z.
    let explanation = tokenizer.explain(Array("cats catz".utf8))
    let steps = explanation.parts.map(\.steps)
    let cat = Explanation.Lookup(start: 0, end: 3, id: 4, tried: [4])
    #expect(
      steps == [
        .greedy(
          Explanation.Greedy.of(
            "##", [cat, Explanation.Lookup(start: 3, end: 4, id: 5, tried: [])])),
        .greedy(
          Explanation.Greedy.of(
            "##", [cat, Explanation.Lookup(start: 3, end: nil, id: nil, tried: [4])]
          )),
      ])
    #expect(explanation.ids == [4, 5, 0])
    let long = tokenizer.explain(Array("hellohello".utf8)).parts
    #expect(long.map(\.steps) == [.greedy(Explanation.Greedy.of("##", [], isTooLong: true))])
  }

  /// The two best rows of a lattice are those of trying every row.
  @Test func theRunnerUpIsTheSecondBestOfAllRows() throws {
    let tokenizer = try HuggingFaceFixtures.load("unigram-ties")
    var texts = RandomTexts(stream: 911)
    for _ in 0..<150 {
      let text = texts.nextPlain(letters: "abcdéx", count: 9)
      for part in tokenizer.explain(text).parts {
        guard case .lattice(let lattice) = part.steps else { continue }
        let sums = Self.rows(lattice.edges, from: 0, to: part.bytes.count).sorted(by: >)
        #expect(abs(lattice.best.score - sums[0]) < 1e-9)
        #expect((lattice.runnerUp != nil) == (sums.count > 1))
        if let second = lattice.runnerUp { #expect(abs(second.score - sums[1]) < 1e-9) }
      }
    }
  }

  private static func rows(
    _ edges: [Explanation.Token], from start: Int, to end: Int
  ) -> [Double] {
    if start == end { return [0] }
    return edges.filter { $0.range.lowerBound == start }.flatMap { edge in
      rows(edges, from: edge.range.upperBound, to: end).map { $0 + (edge.score ?? 0) }
    }
  }
}

extension Explanation.Greedy {
  static func of(
    _ prefix: String, _ lookups: [Explanation.Lookup], isTooLong: Bool = false
  ) -> Explanation.Greedy {
    Explanation.Greedy(prefix: Array(prefix.utf8), lookups: lookups, isTooLong: isTooLong)
  }
}

extension String {
  fileprivate subscript(_ range: Range<Int>) -> String {
    String(decoding: Array(utf8)[range], as: UTF8.self)
  }
}
