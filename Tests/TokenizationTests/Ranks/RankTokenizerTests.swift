import Groundwork
import Testing
import Tokenization

@Suite struct RankTokenizerTests {
  private func make(
    _ tokens: RankedTokens, specials: [RankTokenizer.Special] = [], first: UInt32 = 0,
    size: Int? = nil
  ) throws(Failure) -> RankTokenizer {
    try RankTokenizer(
      tokens: tokens, splitter: try SplitPattern.splitter(for: "gpt2"), specials: specials,
      firstOrdinaryID: first, vocabularySize: size,
      summary: TokenizerSummary(format: "tiktoken", model: "bpe", sha256: ""))
  }

  private static let bytes = (0...255).map { [UInt8($0)] }

  @Test func idsAreRanksAndAnOffset() throws {
    var tokens = RankedTokens(inRankOrder: Self.bytes)
    tokens.append(Array("ab".utf8), rank: 300)
    let tokenizer = try make(
      tokens, specials: [(Array("<s>".utf8), 1), (Array("<|end|>".utf8), 1280)], first: 1000,
      size: 1400)
    #expect(tokenizer.makeEncoder().encode("abc") == [1300, 1099])
    #expect(tokenizer.vocabulary.count == 1400)
    #expect(tokenizer.vocabulary.kind(of: 1) == .control)
    #expect(tokenizer.vocabulary.kind(of: 2) == .unused)
    #expect(tokenizer.vocabulary.kind(of: 1299) == .unused)
    #expect(tokenizer.vocabulary.kind(of: 1300) == .normal)
    #expect(tokenizer.vocabulary.ordinaryCount == 257)
    #expect(try tokenizer.decode([1300, 1280]) == Array("ab<|end|>".utf8))
    #expect(
      throws: Failure.usage(
        "the id 1299 is no token of this vocabulary", remedy: "ids are below 1400")
    ) { try tokenizer.decode([1300, 1299]) }
  }

  @Test func repeatedTokensAreRefused() {
    #expect(
      throws: Failure("the token of rank 257 is there twice", remedy: "get the file again")
    ) { try make(RankedTokens(inRankOrder: Self.bytes + [[1, 2], [1, 2]])) }
  }

  @Test func missingBytesAreRefused() {
    #expect(
      throws: Failure(
        "no token for the byte 0x0a, and perhaps for others",
        remedy: "a byte-level vocabulary needs a token for each of the 256 bytes")
    ) { try make(RankedTokens(inRankOrder: Self.bytes.filter { $0 != [10] })) }
  }

  @Test func clashingIdsAreRefused() {
    let failure = Failure(
      "the special token <s> has the id 65, which another token has too",
      remedy: "give each token an id of its own")
    let tokens = RankedTokens(inRankOrder: Self.bytes)
    #expect(throws: failure) { try make(tokens, specials: [(Array("<s>".utf8), 65)]) }
  }

  /// Ids with gaps, an offset, and a token whose id is far behind its place.
  @Test func clashesAreFoundAmongIdsWithGaps() throws {
    var tokens = RankedTokens(inRankOrder: Self.bytes)
    for (place, rank) in [(0, 300), (1, 301), (2, 400), (3, 4000)] {
      tokens.append([0x61, 0x61 + UInt8(place)], rank: UInt32(rank))
    }
    let taken = Set((0...255).map { $0 + 10 } + [310, 311, 410, 4010])
    for id in Array(0..<420) + Array(4000..<4020) {
      let special: [RankTokenizer.Special] = [(Array("<s>".utf8), UInt32(id))]
      guard taken.contains(id) else {
        let tokenizer = try make(tokens, specials: special, first: 10)
        #expect(tokenizer.vocabulary.kind(of: UInt32(id)) == .control)
        continue
      }
      let failure = Failure(
        "the special token <s> has the id \(id), which another token has too",
        remedy: "give each token an id of its own")
      #expect(throws: failure) { try make(tokens, specials: special, first: 10) }
    }
  }

  /// The vocabulary is made when somebody asks: all that ask at once get the same.
  @Test func threadsThatAskForTheVocabularyGetTheSame() throws {
    for _ in 0..<20 {
      let tokenizer = try make(
        RankedTokens(inRankOrder: Self.bytes + [Array("ab".utf8)]),
        specials: [(Array("<s>".utf8), 300)])
      let found = try WorkerPool(workers: 4).map(16) { (_: Int) throws(Failure) -> [UInt8] in
        let spans = tokenizer.encodeWithSpans(Array("abc".utf8)).spans.count
        return [UInt8(spans)] + tokenizer.vocabulary.bytes + tokenizer.vocabulary[300]
      }
      #expect(Set(found) == [[2] + Self.bytes.flatMap { $0 } + Array("ab<s><s>".utf8)])
    }
  }

  /// As two of o200k_harmony's special tokens; tiktoken takes both.
  @Test func specialsMayShareAnID() throws {
    let tokenizer = try make(
      RankedTokens(inRankOrder: Self.bytes),
      specials: [(Array("<b>".utf8), 300), (Array("<a>".utf8), 300), (Array("<s>".utf8), 299)])
    #expect(tokenizer.specials.map(\.text) == ["<s>", "<b>", "<a>"])
    #expect(try tokenizer.encode("<a><b>x", allowedSpecials: .all) == [300, 300, 120])
    #expect(try tokenizer.decode([300]) == Array("<b>".utf8))
    #expect(tokenizer.encodeSingleToken(Array("<a>".utf8)) == 300)
  }

  @Test func enormousIdsAreRefused() {
    var tokens = RankedTokens(inRankOrder: Self.bytes)
    tokens.append(Array("ab".utf8), rank: 4_000_000_000)
    #expect(
      throws: Failure(
        "an id is 4000000000; the largest that is taken is 4194303",
        remedy: "check the ranks, the special tokens and the vocabulary's size")
    ) { try make(tokens) }
  }
}
