import Groundwork
import TestSupport
import Testing
import Tokenization

@testable import TokenizerFormats

/// What can be kept is kept, there and back.
@Suite struct ConversionRoundTripTests {
  @Test func ranksBecomeTokenizerJSONAndRanksAgain() throws {
    let source = try Converting.ranks()
    let converter = try TokenizerConverter(source, path: "x.tiktoken")
    let json = try converter.convert(to: .huggingface)
    #expect(json.proof.texts > 4500)
    let text = "hello  <|end|> \u{117} w<|a|>"
    let encoder = json.tokenizer.makeEncoder()
    #expect(encoder.encode(text) == source.makeEncoder(specials: .parse).encode(text))
    let back = try Converting.again(json, to: .tiktoken)
    #expect(back.bytes == (try converter.convert(to: .tiktoken)).bytes)
    let side = try JSONValue(parsing: try #require(back.sideFile), file: "x.json")
    #expect(side["pat_str"]?.string == SplitPattern.named("cl100k")?.text)
    #expect(side["special_tokens"]?["<|end|>"]?.integer == 300)
  }

  @Test func idsThatStartLaterAreWrittenAsRanks() throws {
    let source = try Converting.ranks(
      pattern: "tekken", specials: [("<unk>", 0), ("<s>", 1)], first: 5)
    let converter = try TokenizerConverter(source, path: "x.tiktoken")
    let ranks = try converter.convert(to: .tiktoken)
    #expect(ranks.bytes.starts(with: "AA== 5\nAQ== 6\n".utf8))
    #expect(ranks.tokenizer.encode("hello") == source.encode("hello"))
    let json = try converter.convert(to: .huggingface)
    #expect(json.tokenizer.encode("hello<s>") == source.encode("hello") + [1])
  }

  @Test func specialsBehindTheTokensStayOutOfTheModel() throws {
    let source = try Converting.ranks(specials: [("<|end|>", 265), ("<|a|>", 266)])
    let json = try TokenizerConverter(source, path: "x.tiktoken").convert(to: .huggingface)
    let value = try JSONValue(parsing: json.bytes, file: "x.json")
    #expect(value["model"]?["vocab"]?.members?.count == 265)
    #expect(value["added_tokens"]?.array?.compactMap { $0["id"]?.integer } == [265, 266])
    #expect(json.tokenizer.encode("<|a|>") == [266])
  }

  @Test(arguments: ["bytelevel", "ignore-merges", "old-spelling"])
  func byteLevelFilesBecomeRanksAndBack(name: String) throws {
    let source = try Converting.fixture("HuggingFace/\(name).json")
    let ranks = try source.converter.convert(to: .tiktoken)
    let back = try Converting.again(ranks, to: .huggingface)
    for row in try #require(HuggingFaceFixtures.recorded[name]) {
      #expect(ranks.tokenizer.makeEncoder(specials: .parse).encode(row.text) == row.ids)
      #expect(back.tokenizer.encode(row.text) == row.ids)
    }
  }

