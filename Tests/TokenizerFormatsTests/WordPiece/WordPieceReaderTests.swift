import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

@Suite struct WordPieceReaderTests {
  static func fixture(_ name: String) -> String {
    joinPath(SharedData.repository, "Tests/Fixtures/WordPiece/\(name)")
  }

  /// Texts with the ids that `tokenizers` 0.23.3 gives; see make.py beside the fixture.
  @Test(arguments: [true, false])
  func idsAreThoseRecorded(lowercase: Bool) throws {
    let tokenizer = try WordPieceReader.load(
      Self.fixture("vocab.txt"), settings: .init(lowercase: lowercase))
    let encoder = tokenizer.makeEncoder()
    let lines = try readFile(Self.fixture("ids.jsonl")).split(separator: 0x0A)
    try #require(lines.count > 20)
    for line in lines {
      let row = try JSONValue(parsing: Array(line), file: "ids.jsonl")
      let text = try #require(row["text"]?.string)
      let ids = try #require(row[lowercase ? "uncased" : "cased"]?.array).map { $0.integer }
      #expect(encoder.encode(text).map { Int($0) } == ids, "\(text)")
    }
  }

  @Test func whatIsLoweredIsFoundOut() throws {
    func lowers(_ vocabulary: String) throws -> Bool {
      let tokenizer = try WordPieceReader.load(bytes: Array(vocabulary.utf8), file: "vocab.txt")
      #expect(tokenizer.summary.format == "wordpiece")
      return tokenizer.summary.details.first?.value == "yes"
    }
    #expect(try lowers("[PAD]\n[UNK]\na\n##b\n"))
    #expect(try !lowers("[UNK]\na\n##Ž\n"))
    // A configuration beside the file says it.
    let folder = try TemporaryFolder()
    let config = joinPath(folder.path, "tokenizer_config.json")
    let path = joinPath(folder.path, "vocab.txt")
    try AtomicFile.write(Array("[UNK]\na\nA\n".utf8), to: path)
    try AtomicFile.write(Array(#"{"do_lower_case": true}"#.utf8), to: config)
    #expect(try WordPieceReader.load(path).makeEncoder().encode("A") == [1])
    try AtomicFile.write(Array(#"{"do_lower_case": false}"#.utf8), to: config)
    #expect(try WordPieceReader.load(path).makeEncoder().encode("A") == [2])
    try AtomicFile.write(Array(#"{"tokenizer_class": "MPNetTokenizer"}"#.utf8), to: config)
    #expect {
      try WordPieceReader.load(path)
    } throws: {
      "\($0)" == "\(config): names the class MPNetTokenizer, whose way to split text is not known; "
        + "name the tokenizer.json instead"
    }
  }

  @Test(arguments: [
    ("a\nb\n", "v.txt: has no token [UNK]; name a vocab.txt of BERT, with a token on each line"),
    ("[UNK]\na\na\n", "v.txt:3: the token a is that of line 2 too; get the file again"),
    ("", "v.txt: has no token [UNK]; name a vocab.txt of BERT, with a token on each line"),
  ])
  func errorsNameTheLine(text: String, message: String) {
    #expect {
      try WordPieceReader.load(bytes: Array(text.utf8), file: "v.txt")
    } throws: { "\($0)" == message }
  }

  @Test func bytesThatAreNotTextAreRefused() {
    #expect {
      try WordPieceReader.load(bytes: Array("[UNK]\n".utf8) + [0xFF, 0x0A], file: "v.txt")
    } throws: { "\($0)" == "v.txt:2: is not UTF-8; get the file again" }
  }

  @Test func emptyLinesKeepTheirIDs() throws {
    let tokenizer = try WordPieceReader.load(
      bytes: Array("[UNK]\r\n\r\na \r\n\r\nb".utf8), file: "v.txt")
    #expect(tokenizer.makeEncoder().encode("a b") == [2, 4])
    #expect(tokenizer.vocabulary.kind(of: 1) == .unused)
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func tokensAreThoseOfBert() throws {
    let tokenizer = try WordPieceReader.load(
      SharedData.path("vocab/wordpiece/bert-base-uncased-vocab.txt"))
    let lines = String(
      decoding: try readFile(SharedData.path("vocab/wordpiece/bert-base-uncased-vocab.txt")),
      as: UTF8.self
    ).split(separator: "\n", omittingEmptySubsequences: false)
    let golden = try JSONValue(
      contentsOf: SharedData.path("conformance/hf-swift/bert_uncased_encoded.json"))
    let text = try #require(golden["text"]?.string)
    let pieces = try #require(golden["bpe_tokens"]?.array).map { $0.string ?? "" }
    let ids = tokenizer.makeEncoder().encode(text)
    #expect(ids.map { String(lines[Int($0)]) } == pieces)
    if let expected = golden["token_ids"]?.array {
      // The recording has [CLS] before the text and [SEP] behind it.
      let inner = expected.compactMap(\.integer).filter { $0 != 101 && $0 != 102 }
      #expect(ids.map { Int($0) } == inner)
    }
  }
}
