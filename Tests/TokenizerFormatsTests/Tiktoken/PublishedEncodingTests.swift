import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

/// All encodings of the shared data, whatever keys their side files use.
@Suite(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
struct PublishedEncodingTests {
  static let folder = SharedData.path("vocab/tiktoken")

  /// Each encoding with the rank file that it is made of.
  static let encodings = [
    ("gpt2", "r50k_base"), ("r50k_base", "r50k_base"), ("p50k_base", "p50k_base"),
    ("p50k_edit", "p50k_base"), ("cl100k_base", "cl100k_base"), ("o200k_base", "o200k_base"),
    ("o200k_harmony", "o200k_base"),
  ]

  static func load(_ name: String, _ ranks: String) throws(Failure) -> RankTokenizer {
    let path = joinPath(folder, ranks + ".tiktoken")
    return try TiktokenReader.load(
      bytes: try readFile(path), file: path,
      specification: try TiktokenSpecification(
        encoding: name, of: joinPath(folder, "encodings.json")))
  }

  @Test(arguments: encodings) func specialTokensAreTiktokens(name: String, ranks: String) throws {
    let tokenizer = try Self.load(name, ranks)
    let published = try JSONValue(contentsOf: joinPath(Self.folder, "encodings.json"))[name]
    let specials = try #require(published?["special_tokens"]?.members)
    #expect(
      Set(tokenizer.specials.map { "\($0.text) \($0.id)" })
        == Set(specials.map { "\($0.key) \($0.value.integer ?? -1)" }))
    // Some of more than a thousand, with both that have one id.
    let twins = specials.filter { $0.value.integer == 200_018 }
    for special in specials.prefix(5) + twins {
      let id = try #require(special.value.integer)
      let text = special.key
      #expect(tokenizer.encodeSingleToken(Array(text.utf8)) == UInt32(id))
      // Of two with one id, the first decodes, as in tiktoken.
      let first = specials.first { $0.value.integer == id }?.key ?? ""
      #expect(try tokenizer.decode([UInt32(id)]) == Array(first.utf8))
      // Ordinary text never gives it; encode does where it is allowed, and refuses it by default.
      let plain = tokenizer.makeEncoder().encode(text)
      #expect(!plain.contains(UInt32(id)))
      #expect(try tokenizer.encode("a" + text, allowedSpecials: .all).last == UInt32(id))
      #expect(throws: Failure.self) { try tokenizer.encode(text, allowedSpecials: .none) }
      #expect(
        try tokenizer.encode(text, allowedSpecials: .none, disallowedSpecials: .none) == plain)
    }
    #expect(tokenizer.encodeSingleToken(Array("no such token".utf8)) == nil)
    if let size = published?["explicit_n_vocab"]?.integer {
      #expect(tokenizer.vocabulary.count == size)
    }
  }

  /// Ids of tiktoken's own tests.
  @Test func tiktokensOwnExamples() throws {
    let tokenizer = try Self.load("cl100k_base", "cl100k_base")
    func ids(_ text: String) throws -> [UInt32] {
      try tokenizer.encode(text, allowedSpecials: .all)
    }
    #expect(try ids("hello world") == [15339, 1917])
    #expect(try ids(" \u{85}0") == [220, 126, 227, 15])
    #expect(try ids("today\n \n") == [31213, 27907])
    #expect(try ids("hello <|endoftext|>") == [15339, 220, 100257])
    let spans = tokenizer.encodeWithSpans(Array("hello world".utf8)).spans
    #expect(spans == [.init(start: 0, end: 5), .init(start: 5, end: 11)])
    #expect(try tokenizer.tokenBytes(15339) == Array("hello".utf8))
  }

  @Test(arguments: ["hastings", "llama3", "mistral-tekken-240718"])
  func sideFilesAreRead(name: String) throws {
    let tokenizer = try TiktokenReader.load(
      rankFile: joinPath(Self.folder, name + ".tiktoken"))
    let side = try JSONValue(contentsOf: joinPath(Self.folder, name + ".json"))
    let specials = side["special_tokens"]?.members ?? []
    let index = TokenIndex(tokenizer.vocabulary)
    for special in specials {
      let id = try #require(special.value.integer)
      #expect(index.id(of: Array(special.key.utf8)) == UInt32(id))
    }
    #expect(tokenizer.specials.count == specials.count)
    let first = name.hasPrefix("mistral") ? 1000 : 0
    // The first ranks are the bytes in one order or another.
    let byte = try #require(tokenizer.encodeSingleToken([0x41]))
    #expect((first..<first + 256).contains(Int(byte)))
    #expect(tokenizer.encode("A") == [byte])
  }
}