  @Test func aModelAndAFileOfLlamasKindBecomeEachOther() throws {
    let json = try Converting.fixture("HuggingFace/llama.json")
    let model = try json.converter.convert(to: .sentencepiece)
    let back = try Converting.again(model, to: .huggingface)
    let plain = json.tokenizer.makeEncoder(specials: .text)
    for row in try #require(HuggingFaceFixtures.recorded["llama"]) {
      #expect(model.tokenizer.encode(row.text) == plain.encode(row.text))
      // The unknown piece is no added token there: text never gives it.
      if row.text.contains("<unk>") { continue }
      #expect(back.tokenizer.encode(row.text) == row.ids)
    }
    let parsed = try SentencePieceModel(parsing: model.bytes, file: "x.model")
    #expect(parsed.trainer.id(of: .begin) == 1)
    #expect(parsed.trainer.id(of: .end) == 2)
    #expect(parsed.trainer.modelType == .bpe)
    #expect(parsed.trainer.byteFallback)
    #expect(parsed.pieces.count { $0.type == .byte } == 256)
  }

  @Test(arguments: ["bpe", "bpe-across", "bpe-bytes"])
  func modelsWithSqueezedSpacesBecomeTokenizerJSON(name: String) throws {
    let source = try Converting.fixture("SentencePiece/\(name).model")
    var options = ConversionOptions()
    options.extraOptions = "bos:eos"
    let json = try source.converter.convert(to: .huggingface, options: options)
    let texts = ["  Rytas  buvo \u{2581}", "", " ", "a\tb\n", "\u{2581} \u{2581}a"]
    for text in texts { #expect(json.tokenizer.encode(text) == source.tokenizer.encode(text)) }
    #expect(json.tokenizer.template == TokenTemplate(before: [1], after: [2]))
    let back = try Converting.again(json, to: .sentencepiece)
    for text in texts { #expect(back.tokenizer.encode(text) == source.tokenizer.encode(text)) }
  }

  @Test func aCharModelIsABPEWithoutMerges() throws {
    let source = try Converting.pieces(
      ["\u{2581}", "a", "b", "ą"].map { .init($0, score: -1) }, type: .char)
    let json = try source.converter.convert(to: .huggingface)
    #expect(json.tokenizer.encode("abcdą b") == source.tokenizer.encode("abcdą b"))
    #expect(json.tokenizer.encode("cd") == [3, 0])
  }

  @Test func aUnigramWhoseSumsAreExact() throws {
    let source = try Converting.pieces(
      [
        ("\u{2581}", -3), ("a", -2.5), ("b", -2.75), ("ab", -4), ("\u{2581}a", -4.5), ("ba", -5.25),
        ("aba", -6),
      ].map { .init($0.0, score: $0.1) }, type: .unigram)
    let json = try source.converter.convert(to: .huggingface)
    let back = try Converting.again(json, to: .sentencepiece)
    for text in ["abab a ba", "ababa", "xyab", " a  b", ""] {
      #expect(json.tokenizer.encode(text) == source.tokenizer.encode(text))
      #expect(back.tokenizer.encode(text) == source.tokenizer.encode(text))
    }
  }

  @Test func userDefinedPiecesOfGemmasKind() throws {
    let pieces: [SentencePieceModel.Piece] =
      [.init("\u{2581}\u{2581}", type: .userDefined), .init("\n\n", type: .userDefined)]
      + [.init("\u{2581}a", score: 0), .init("ab", score: -1)]
      + ["\u{2581}", "a", "b", "\n"].map { .init($0, score: -5) }
    let source = try Converting.pieces(pieces, byteFallback: true, prefix: false)
    let json = try source.converter.convert(to: .huggingface)
    let back = try Converting.again(json, to: .sentencepiece)
    for text in ["   ab", "a\n\n\nb", "\u{2581} a", "ab  ab ą"] {
      #expect(json.tokenizer.encode(text) == source.tokenizer.encode(text))
      #expect(back.tokenizer.encode(text) == source.tokenizer.encode(text))
    }
  }

  @Test func runsOfSpacesOfOneScoreAsLlamaHasThem() throws {
    let runs = [2, 4, 8, 5, 16, 6, 12, 13, 10, 14, 3, 9, 7, 11].map {
      SentencePieceModel.Piece(String(repeating: "\u{2581}", count: $0), score: -1e9)
    }
    let pieces =
      [.init("\u{2581}a", score: 0)] + runs
      + ["\u{2581}", "a"].map { .init($0, score: -1e9) }
    let source = try Converting.pieces(pieces, byteFallback: true)
    let json = try source.converter.convert(to: .huggingface)
    let encoders = (json.tokenizer.makeEncoder(), source.tokenizer.makeEncoder())
    for count in 0...70 {
      let text = String(repeating: " ", count: count) + "a" + String(repeating: " ", count: count)
      #expect(encoders.0.encode(text) == encoders.1.encode(text), "\(count)")
    }
  }

  @Test(
    arguments: HuggingFaceFixtures.names.filter { $0 != "unigram-ties" })
  func everyFileIsWrittenAgain(name: String) throws {
    let source = try Converting.fixture("HuggingFace/\(name).json")
    let result = try source.converter.convert(to: .huggingface)
    let encoder = result.tokenizer.makeEncoder()
    for row in try #require(HuggingFaceFixtures.recorded[name]) {
      #expect(encoder.encode(row.text) == row.ids)
      #expect(String(decoding: try result.tokenizer.decode(row.ids), as: UTF8.self) == row.decoded)
    }
  }
}
