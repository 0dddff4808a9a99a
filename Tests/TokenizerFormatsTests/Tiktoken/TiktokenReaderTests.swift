import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

@Suite struct TiktokenReaderTests {
  private static func tokens(_ more: [String] = []) -> RankedTokens {
    RankedTokens(inRankOrder: (0...255).map { [UInt8($0)] } + more.map { Array($0.utf8) })
  }

  private func load(
    _ tokens: RankedTokens, _ specification: TiktokenSpecification
  ) throws(Failure) -> RankTokenizer {
    try TiktokenReader.load(
      bytes: TiktokenWriter.rankFile(tokens), file: "f.tiktoken", specification: specification)
  }

  @Test func loadsWhatTheWriterWrites() throws {
    let specification = TiktokenSpecification(
      name: "mine", pattern: "o200k", specials: [.init(text: "<|end|>", id: 300)],
      firstOrdinaryID: 10, explicitVocabularySize: 301)
    let side = TiktokenWriter.sideFile(specification)
    let read = try TiktokenSpecification(JSONValue(parsing: side, file: "f.json"), file: "f.json")
    var expected = specification
    expected.pattern = try #require(SplitPattern.named("o200k")).text
    #expect(read == expected)
    let bytes = TiktokenWriter.rankFile(Self.tokens(["ab"]))
    let tokenizer = try TiktokenReader.load(bytes: bytes, file: "f", specification: read)
    #expect(tokenizer.makeEncoder().encode("abc") == [266, 109])
    #expect(tokenizer.vocabulary.kind(of: 300) == .control)
    #expect(tokenizer.summary.pattern == "o200k")
    #expect(tokenizer.summary.sha256 == (try SHA256.hexadecimalDigest(of: bytes)))
    #expect(
      tokenizer.summary.details.map { "\($0.name): \($0.value)" }
        == ["name: mine", "special tokens: 1", "first ordinary id: 10"])
  }

  @Test func theSideFileIsWrittenForTiktoken() {
    let specification = TiktokenSpecification(
      name: "mine", pattern: "gpt2",
      specials: [.init(text: "<|b|>", id: 8), .init(text: "<a>", id: 7)])
    #expect(
      String(decoding: TiktokenWriter.sideFile(specification), as: UTF8.self) == #"""
        {
          "name": "mine",
          "pat_str": "'(?:[sdmt]|ll|ve|re)| ?\\p{L}++| ?\\p{N}++| ?[^\\s\\p{L}\\p{N}]++|\\s++$|\\s+(?!\\S)|\\s",
          "special_tokens": {
            "<a>": 7,
            "<|b|>": 8
          }
        }

        """#)
  }

  /// Tekken's side file says how many of the published ranks are in use.
  @Test func ranksPastTheStatedSizeAreNotInUse() throws {
    let tokenizer = try load(
      Self.tokens(["ab", "abc"]),
      TiktokenSpecification(pattern: "tekken", firstOrdinaryID: 4, explicitVocabularySize: 261))
    #expect(tokenizer.vocabulary.count == 261)
    #expect(tokenizer.makeEncoder().encode("abc") == [260, 103])
  }

  @Test func repeatedTokensNameBothLines() {
    let bytes = Array("YQ== 5\nYmM= 1\nYQ== 3\n".utf8)
    #expect {
      try TiktokenReader.load(
        bytes: bytes, file: "f.tiktoken", specification: TiktokenSpecification(pattern: "gpt2"))
    } throws: {
      "\($0)" == "f.tiktoken:3: the token is that of line 1 too; give each token one line"
    }
  }

  @Test func missingBytesNameTheFile() {
    #expect {
      try TiktokenReader.load(
        bytes: Array("YQ== 5\n".utf8), file: "f.tiktoken",
        specification: TiktokenSpecification(pattern: "gpt2"))
    } throws: {
      "\($0)" == "f.tiktoken: no token for the byte 0x00, and perhaps for others; "
        + "a byte-level vocabulary needs a token for each of the 256 bytes"
    }
  }

  @Test func specialsPastTheStatedSizeAreRefused() {
    #expect {
      try load(
        Self.tokens(),
        TiktokenSpecification(
          pattern: "gpt2", specials: [.init(text: "<s>", id: 256)], explicitVocabularySize: 256))
    } throws: {
      "\($0)" == "f.tiktoken: the special token <s> has the id 256, but there are 256 ids; "
        + "correct the vocabulary's size or the id"
    }
  }

  @Test func unknownPatternsAreRefused() {
    #expect {
      try load(Self.tokens(), TiktokenSpecification(pattern: "gpt9"))
    } throws: { ($0 as? Failure)?.fault == .usage }
  }
}
