import Groundwork
import TestSupport
import Testing
import Tokenization

@testable import TokenizerFormats

/// What cannot be kept is refused, with the reason and a text that shows it.
@Suite struct ConversionRefusalTests {
  private func refusal(
    _ fixture: String, _ target: ConversionTarget
  ) throws -> String {
    Converting.refusal(try Converting.fixture(fixture).converter, to: target)
  }

  @Test func stagesThatTiktokenDoesNotHave() throws {
    #expect(
      try refusal("HuggingFace/nfc-bytelevel.json", .tiktoken)
        == "cannot be written as a tiktoken rank file: its normalizer NFC changes text, and tiktoken changes "
        + "none; the text \"e\u{301}\" (U+0065 U+0301) would be [101 204 129] and not [195 169]; keep it in its own format"
    )
    #expect(
      try refusal("HuggingFace/bytelevel-space.json", .tiktoken)
        == "cannot be written as a tiktoken rank file: its pre-tokenizer ByteLevel puts a space before the "
        + "text, and tiktoken does not; the text \"a\" would be [97] and not [32 97]; keep it in its own "
        + "format")
    #expect(
      try refusal("HuggingFace/digits-bytelevel.json", .tiktoken)
        == "cannot be written as a tiktoken rank file: its pre-tokenizers Digits, ByteLevel cut one after the "
        + "other, and tiktoken cuts once; the text \"12\" would be [260] and not [49 50]; keep it in its own "
        + "format")
    #expect(
      try refusal("HuggingFace/falcon.json", .tiktoken)
        == "cannot be written as a tiktoken rank file: its pre-tokenizer does not end in ByteLevel, so that "
        + "text is cut in a way of its own; the text \"1234\" would be [299] and not [264 52]; keep it in its "
        + "own format")
    #expect(
      try refusal("HuggingFace/bytelevel-holes.json", .tiktoken)
        == "cannot be written as a tiktoken rank file: it has no token for the byte 0x77, which tokenizers "
        + "leaves out and tiktoken does not; the text \"w\" would be [361] and not []; keep it in its own "
        + "format")
    #expect(
      try refusal("HuggingFace/llama.json", .tiktoken)
        == "cannot be written as a tiktoken rank file: it merges scalars, and a rank file holds merges of "
        + "bytes; keep it in its own format")
    #expect(
      try refusal("HuggingFace/wordpiece.json", .tiktoken)
        == "cannot be written as a tiktoken rank file: its model wordpiece does not merge, and a rank file "
        + "holds merges of bytes; keep it in its own format")
  }

  @Test func mergesThatRanksCannotState() throws {
    // " b" comes before "ab" in the list, but behind it by its id.
    let tokens =
      (0...255).map { ByteLevelAlphabet.letters[$0] } + ["ab", "bc"].map { Array($0.utf8) }
    var vocabulary = Vocabulary()
    for token in tokens { vocabulary.append(token) }
    var file = TokenizerJSON(
      bpe: BPEParts(
        tokens: vocabulary,
        merges: [.init(left: 98, right: 99, result: 257), .init(left: 97, right: 98, result: 256)]))
    file.preTokenizer = HuggingFaceStage.byteLevel(usesRegex: true)
    file.decoder = HuggingFaceStage.byteLevel()
    let folder = try TemporaryFolder()
    let path = joinPath(folder.path, "x.json")
    try AtomicFile.write(try file.serialized(), to: path)
    let converter = try TokenizerConverter(try Converting.load(path), path: path)
    #expect(
      Converting.refusal(converter, to: .tiktoken)
        == "cannot be written as a tiktoken rank file: its merges are not those that the order of its ids "
        + "gives; the token 257 is the first that differs; the text \"abc\" would be [256 99] and not [97 257]; "
        + "keep it in its own format")
  }

  @Test func whatSentencePieceDoesNotDo() throws {
    #expect(
      try refusal("HuggingFace/bytelevel.json", .sentencepiece)
        == "cannot be written as a SentencePiece model: it merges bytes inside the pieces of a split pattern, "
        + "and sentencepiece scalars over the whole text; the text \"don't\" would be [313] and not [312 262]; "
        + "keep it in its own format")
    #expect(
      try refusal("HuggingFace/added-llama.json", .sentencepiece)
        == "cannot be written as a SentencePiece model: it normalizes the stretches beside its added token "
        + "\"<n>\" one by one, and sentencepiece the text around a user-defined piece as one; the text \"<n>\" "
        + "would be [288 362] and not [362]; keep it in its own format")
    #expect(
      try refusal("HuggingFace/unigram.json", .sentencepiece)
        == "cannot be written as a SentencePiece model: its pre-tokenizer Metaspace puts U+2581 only before "
        + "text that has none there yet, and sentencepiece before every text; the text \"a\" would be [10] and "
        + "not [1 10]; keep it in its own format")
    #expect(
      try refusal("HuggingFace/wordlevel.json", .sentencepiece)
        == "cannot be written as a SentencePiece model: SentencePiece has no model that cuts text as its "
        + "model wordlevel does; keep it in its own format")
    let ranks = try TokenizerConverter(try Converting.ranks(), path: "x.tiktoken")
    #expect(
      Converting.refusal(ranks, to: .sentencepiece)
        == "cannot be written as a SentencePiece model: it merges bytes inside the pieces of a split pattern, "
        + "and sentencepiece scalars over the whole text; the text \"  4\" would be [261 52] and not [32 32 52]; "
        + "keep it in its own format")
  }

  @Test func whatTokenizersDoesNotDo() throws {
    #expect(
      try refusal("SentencePiece/bpe-suffix.model", .huggingface)
        == "cannot be written as a tokenizer.json: it puts the dummy prefix behind the text "
        + "(treat_whitespace_as_suffix), which no stage of tokenizer.json does; the text \"a\" would be "
        + "[261 263] and not [53]; keep it in its own format")
    #expect(
      try refusal("SentencePiece/bpe-symbols.model", .huggingface)
        == "cannot be written as a tokenizer.json: it normalizes a text around its user-defined piece "
        + "\"<mask>\" as one, and tokenizers the stretches beside an added token one by one; the text "
        + "\"<mask>\" would be [4] and not [211 4]; keep it in its own format")
    #expect(
      try refusal("SentencePiece/word.model", .huggingface)
        == "cannot be written as a tokenizer.json: it is a word model, in which unknown words in a row are one "
        + "token, and tokenizers has none such; keep it in its own format")
  }

  @Test func piecesOfOneScore() throws {
    let source = try Converting.pieces(
      ["ab", "bc"].map { .init($0, score: -1) }
        + ["\u{2581}", "a", "b", "c"].map { .init($0, score: -5) })
    #expect(
      Converting.refusal(source.converter, to: .huggingface)
        == "cannot be written as a tokenizer.json: its pieces 3 and 4 have the same score; sentencepiece "
        + "merges the leftmost first, tokenizers those of the first merge; keep it in its own format"
    )
  }

  @Test func aMergeOfAScalarThatIsNoPiece() throws {
    let source = try Converting.pieces(
      [.init("ab", score: 0)] + ["\u{2581}", "a"].map { .init($0, score: -5) })
    #expect(
      Converting.refusal(source.converter, to: .huggingface)
        == "cannot be written as a tokenizer.json: its piece 3 is merged from a scalar that is no piece, which "
        + "tokenizers cannot do; the text \"ab\" would be [… 5 0] and not [… 3]; keep it in its own format"
    )
  }

  @Test func scoresThatRound() throws {
    let source = try Converting.pieces(
      [("\u{2581}", -1.1), ("a", -1.3), ("b", -1.7), ("ab", -2.1)].map { .init($0.0, score: $0.1) },
      type: .unigram)
    #expect(
      Converting.refusal(source.converter, to: .huggingface)
        == "cannot be written as a tokenizer.json: sentencepiece sums its scores in single precision over the "
        + "whole text, tokenizers in double, so that near ties in long texts come out otherwise "
        + "(--allow-rounding writes it nevertheless); keep it in its own format")
    var options = ConversionOptions()
    options.allowsRounding = true
    let json = try source.converter.convert(to: .huggingface, options: options)
    #expect(json.tokenizer.encode("ab a") == source.tokenizer.encode("ab a"))
  }

  @Test func nothingOfScalarsIsARankFile() throws {
    #expect(
      try refusal("SentencePiece/bpe.model", .tiktoken)
        == "cannot be written as a tiktoken rank file: it cuts text into scalars and pieces of them, with a "
        + "space put before it, and a rank file merges bytes; the text \"a\" would be [289] and not [287 289]; "
        + "keep it in its own format")
  }

  @Test func aTextOfTheCallerThatDiffers() throws {
    // The proof itself: a text that the source cuts otherwise is named.
    let proof = ConversionProof(
      try Converting.ranks(), try Converting.ranks(["he"]), modes: .init())
    let found = try #require(proof.difference(on: Array("well, hello there".utf8)))
    #expect(
      proof.shortened(found).description == "the text \"ll\" would be [108 108] and not [257]")
    #expect(proof.difference(on: Array("abc".utf8)) == nil)
    #expect(proof.texts == 1)
  }
}
