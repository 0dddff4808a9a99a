import Groundwork
import TestSupport
import Testing
import Tokenization

@testable import TokenizerFormats

/// Explanations end in the ids of `encode`, for every kind of tokenizer.
@Suite struct ExplanationLawTests {
  static func check(_ tokenizer: any ExplainingTokenizer, _ texts: [[UInt8]]) throws {
    let encoder = tokenizer.makeEncoder()
    let laws = ExplanationLaws(tokenizer: tokenizer)
    for text in texts { try laws.check(text, encoder) }
  }

  static func random(_ stream: UInt64, _ count: Int) -> [[UInt8]] {
    var texts = RandomTexts(stream: stream)
    return (0..<count).map { _ in texts.next(parts: 12) }
  }

  @Test(arguments: HuggingFaceFixtures.names)
  func tokenizerJSON(name: String) throws {
    let recorded = try #require(HuggingFaceFixtures.recorded[name])
    try Self.check(
      try HuggingFaceFixtures.load(name),
      recorded.map { Array($0.text.utf8) } + Self.random(901, 150) + [[], [0xFF, 0x61, 0xC4]])
  }

  @Test(arguments: HuggingFaceFixtures.names)
  func specialTokensAsText(name: String) throws {
    let tokenizer = try HuggingFaceFixtures.load(name)
    let encoder = tokenizer.makeEncoder(specials: .text)
    for text in Self.random(902, 40) + [Array("a <s>b</s><a> <lr> c".utf8)] {
      let explanation = tokenizer.explain(text, specials: .text)
      #expect(explanation.ids == encoder.encode(text))
    }
  }

  @Test(arguments: SentencePieceFixtures.names)
  func sentencePiece(name: String) throws {
    try Self.check(try SentencePieceWaysTests.load(name), Self.random(903, 100))
    let tokenizer = try SentencePieceWaysTests.load(name)
    let encoder = tokenizer.makeEncoder(specials: .parse)
    for text in Self.random(904, 60) {
      #expect(tokenizer.explain(text, specials: .parse).ids == encoder.encode(text))
    }
  }

  @Test func wordPieceVocabulary() throws {
    for lowercase in [true, false] {
      let tokenizer = try WordPieceReader.load(
        WordPieceReaderTests.fixture("vocab.txt"), settings: .init(lowercase: lowercase))
      try Self.check(tokenizer, Self.random(905, 150))
    }
  }

  @Test func gguf() throws {
    let merges = ["1 2", "12 3", "a 1", "a a", "aa a"]
    let more = ["12", "123", "a1", "aa", "aaa", "<x>"]
    for pre in ["gpt-2", "qwen2", "llama-bpe", "deepseek-coder"] {
      let file = GGUFModelTests.bytes(more, merges: merges, pre: pre, types: [4])
      try Self.check(
        try GGUFReader.load(bytes: file.bytes, file: "t.gguf"),
        Self.random(906, 80) + [Array("aaaa 1231<x>a1 <x><x>".utf8)])
    }
    let words = GGUFModelTests.words(
      ["▁the", "row", "▁row", "s", "▁a", "b", "▁z"], lowercase: true)
    try Self.check(
      try GGUFReader.load(bytes: words.bytes, file: "w.gguf"), Self.random(907, 120))
  }

  @Test func pairsOfFilesAndTekken() throws {
    let folder = try TemporaryFolder()
    let files = try GPT2ReaderTests.write(
      folder, merges: "b c\na b\na bc\n",
      more: [("ab", 256), ("bc", 300), ("abc", 257), ("<|end|>", 302)])
    try Self.check(try GPT2Reader.load(files), Self.random(908, 80) + [Array("abc ab bcc".utf8)])
    try Self.check(
      try TekkenReader.load(bytes: TekkenReaderTests.file(), file: "t.json"),
      Self.random(909, 80) + [Array("abc ab <s>".utf8)])
  }

  @Test(
    .enabled(if: SharedData.isPresent, "skipped: needs ../shared"),
    arguments: [
      "hf/gpt2.tokenizer.json", "hf/falcon.tokenizer.json", "hf/llama-2-7b-chat-hf.tokenizer.json",
      "gguf/ggml-vocab-llama-spm.gguf", "gguf/ggml-vocab-bert-bge.gguf",
      "gguf/ggml-vocab-gpt-2.gguf", "gguf/ggml-vocab-deepseek-coder.gguf",
      "hf/claude2.tokenizer.json", "hf/pythia-12b.tokenizer.json",
    ])
  func sharedVocabularies(name: String) throws {
    let path = SharedData.path("vocab/" + name)
    let tokenizer: any ExplainingTokenizer =
      name.hasSuffix("gguf")
      ? try GGUFReader.load(path) : try HuggingFaceReader.load(bytes: readFile(path), file: path)
    let golden = FormatGoldens.inputs.map(\.text).filter { $0.count < 400 }
    try #require(golden.count > 200)
    try Self.check(tokenizer, stride(from: 0, to: golden.count, by: 3).map { golden[$0] })
  }

  @Test(arguments: ["bytelevel", "llama", "unigram", "wordlevel", "wordpiece"])
  func longTextsAreExplainedInTime(name: String) throws {
    let tokenizer = try HuggingFaceFixtures.load(name)
    for unit in ["a", "the cat "] {
      let text = Array(String(repeating: unit, count: 3_000).utf8)
      #expect(tokenizer.explain(text).ids == tokenizer.encode(text))
    }
  }
}
