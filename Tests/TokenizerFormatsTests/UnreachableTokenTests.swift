import Groundwork
import TestSupport
import Testing

@testable import Tokenization
@testable import TokenizerFormats

/// Tokens that a model never gives, against what the real libraries' models say.
@Suite struct UnreachableTokenTests {
  static let recorded = Result {
    try String(decoding: readFile(HuggingFaceFixtures.path("unreachable.tsv")), as: UTF8.self)
      .split(separator: "\n").map { line in
        let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
        return (
          name: String(columns[0]), ids: columns[1].split(separator: " ").compactMap { UInt32($0) }
        )
      }
  }

  @Test func agreesWithTheLibrariesModels() throws {
    let recorded = try Self.recorded.get()
    #expect(recorded.count > 30 && recorded.contains { !$0.ids.isEmpty })
    for (name, ids) in recorded {
      let tokenizer: any Tokenizer =
        if name.hasSuffix(".json") {
          try HuggingFaceFixtures.load(String(name.dropLast(5)))
        } else {
          try SentencePieceReader.load(
            joinPath(SharedData.repository, "Tests/Fixtures/SentencePiece/\(name)"))
        }
      #expect(tokenizer.unreachableTokens() == ids, "\(name)")
    }
  }

  @Test func modelsThatMarkPartsOfWordsAreNotAsked() throws {
    #expect(try HuggingFaceFixtures.load("prefix-suffix").unreachableTokens() == nil)
  }

  @Test func wordPieceGivesAllButTooLongAndRepeatedTokens() throws {
    #expect(try HuggingFaceFixtures.load("wordpiece").unreachableTokens() == [])
    let json = """
      {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [], "normalizer": null,
       "pre_tokenizer": null, "post_processor": null, "decoder": null, "model": {"type": "WordPiece",
       "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 3,
       "vocab": {"[UNK]": 0, "a": 1, "##ž": 2, "abž": 3, "abcd": 4, "##bž": 5, "##bcd": 6}}}
      """
    let tokenizer = try HuggingFaceReader.load(bytes: Array(json.utf8), file: "short.json")
    // Words of at most three characters: abcd is longer, and ##bcd follows at least one character.
    #expect(tokenizer.unreachableTokens() == [4, 6])
    #expect(tokenizer.encode("abž") == [3] && tokenizer.encode("abcd") == [0])
    #expect(tokenizer.encode("abž") == [3] && tokenizer.encode("abz") == [0])
  }

  @Test func aRankFileGivesAllItsTokens() throws {
    var tokens = RankedTokens(inRankOrder: (0...255).map { [UInt8($0)] })
    // Its parts do not merge to it, but as a piece it is taken whole.
    tokens.append(Array("abc".utf8), rank: 256)
    let tokenizer = try RankTokenizer(
      tokens: tokens, splitter: try SplitPattern.splitter(for: "gpt2"),
      summary: TokenizerSummary(format: "tiktoken", model: "bpe", sha256: ""))
    #expect(tokenizer.unreachableTokens() == [])
  }
}
