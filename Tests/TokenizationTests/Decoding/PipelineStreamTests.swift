import Groundwork
import Testing

@testable import Tokenization

/// Streams of Hugging Face tokenizers give, all together, what decoding at once gives.
@Suite struct PipelineStreamTests {
  private static let tokens: [String] = [
    "<unk>", "a", "b</w>", "</w>", "</w", "</w></w>", "▁", "▁▁a", "▁the", "x▁", "ž", "日", "Ġ", "Åľ",
    "Å",
    "ľa", "<0xC5>", "<0xBE>", "<0x20>", "<0xE6>", "<0x41>", "<0x", "C5>", " ", "  ", " a ", "##s",
    "##",
    " .", ".", "n't", " n't", " do", " not", "do not", " '", "'s", "|", "<pad>", "<pa", "d>", "#",
    "-", "--",
    "e\u{301}", "🌾", "{SP}", "{S", "P}",
  ]

  private static let steps: [any DecoderStep] = {
    let literal = try? TextPattern(string: "▁")
    let long = try? TextPattern(string: "{SP}")
    let double = try? TextPattern(string: "--")
    let regex = try? TextPattern(regex: "a+|-")
    return [
      ByteLevelDecoder(), ByteFallbackDecoder(), FuseDecoder(),
      MetaspaceDecoder(mark: "▁", dropsFirst: true), MetaspaceDecoder(mark: "▁", dropsFirst: false),
      WordPieceDecoder(prefix: Array("##".utf8), cleansUp: true),
      WordPieceDecoder(prefix: Array("##".utf8), cleansUp: false),
      SuffixDecoder(suffix: Array("</w>".utf8)),
      CTCDecoder(
        padToken: Array("<pad>".utf8), wordDelimiter: Array("|".utf8), cleansUp: true),
      CTCDecoder(padToken: Array("a".utf8), wordDelimiter: Array("|".utf8), cleansUp: false),
      StripDecoder(content: " ", start: 1, stop: 0), StripDecoder(content: " ", start: 0, stop: 2),
      StripDecoder(content: "ž", start: 2, stop: 1), StripDecoder(content: "日", start: 1, stop: 3),
    ]
      + [literal, long, double, regex].compactMap { $0 }.map {
        ReplaceDecoder($0, with: Array(" ".utf8))
      }
  }()

  private static func tokenizer(_ decoders: [any DecoderStep]?) throws -> HuggingFaceTokenizer {
    var vocabulary = Vocabulary()
    for (id, token) in tokens.enumerated() {
      vocabulary.append(token.utf8, kind: id == 0 ? .unknown : .normal)
    }
    vocabulary.append([], kind: .unused)
    var parts = PipelineParts(
      tokens: vocabulary, index: PipelineIndex(vocabulary), model: .wordLevel(unknown: 0))
    parts.decoders = decoders
    return try HuggingFaceTokenizer(
      parts, summary: TokenizerSummary(format: "huggingface", model: "wordlevel", sha256: ""))
  }

