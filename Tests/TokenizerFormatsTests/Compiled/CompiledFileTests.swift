import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

@Suite struct CompiledFileTests {
  @Test(arguments: [(0, "cl100k"), (1000, "gpt2"), (3, #"[a-z]+|\s|[^a-z\s]"#)])
  func isTheSameTokenizer(first: Int, pattern: String) throws {
    let sample = try CompiledSample(first: UInt32(first), pattern: pattern)
    let compiled = try sample.load(sample.bytes())
    try expectSame(sample.source, compiled, on: mixedTexts(count: 60, seed: 1))
    #expect(compiled.vocabulary.kind(of: UInt32(202 + first)) == .unused)
    #expect(compiled.unreachableTokens() == sample.source.unreachableTokens())
  }

  @Test func theSummarySaysWhatItIs() throws {
    let sample = try CompiledSample()
    let summary = try sample.load(sample.bytes()).summary
    #expect(summary.format == "compiled (tiktoken)")
    #expect(summary.model == "bpe")
    #expect(summary.pattern == "cl100k")
    #expect(summary.sha256 == (try sha256OfFile(sample.path("x.derlius"))))
    #expect(
      summary.details == [
        .init("name", "sample"), .init("special tokens", "2"),
        .init("source sha256", sample.sha256),
      ])
    #expect(summary.engines == sample.source.summary.engines)
  }

  @Test func theSameTokenizerGivesTheSameBytes() throws {
    let sample = try CompiledSample()
    let bytes = try sample.bytes()
    #expect(try CompiledSample().bytes() == bytes)
    #expect(try CompiledWriter.bytes(of: sample.load(bytes), path: "x") == bytes)
    #expect(bytes.count % 64 == 0)
  }

  @Test(
    .enabled(if: SharedData.isPresent, "skipped: needs ../shared"),
    arguments: ["cl100k_base", "o200k_base", "p50k_base", "mistral-tekken-240718"])
  func publishedVocabulariesAreTheSame(name: String) throws {
    let source = try TiktokenReader.load(
      rankFile: SharedData.path("vocab/tiktoken/\(name).tiktoken"))
    let sample = try CompiledSample()
    let compiled = try sample.load(CompiledWriter.bytes(of: source, path: name))
    let text = try readFile(SharedData.path("conformance/golden/inputs.jsonl"))
    try expectSame(
      source, compiled,
      on: text.split(separator: 0x0A).map { Array($0) } + mixedTexts(count: 300, seed: 2))
  }

  @Test func tekkenAndPickledEncodingsHaveTheForm() throws {
    let pickle = joinPath(SharedData.repository, "Tests/Fixtures/Pickle/tiny-4.pickle")
    let source = try PickleReader.load(pickle)
    let sample = try CompiledSample()
    let compiled = try sample.load(CompiledWriter.bytes(of: source, path: pickle))
    try expectSame(source, compiled, on: mixedTexts(count: 30, seed: 3))
    #expect(compiled.summary.format == "compiled (pickle)")
  }

  @Test func otherKindsAreRefused() throws {
    let path = joinPath(SharedData.repository, "Tests/Fixtures/HuggingFace/wordpiece.json")
    let other = try HuggingFaceReader.load(bytes: readFile(path), file: path)
    #expect(
      throws: Failure(
        "has the format huggingface, which has no compiled form", at: .file("x.json"),
        remedy: "the formats that have one are tiktoken, tekken and pickle")
    ) { try CompiledWriter.bytes(of: other, path: "x.json") }
  }
}
