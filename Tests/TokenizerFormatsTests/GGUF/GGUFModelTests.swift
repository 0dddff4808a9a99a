import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

/// The models `gpt2` and `bert`.
@Suite struct GGUFModelTests {
  static func bytes(
    _ more: [String], merges: [String], pre: String?, types: [Int32] = []
  ) -> GGUFFile {
    var file = GGUFFile()
    let tokens = ByteLevelAlphabet.scalars.compactMap(Unicode.Scalar.init).map { String($0) } + more
    file.add("tokenizer.ggml.model", "gpt2")
    if let pre { file.add("tokenizer.ggml.pre", pre) }
    file.add("tokenizer.ggml.tokens", tokens)
    let kinds = [Int32](repeating: 1, count: tokens.count - types.count) + types
    file.add("tokenizer.ggml.token_type", kinds)
    file.add("tokenizer.ggml.merges", merges)
    return file
  }

  static func words(_ tokens: [String], lowercase: Bool? = nil) -> GGUFFile {
    var file = GGUFFile()
    file.add("tokenizer.ggml.model", "bert")
    file.add("tokenizer.ggml.tokens", ["[UNK]", "[CLS]"] + tokens)
    file.add("tokenizer.ggml.token_type", [2, 3] + tokens.map { _ in Int32(1) })
    file.add("tokenizer.ggml.unknown_token_id", 0 as UInt32)
    if let lowercase { file.add("tokenizer.ggml.normalizer.lowercase", lowercase) }
    return file
  }

  static func ids(_ file: GGUFFile, _ text: String) throws -> [UInt32] {
    try GGUFReader.load(bytes: file.bytes, file: "t.gguf").makeEncoder().encode(text)
  }

  @Test func patternsDecideWhatMayMerge() throws {
    let merges = ["1 2", "12 3", "a 1"]
    let more = ["12", "123", "a1", "<x>"]
    func ids(_ pre: String?, _ text: String) throws -> [UInt32] {
      try Self.ids(Self.bytes(more, merges: merges, pre: pre, types: [4]), text)
    }
    #expect(try ids("gpt-2", "a1234") == [97, 257, 52])
    #expect(try ids("qwen2", "123") == [49, 50, 51])
    #expect(try ids("starcoder", "123") == [49, 50, 51])
    #expect(try ids("llama-bpe", "1231") == [257, 49])
    #expect(try ids(nil, "1231") == [257, 49])
    #expect(try ids("gpt-2", "12<x>3") == [256, 259, 51])
  }

  /// Llama 3 takes a piece that is a token whole, without a merge that makes it.
  @Test func wholeTokensComeFirstWhereMergesAreIgnored() throws {
    func ids(_ pre: String) throws -> [UInt32] {
      try Self.ids(Self.bytes(["ab", "abc"], merges: ["a b"], pre: pre), "abc")
    }
    #expect(try ids("llama-bpe") == [257])
    #expect(try ids("dbrx") == [256, 99])
  }

  /// llama.cpp's patterns for Tekken and GPT-4o know case in ASCII alone.
  @Test(arguments: ["tekken", "gpt-4o"])
  func onlyASCIIHasCase(pre: String) throws {
    let file = Self.bytes(["aÅ½", "aB"], merges: ["a Å", "a B"], pre: pre)
    #expect(throws: Failure.self) { try Self.ids(file, "a") }
    let pair = Self.bytes(["aÅ", "aB"], merges: ["a Å", "a B"], pre: pre)
    #expect(try Self.ids(pair, "aŽ") == [256, 189])
    #expect(try Self.ids(pair, "aB") == [97, 66])
  }

  @Test func whatIsNotKnownIsNamed() {
    func message(_ file: GGUFFile) -> String {
      do throws(Failure) {
        _ = try GGUFReader.load(bytes: file.bytes, file: "t.gguf")
        return "no failure"
      } catch { return error.description }
    }
    #expect(
      message(Self.bytes([], merges: [], pre: "kimi-k3"))
        == "t.gguf: splits text with the pre-tokenizer kimi-k3, which is not supported; "
        + "name the model's tokenizer.json instead")
    #expect(
      message(Self.bytes([], merges: ["a b"], pre: "gpt-2"))
        == "t.gguf: byte 3724: the merge 0 has the token ab, which is not in the vocabulary; get the file again"
    )
    #expect(
      message(Self.bytes(["ab"], merges: ["a b", "ab"], pre: "gpt-2"))
        == "t.gguf: byte 3738: the merge 1 is not two tokens with a space between them; get the file again"
    )
  }

  @Test func wordsAreCutAsLlamaCppDoes() throws {
    let file = Self.words(["▁the", "▁a", "b", "c", "▁▁", "▁x", "▁!", "▁ᄒ", "▁क", "▁c"])
    // A mark inside a word may start a token; Hangul and spacing marks lose what accents would.
    #expect(try Self.ids(file, "The ábc a▁x zz !") == [2, 3, 4, 5, 3, 7, 0, 8])
    #expect(try Self.ids(file, "한 का c\u{85}a\u{B}a") == [9, 10, 11, 3, 3])
    #expect(try Self.ids(file, "a" + String(repeating: "b", count: 200)).count == 201)
    #expect(try Self.ids(Self.words(["▁The", "▁the"], lowercase: false), "The the") == [2, 3])
    let tokenizer = try GGUFReader.load(bytes: file.bytes, file: "t.gguf")
    #expect(try tokenizer.decode([1, 2, 3, 4]) == Array("the ab".utf8))
  }

  @Test(
    .enabled(if: SharedData.isPresent, "skipped: needs ../shared"),
    arguments: ["gpt-2", "deepseek-coder", "bert-bge"])
  func idsAreThoseOfLlamaCpp(name: String) throws {
    let path = SharedData.path("vocab/gguf/ggml-vocab-\(name).gguf")
    try LlamaCppVectors.expect(try GGUFReader.load(path), gives: name)
  }

  /// The vectors of a file that is not there, whose ranks are.
  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func llamaRanksGiveTheSameIDs() throws {
    let ranks = SharedData.path("vocab/tiktoken/llama3.tiktoken")
    try LlamaCppVectors.expect(try TiktokenReader.load(rankFile: ranks), gives: "llama-bpe")
  }
}
