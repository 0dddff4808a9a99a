import Groundwork
import Testing
import Tokenization

/// Replays the steps of an explanation: symbols, merges, splits.
///
/// - Returns: where the tokens end, in bytes of the part.
func replayed(_ merges: Explanation.Merges) throws -> [Int] {
  var ends = merges.symbolEnds
  for merge in merges.merges {
    let index = try #require(ends.firstIndex(of: merge.middle))
    // Both sides are whole symbols at that time.
    #expect((index == 0 ? 0 : ends[index - 1]) == merge.start)
    #expect(ends[index + 1] == merge.end)
    ends.remove(at: index)
  }
  for split in merges.splits {
    let index = try #require(ends.firstIndex(of: split.end))
    #expect((index == 0 ? 0 : ends[index - 1]) == split.start)
    ends.insert(split.middle, at: index)
  }
  return ends
}

@Suite struct RankExplanationTests {
  @Test(arguments: ["gpt2", "cl100k"]) func stepsEndInTheIds(pattern: String) throws {
    let tokenizer = try TestVocabulary.tokenizer(TestVocabulary.tiny, pattern)
    let encoder = tokenizer.makeEncoder()
    for (_, json, _) in TinyFixture.cases {
      let text = try #require(JSONValue(parsing: Array(json.utf8), file: "case").string)
      let explanation = tokenizer.explain(Array(text.utf8))
      #expect(explanation.ids == encoder.encode(text))
      #expect(explanation.ids == explanation.parts.flatMap { $0.tokens.map(\.id) })
      #expect(explanation.parts.flatMap(\.bytes) == Array(text.utf8))
      for part in explanation.parts {
        guard case .merges(let merges) = part.steps else {
          #expect(part.tokens.count == 1)
          continue
        }
        #expect(try replayed(merges) == part.tokens.map(\.range.upperBound))
        for merge in merges.merges {
          #expect(merge.rank == merge.id)
          #expect(
            Array(tokenizer.vocabulary[merge.id]) == Array(part.bytes[merge.start..<merge.end]))
        }
      }
    }
  }

  @Test func ranksComeInTheOrderOfMerging() throws {
    var tokens = RankedTokens(inRankOrder: (0...255).map { [UInt8($0)] })
    for (rank, token) in [(300, "ab"), (301, "cd"), (310, "abcd"), (311, "abcdab")] {
      tokens.append(Array(token.utf8), rank: UInt32(rank))
    }
    let tokenizer = try RankTokenizer(
      tokens: tokens, splitter: try SplitPattern.splitter(for: "gpt2"), firstOrdinaryID: 1000,
      summary: TokenizerSummary(format: "tiktoken", model: "bpe", sha256: ""))
    let explanation = tokenizer.explain(Array("abcdabc".utf8))
    guard case .merges(let merges) = try #require(explanation.parts.first).steps else {
      Issue.record("no merges")
      return
    }
    #expect(merges.merges.map(\.rank) == [300, 300, 301, 310, 311])
    #expect(merges.merges.map(\.start) == [0, 4, 2, 0, 0])
    #expect(merges.merges.map(\.id) == [1300, 1300, 1301, 1310, 1311])
    #expect(explanation.ids == [1311, 1099])
  }

  @Test func aLongRunIsExplainedInTime() throws {
    let tokenizer = try TestVocabulary.tokenizer(TestVocabulary.tiny, "gpt2")
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 20_000)
    #expect(tokenizer.explain(text).ids == tokenizer.encode(text))
  }
}
