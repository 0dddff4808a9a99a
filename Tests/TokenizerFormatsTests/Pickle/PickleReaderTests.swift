import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

@Suite struct PickleReaderTests {
  @Test(arguments: 3...5)
  func pickledEncodingsAreRead(version: Int) throws {
    let bytes = try PickleDocumentTests.fixture("tiny-\(version)")
    let tokenizer = try PickleReader.load(bytes: bytes, file: "tiny.pickle")
    #expect(
      tokenizer.makeEncoder().encode("abc aąž<|end|>") == [
        257, 258, 261, 60, 124, 101, 110, 100, 124, 62,
      ])
    #expect(tokenizer.vocabulary.count == 263)
    #expect(tokenizer.vocabulary.kind(of: 262) == .control)
    #expect(tokenizer.summary.format == "pickle")
    #expect(tokenizer.summary.pattern == "gpt2")
    #expect(
      tokenizer.summary.details.map { "\($0.name): \($0.value)" }
        == ["name: tiny", "special tokens: 1"])
  }

  /// Python 3 has no bytes in these protocols and writes a call that makes them.
  @Test(arguments: [(0, 191), (1, 152), (2, 154)])
  func bytesOfOldProtocolsAreCalls(version: Int, place: Int) throws {
    let bytes = try PickleDocumentTests.fixture("tiny-\(version)")
    #expect {
      try PickleReader.load(bytes: bytes, file: "t.pkl")
    } throws: {
      "\($0)"
        == "t.pkl: byte \(place): the opcode GLOBAL is refused: only plain data is read from a "
        + "pickle; pickle a dict of str, bytes and int with protocol 3 or later"
    }
  }

  @Test(arguments: [
    ("N.", "holds no dict; pickle a dict with pat_str, mergeable_ranks and special_tokens"),
    ("}.", "has no pat_str; get the file again"),
    ("}Vpat_str\nVgpt2\ns.", "has no mergeable_ranks; get the file again"),
    (
      "}(Vpat_str\nVgpt2\nVmergeable_ranks\n}u.",
      "has no special_tokens; get the file again"
    ),
    (
      "}(Vpat_str\nVgpt2\nVmergeable_ranks\n}Va\nK\u{1}sVspecial_tokens\n}u.",
      "entry 0 of mergeable_ranks is not bytes with a rank; "
        + "ranks are whole numbers below 4294967295, tokens are not empty"
    ),
    (
      "}(Vpat_str\nVgpt2\nVmergeable_ranks\n}(C\u{1}aK\u{1}C\u{1}bK\u{1}uVspecial_tokens\n}u.",
      "the rank 1 is there twice; give each token a rank of its own"
    ),
    (
      "}(Vpat_str\nVgpt2\nVmergeable_ranks\n}Vspecial_tokens\n}Va\nNsu.",
      "a special token is not a str with a whole number; get the file again"
    ),
    (
      "}(Vpat_str\nVgpt2\nVexplicit_n_vocab\nK\u{9}Vmergeable_ranks\n}C\u{1}aK\0s"
        + "Vspecial_tokens\n}u.",
      "has 1 tokens up to the id 0, which is not what explicit_n_vocab states; get the file again"
    ),
    (
      "}(Vpat_str\nVgpt2\nVmergeable_ranks\n}C\u{1}aK\0sVspecial_tokens\n}u.",
      "no token for the byte 0x00, and perhaps for others; "
        + "a byte-level vocabulary needs a token for each of the 256 bytes"
    ),
  ])
  func dictsOfAnotherShapeAreRefused(text: String, message: String) {
    #expect {
      try PickleReader.load(bytes: text.unicodeScalars.map { UInt8($0.value) }, file: "t.pkl")
    } throws: { "\($0)" == "t.pkl: \(message)" }
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func idsAreThoseOfHastings() throws {
    let path = SharedData.path("vocab/tiktoken/hastings.tiktoken")
    let ranks = try RankFile.read(contentsOf: path).tokens
    let side = try JSONValue(contentsOf: path.replacing(".tiktoken", with: ".json"))
    func text(_ text: some Sequence<UInt8>, _ opcode: UInt8) -> [UInt8] {
      let bytes = Array(text)
      return [opcode] + (0..<4).map { UInt8(truncatingIfNeeded: bytes.count >> ($0 * 8)) } + bytes
    }
    func integer(_ value: Int) -> [UInt8] {
      [UInt8(ascii: "J")] + (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    let unicode = UInt8(ascii: "X")
    var pickle: [UInt8] = Array("}(".utf8)
    pickle += text("pat_str".utf8, unicode)
    pickle += text(try #require(side["pat_str"]?.string).utf8, unicode)
    pickle += text("mergeable_ranks".utf8, unicode) + Array("}(".utf8)
    for index in (0..<ranks.count).reversed() {
      pickle += text(ranks[index], UInt8(ascii: "B")) + integer(Int(ranks.ranks[index]))
    }
    pickle += Array("u".utf8) + text("special_tokens".utf8, unicode) + Array("}(".utf8)
    for member in try #require(side["special_tokens"]?.members) {
      pickle += text(member.key.utf8, unicode) + integer(try #require(member.value.integer))
    }
    let tokenizer = try PickleReader.load(bytes: pickle + Array("uu.".utf8), file: "h.pkl")
    #expect(tokenizer.vocabulary.count == 32768)
    try FormatGoldens.expect(tokenizer, gives: "hastings")
  }
}
