import Groundwork
import Testing
import Tokenization

@Suite struct SpecialTokenTests {
  /// Bytes as tokens, and special tokens that begin alike, hold one another and overlap.
  static func toy(_ specials: [String] = ["<s>", "<s><s>", "<end>", "end>", "aab", "ž"]) throws
    -> RankTokenizer
  {
    try RankTokenizer(
      tokens: RankedTokens(inRankOrder: (0...255).map { [UInt8($0)] }),
      splitter: try SplitPattern.splitter(for: "gpt2"),
      specials: specials.enumerated().map { (Array($1.utf8), UInt32(300 + $0)) },
      summary: TokenizerSummary(format: "tiktoken", model: "bpe", sha256: ""))
  }

  /// The definition: at each place the longest token that starts there, else one byte on.
  private static func slow(_ text: [UInt8], _ specials: [SpecialToken]) -> [UInt32] {
    var ids: [UInt32] = []
    var at = 0
    while at < text.count {
      let found = specials.filter { text[at...].starts(with: $0.bytes) }
      if let longest = found.max(by: { $0.bytes.count < $1.bytes.count }) {
        ids.append(longest.id)
        at += longest.bytes.count
      } else {
        ids.append(UInt32(text[at]))
        at += 1
      }
    }
    return ids
  }

  @Test(arguments: 0..<8) func parsingIsLeftmostLongest(seed: Int) throws {
    let all = ["<s>", "<s><s>", "<end>", "end>", "aab", "ž", "<", "ab"]
    // Seeds below 4 leave only tokens with one first byte, which are searched for otherwise.
    let names = seed < 4 ? ["<s>", "<s><s>", "<end>"] : Array(all.prefix(seed + 1))
    let tokenizer = try Self.toy(names)
    let encoder = tokenizer.makeEncoder(specials: .parse)
    let random = KeyedRandom(seed: UInt64(seed), stream: 31)
    let parts = all + ["a", "b", " ", "<e", "s>", "nd>", "\n"]
    var draw: UInt64 = 0
    for _ in 0..<300 {
      var text: [UInt8] = []
      draw += 1
      for _ in 0..<random.below(12, draw) {
        draw += 1
        text += parts[random.below(parts.count, draw)].utf8
      }
      let expected = Self.slow(text, tokenizer.specials)
      #expect(encoder.encode(text) == expected)
      var ids: [UInt32] = []
      var spans: [TokenSpan] = []
      text.withUnsafeBufferPointer { encoder.encode($0, into: &ids, spans: &spans) }
      #expect(ids == expected)
      #expect(spans.map(\.start) == [0] + spans.dropLast().map(\.end) || spans.isEmpty)
      #expect((spans.last?.end ?? 0) == text.count)
      #expect(try tokenizer.decode(ids) == text)
    }
  }

  @Test func textIsNeverSpecialUnlessAskedFor() throws {
    let tokenizer = try Self.toy()
    let text = Array("a<s>b".utf8)
    for handling in [SpecialHandling.reference, .text, .error] {
      #expect(tokenizer.makeEncoder(specials: handling).encode(text) == text.map { UInt32($0) })
    }
  }

  @Test func allowedAndDisallowedAreTiktokens() throws {
    let tokenizer = try Self.toy()
    #expect(
      try tokenizer.encode("a<s>", allowedSpecials: .all) == [97, 300])
    #expect(
      throws: Failure.usage(
        "the text holds <s> at byte 1",
        remedy: "allow that special token, or disallow none to take it as text")
    ) { try tokenizer.encode("a<s>", allowedSpecials: .none) }
    #expect(
      try tokenizer.encode("<s>", allowedSpecials: .none, disallowedSpecials: .none)
        == [60, 115, 62])
    #expect(
      try tokenizer.encode(
        "<s><end>", allowedSpecials: .only(["<end>"]), disallowedSpecials: .none)
        == [60, 115, 62, 302])
    // What is disallowed by name may be any text, and wins over what is allowed.
    #expect(throws: Failure.self) {
      try tokenizer.encode("x", allowedSpecials: .all, disallowedSpecials: .only(["x"]))
    }
    #expect(throws: Failure.self) {
      try tokenizer.encode("<s>", allowedSpecials: .all, disallowedSpecials: .only(["<s>"]))
    }
  }

  @Test func aMillionFirstBytesTakeLinearTime() throws {
    let encoder = try Self.toy(["<s>", "<end>"]).makeEncoder(specials: .parse)
    let text = [UInt8](repeating: UInt8(ascii: "<"), count: 1_000_000)
    let clock = ContinuousClock()
    var ids: [UInt32] = []
    let time = clock.measure { ids = encoder.encode(text) }
    #expect(ids.count == 1_000_000)
    #expect(time < .seconds(30))
  }

  @Test func templatesReverseWhatIsThere() throws {
    var template = TokenTemplate(before: [1, 2], after: [3])
    template.reverse()
    let encoder = TemplateEncoder(try Self.toy().makeEncoder(), template: template)
    #expect(encoder.encode("ab") == [3, 98, 97, 2, 1])
    var ids: [UInt32] = []
    var spans: [TokenSpan] = []
    Array("ab".utf8).withUnsafeBufferPointer { encoder.encode($0, into: &ids, spans: &spans) }
    #expect(ids == [3, 98, 97, 2, 1])
    #expect(spans.map(\.start) == [0, 1, 0, 2, 2])
    #expect(spans.map(\.end) == [0, 2, 1, 2, 2])
  }
}