  private static func check(_ tokenizer: HuggingFaceTokenizer, _ ids: [UInt32]) throws {
    let whole = try tokenizer.decode(ids)
    var decoder = StreamingDecoder(tokenizer)
    var parts: [[UInt8]] = []
    for id in ids { parts.append(try decoder.push(id)) }
    parts.append(try decoder.finish())
    let names = tokenizer.parts.decoders.map { $0.map(\.name).joined(separator: ", ") } ?? "none"
    #expect(parts.flatMap { $0 } == whole, "\(names): \(ids.map { tokens[Int($0)] })")
    #expect(
      parts.map { String(decoding: $0, as: UTF8.self) }.joined()
        == String(decoding: whole, as: UTF8.self), "\(names): \(ids.map { tokens[Int($0)] })")
    // A new text starts afresh.
    #expect(try decoder.push(ids) + decoder.finish() == whole, "\(names)")
  }

  @Test(arguments: 0..<18) func eachDecoderAlone(index: Int) throws {
    try #require(Self.steps.count == 18)
    try Self.law([Self.steps[index]], seed: UInt64(index))
    try Self.law([FuseDecoder(), Self.steps[index]], seed: UInt64(100 + index))
    try Self.law([ByteFallbackDecoder(), Self.steps[index]], seed: UInt64(200 + index))
    try Self.law(
      [SequenceDecoder([ByteFallbackDecoder(), FuseDecoder()]), Self.steps[index]],
      seed: UInt64(300 + index))
  }

  @Test(arguments: 0..<60) func randomSequences(index: Int) throws {
    let random = KeyedRandom(seed: 71, stream: UInt64(index))
    let count = 2 + random.below(3, 0)
    try Self.law(
      (0..<count).map { Self.steps[random.below(Self.steps.count, UInt64($0 + 1))] },
      seed: UInt64(400 + index))
  }

  @Test func noDecoderJoinsBySpaces() throws {
    try Self.law(nil, seed: 501)
    try Self.law([], seed: 502)
  }

  private static func law(_ decoders: [any DecoderStep]?, seed: UInt64) throws {
    let tokenizer = try tokenizer(decoders)
    let random = KeyedRandom(seed: 72, stream: seed)
    var draw: UInt64 = 0
    func next(_ bound: Int) -> Int {
      draw += 1
      return random.below(bound, draw)
    }
    for _ in 0..<60 {
      // Few tokens, so that the same ones meet often.
      let first = next(tokens.count)
      let few = 2 + next(8)
      let ids = (0..<next(14)).map { _ in
        UInt32(next(3) == 0 ? next(tokens.count) : (first + next(few)) % tokens.count)
      }
      try check(tokenizer, ids)
    }
  }

  private static func id(_ token: String) throws -> UInt32 {
    UInt32(try #require(tokens.firstIndex(of: token)))
  }

  /// What each id gives at once, with the decoders of Llama's files.
  @Test func textComesAsSoonAsItIsCertain() throws {
    let mark = ReplaceDecoder(try TextPattern(string: "▁"), with: [0x20])
    let tokenizer = try Self.tokenizer([
      mark, ByteFallbackDecoder(), FuseDecoder(), StripDecoder(content: " ", start: 1, stop: 0),
    ])
    var decoder = StreamingDecoder(tokenizer)
    func push(_ token: String) throws -> String {
      String(decoding: try decoder.push(Self.id(token)), as: UTF8.self)
    }
    #expect(try push("▁the") == "the")
    #expect(try push("▁") == " ")
    #expect(try push("<0xC5>") == "")
    #expect(try push("<0xBE>") == "ž")
    #expect(try push("a") == "a")
    #expect(try decoder.finish() == [])
    let words = try Self.tokenizer([WordPieceDecoder(prefix: Array("##".utf8), cleansUp: true)])
    decoder = StreamingDecoder(words)
    #expect(try push("a") == "a")
    #expect(try push("##s") == "s")
    #expect(try push(".") == ".")
    #expect(try push("a") == " a")
    let suffixes = try Self.tokenizer([SuffixDecoder(suffix: Array("</w>".utf8))])
    decoder = StreamingDecoder(suffixes)
    #expect(try push("b</w>") == "")
    #expect(try push("b</w>") == "b ")
    #expect(try decoder.finish() == Array("b".utf8))
    // Spaces that may be the end wait.
    let ends = try Self.tokenizer([FuseDecoder(), StripDecoder(content: " ", start: 0, stop: 2)])
    decoder = StreamingDecoder(ends)
    #expect(try push("a") == "a")
    #expect(try push("  ") == "")
    #expect(try push(" ") == " ")
    #expect(try push("a") == "  a")
  }

  @Test func unknownIdsChangeNothing() throws {
    let tokenizer = try Self.tokenizer([ByteFallbackDecoder(), FuseDecoder()])
    var decoder = StreamingDecoder(tokenizer)
    #expect(try decoder.push(Self.id("<0xC5>")) == [])
    let unused = UInt32(Self.tokens.count)
    for id in [unused, unused + 1] {
      let failure = Failure.usage(
        "the id \(id) is no token of this vocabulary", remedy: "ids are below \(unused + 1)")
      #expect(throws: failure) { try decoder.push(id) }
      #expect(throws: failure) { try tokenizer.decode([id]) }
    }
    #expect(try decoder.push(Self.id("<0xBE>")) == Array("ž".utf8))
  }
}
