import Benchmarking
import Groundwork
import TestSupport
import Testing

/// Formats are told apart by content, whatever the file is called.
@Suite struct FormatDetectionTests {
  @Test(arguments: [
    ("GGUF\u{3}\0\0\0", TokenizerFormat.gguf), ("\u{80}\u{4}\u{95}", .pickle),
    (#"{"config": {}}"#, .json), ("#version: 0.2\na b\n", .merges),
    ("[PAD]\n[unused0]\n[UNK]\na\n", .wordPiece), ("[UNK]\r\na\r\n", .wordPiece),
    ("IQ== 0\n", .tiktoken),
  ])
  func contentDecides(text: String, format: TokenizerFormat) {
    let bytes = text.unicodeScalars.map { UInt8($0.value) }
    #expect(TokenizerFormat.detect(bytes[...]) == format)
  }

  private func format(_ path: String) throws(Failure) -> String {
    try TokenizerLocator().load(path).tokenizer.summary.format
  }

  @Test func fixturesAreFound() throws {
    let fixtures = joinPath(SharedData.repository, "Tests/Fixtures")
    #expect(try format(joinPath(fixtures, "Pickle/tiny-4.pickle")) == "pickle")
    #expect(try format(joinPath(fixtures, "WordPiece/vocab.txt")) == "wordpiece")
    // The folder has a vocab.txt and nothing that comes before it.
    #expect(try format(joinPath(fixtures, "WordPiece")) == "wordpiece")
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func publishedFilesAreFound() throws {
    for name in ["gpt2", "gpt2/encoder.json", "gpt2/vocab.bpe"] {
      let located = try TokenizerLocator().load(SharedData.path("vocab/\(name)"))
      #expect(located.tokenizer.summary.format == "gpt2", "\(name)")
      #expect(located.file == "encoder.json", "\(name)")
    }
    #expect(try format(SharedData.path("vocab/gguf/ggml-vocab-bert-bge.gguf")) == "gguf")
    #expect(
      try format(SharedData.path("vocab/wordpiece/bert-base-uncased-vocab.txt")) == "wordpiece")
  }

  @Test func oneFileOfTwoIsNamed() throws {
    let folder = try TemporaryFolder()
    let path = joinPath(folder.path, "vocab.json")
    try AtomicFile.write(#"{"a": 0}"#, to: path)
    #expect {
      try TokenizerLocator().load(path)
    } throws: {
      "\($0)" == "\(path): is one of two files, and the other is not beside it; "
        + "put vocab.json and merges.txt, or encoder.json and vocab.bpe, into one folder"
    }
  }
}
