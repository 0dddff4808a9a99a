import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

@Suite struct TekkenReaderTests {
  /// A file of the 256 bytes, `ab` and `abc`, as Mistral writes it.
  static func file(
    version: String = #""v3""#, size: String = "260", specialCount: String = "3",
    specials: String? = nil, tokens: [String]? = nil
  ) -> [UInt8] {
    var base64: [[UInt8]] = []
    for token in (0..<256).map({ [UInt8($0)] }) + [Array("ab".utf8), Array("abc".utf8)] {
      var text: [UInt8] = []
      Base64.encode(token, into: &text)
      base64.append(text)
    }
    let entries = base64.enumerated().map {
      #"{"rank": \#($0), "token_bytes": "\#(String(decoding: $1, as: UTF8.self))", "token_str": null}"#
    }
    let list =
      specials
      ?? #"[{"rank": 1, "token_str": "<s>", "is_control": true}, {"rank": 0, "token_str": "<unk>"}]"#
    return Array(
      """
      {"config": {"pattern": "tekken", "num_vocab_tokens": 258, "default_vocab_size": \(size),
      "default_num_special_tokens": \(specialCount), "version": \(version)},
      "vocab": [\((tokens ?? entries).joined(separator: ",\n"))],
      "special_tokens": \(list)}
      """.utf8)
  }

  @Test func ranksFollowTheSpecialTokens() throws {
    let tokenizer = try TekkenReader.load(bytes: Self.file(), file: "t.json")
    // The last rank, abc, is past the stated size.
    #expect(tokenizer.makeEncoder().encode("abc") == [259, 102])
    #expect(tokenizer.vocabulary.count == 260)
    #expect(
      (0..<3).map { String(decoding: tokenizer.vocabulary[$0], as: UTF8.self) }
        == ["<unk>", "<s>", "<SPECIAL_2>"])
    #expect(tokenizer.vocabulary.kind(of: 2) == .control)
    #expect(tokenizer.summary.format == "tekken")
    #expect(tokenizer.summary.pattern == "tekken")
    #expect(
      tokenizer.summary.details.map { "\($0.name): \($0.value)" }
        == ["version: v3", "special tokens: 3", "first ordinary id: 3"])
    let whole = try TekkenReader.load(bytes: Self.file(size: "261"), file: "t.json")
    #expect(whole.makeEncoder().encode("abc") == [260])
  }

  @Test func anOldFileWithoutAListMeansTwentyTokens() throws {
    let tokenizer = try TekkenReader.load(
      bytes: Self.file(size: "279", specialCount: "21", specials: "null"), file: "t.json")
    let texts = [0, 9, 19, 20].map { String(decoding: tokenizer.vocabulary[$0], as: UTF8.self) }
    #expect(texts == ["<unk>", "[TOOL_CALLS]", "[TOOL_CONTENT]", "<SPECIAL_20>"])
  }

  static let wrong: [(bytes: [UInt8], message: String)] = [
    (
      file(version: #""v99""#),
      "is a Tekken file of version v99, which is not known; known are v1, v2, v3, v7, v11, v13, v15"
    ),
    (file(version: "3"), "has no config.version; get the file again"),
    (
      file(version: #""v11""#, specials: "null"),
      "has no special_tokens, which version v11 needs; get a newer file"
    ),
    (
      file(size: "3"),
      "config.default_vocab_size or default_num_special_tokens is missing or senseless; "
        + "get the file again"
    ),
    (
      file(size: "262"),
      "states 262 ids, but has 3 special tokens and 258 others; get the file again"
    ),
    (
      file(specials: "{}"),
      "special_tokens is neither a list nor null; get the file again"
    ),
    (
      file(specials: #"[{"rank": 1, "token_str": "<s>"}]"#),
      "special_tokens[0] has the rank 1, which is taken or past the list; "
        + "special tokens have the ranks 0, 1, 2 and so on"
    ),
    (
      file(specials: #"[{"rank": 0}]"#),
      "special_tokens[0] has no token_str or no rank; get the file again"
    ),
    (
      file(specials: #"[{"rank": 0, "token_str": "<SPECIAL_2>"}]"#),
      "the special token <SPECIAL_2> is there twice; give each special token a text of its own"
    ),
    (
      file(size: "258", specialCount: "1"),
      "has 2 special tokens, but states 1; correct default_num_special_tokens, or get the file again"
    ),
    (
      file(size: "4", tokens: [#"{"rank": 1, "token_bytes": "AA=="}"#]),
      "vocab[0] has not the rank 0; the tokens of a Tekken file stand in the order of their ranks"
    ),
    (
      file(size: "4", tokens: [#"{"rank": 0, "token_bytes": "A"}"#]),
      "vocab[0].token_bytes is not base64; get the file again"
    ),
    (
      file(size: "4", tokens: [#"{"rank": 0, "token_bytes": "AQ=="}"#]),
      "vocab[0] is not the byte 0; the first 256 tokens of a Tekken file are the bytes in their order"
    ),
    (
      file(size: "4", tokens: [#"{"rank": 0, "token_bytes": "AA=="}"#]),
      "no token for the byte 0x01, and perhaps for others; "
        + "a byte-level vocabulary needs a token for each of the 256 bytes"
    ),
  ]

  @Test(arguments: wrong.indices)
  func errorsNameTheEntry(index: Int) {
    let (bytes, message) = Self.wrong[index]
    #expect { try TekkenReader.load(bytes: bytes, file: "t.json") } throws: {
      "\($0)" == "t.json: \(message)"
    }
  }

  /// The published ranks, written as Tekken writes them.
  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func idsAreThoseOfMistral() throws {
    let path = SharedData.path("vocab/tiktoken/mistral-tekken-240718.tiktoken")
    let tokens = try RankFile.read(contentsOf: path).tokens
    let config = try #require(
      try JSONValue(contentsOf: path.replacing(".tiktoken", with: ".json"))["config"])
    let vocab = (0..<tokens.count).map { index -> JSONValue in
      var text: [UInt8] = []
      Base64.encode(tokens[index], into: &text)
      return .object([
        .init("rank", .integer(index)),
        .init("token_bytes", .string(String(decoding: text, as: UTF8.self))),
      ])
    }
    let value = JSONValue.object([.init("config", config), .init("vocab", .array(vocab))])
    #expect(TekkenReader.recognizes(value))
    let tokenizer = try TekkenReader.load(value, file: "tekken.json", sha256: "")
    #expect(tokenizer.vocabulary.count == 131_072)
    try FormatGoldens.expect(tokenizer, gives: "mistral-tekken-240718")
  }
}
