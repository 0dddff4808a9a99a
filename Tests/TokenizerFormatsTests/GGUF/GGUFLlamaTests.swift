import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

@Suite struct GGUFLlamaTests {
  /// Bytes, some pieces, and a user-defined token; scores as a trainer gives them.
  static func file(
    _ more: [(text: String, score: Float, type: Int32)] = [], prefix: Bool? = nil,
    version: UInt32 = 3
  ) -> GGUFFile {
    var tokens: [(text: String, score: Float, type: Int32)] = [("<unk>", 0, 2), ("<s>", 0, 3)]
    for byte in 0..<256 {
      let digits = String(byte, radix: 16, uppercase: true)
      tokens.append(("<0x\(byte < 16 ? "0" : "")\(digits)>", 0, 6))
    }
    tokens += [("▁", -3, 1), ("a", -4, 1), ("b", -5, 1), ("▁a", -1, 1), ("ab", -2, 1)]
    tokens += more
    var file = GGUFFile(version: version)
    file.add("general.name", "tiny")
    file.add("tokenizer.ggml.model", "llama")
    file.add("tokenizer.ggml.tokens", tokens.map(\.text))
    file.add("tokenizer.ggml.scores", tokens.map(\.score))
    file.add("tokenizer.ggml.token_type", tokens.map(\.type))
    if let prefix { file.add("tokenizer.ggml.add_space_prefix", prefix) }
    return file
  }

  static func load(_ file: GGUFFile) throws(Failure) -> GGUFTokenizer {
    try GGUFReader.load(bytes: file.bytes, file: "t.gguf")
  }

  @Test(arguments: [2, 3] as [UInt32])
  func scoresDecideWhatIsMerged(version: UInt32) throws {
    let tokenizer = try Self.load(Self.file(version: version))
    // ▁a scores higher than ab.
    #expect(tokenizer.makeEncoder().encode("ab ąab") == [261, 260, 258, 198, 135, 262])
    #expect(tokenizer.makeEncoder().encode("").isEmpty)
    #expect(
      try tokenizer.decode([1, 261, 260, 258, 198, 135, 262]) == Array("ab ąab".utf8))
    #expect(tokenizer.summary.format == "gguf")
    #expect(tokenizer.summary.addsLeadingSpace)
    #expect(tokenizer.vocabulary.kind(of: 1) == .control)
    #expect(tokenizer.vocabulary.kind(of: 2) == .byte)
    #expect(tokenizer.vocabulary[12].elementsEqual([10]))
  }

  @Test func withoutAPrefixTextStartsAsItIs() throws {
    let tokenizer = try Self.load(Self.file(prefix: false))
    #expect(tokenizer.makeEncoder().encode("ab") == [262])
    #expect(try tokenizer.decode([261]) == Array(" a".utf8))
    #expect(!tokenizer.summary.addsLeadingSpace)
  }

  /// Each stretch after a user-defined token gets a space of its own, as in llama.cpp.
  @Test func userDefinedTokensAreTakenFirst() throws {
    let tokenizer = try Self.load(Self.file([("<x>", 0, 4), ("<x>a", 0, 4), ("a<", 0, 4)]))
    var ids: [UInt32] = []
    var spans: [TokenSpan] = []
    Array("a<x>aab<x>b".utf8).withUnsafeBufferPointer {
      tokenizer.makeEncoder().encode($0, into: &ids, spans: &spans)
    }
    // <x>a is longer than a<, so it is found first, and a< no longer fits.
    #expect(ids == [261, 264, 261, 260, 263, 258, 260])
    #expect(spans.map { $0.start } == [0, 1, 5, 6, 7, 10, 10])
    #expect(spans.map { $0.end } == [1, 5, 6, 7, 10, 10, 11])
    #expect(tokenizer.makeEncoder().encode("<x>") == [263])
  }

  /// llama.cpp merges into control tokens too where two tokens make one.
  @Test func controlTokensThatMergingReachesComeOut() throws {
    let tokenizer = try Self.load(Self.file([("s>", -9, 1), ("<", -9, 1)]))
    #expect(tokenizer.makeEncoder().encode("<s>") == [258, 1])
  }

  /// A token that ends a generation is a control token by its text alone.
  @Test func endTokensAreNotTakenFromText() throws {
    let tokenizer = try Self.load(Self.file([("<eos>", 0, 4), ("<|start|>", 0, 3)]))
    #expect(tokenizer.vocabulary.kind(of: 263) == .control)
    #expect(tokenizer.vocabulary.kind(of: 264) == .userDefined)
    #expect(tokenizer.makeEncoder().encode("<|start|>") == [264])
  }

  @Test func whatIsMissingOrUnknownIsNamed() {
    func message(_ file: GGUFFile) -> String {
      do throws(Failure) {
        _ = try Self.load(file)
        return "no failure"
      } catch { return error.description }
    }
    #expect(
      message(Self.file([("<s>", 0, 1)]))
        == "t.gguf: byte 134: the token 263 is there twice; "
        + "llama.cpp refuses such a file too; get it again")
    #expect(
      message(Self.file([("x", 0, 9)]))
        == "t.gguf: the token 263 has the type 9; types are 1 to 6; convert the model again")
    #expect(
      message(Self.file([("<0xGG>", 0, 6)]))
        == "t.gguf: the byte token 263 is <0xGG>, which is not written <0xHH> or can be merged from "
        + "text; convert the model again")
    #expect(
      message(Self.file([("<0x0A", 0, 1)]))
        == "t.gguf: the byte token 12 is <0x0A>, which is not written <0xHH> or can be merged from "
        + "text; convert the model again")
    var other = GGUFFile()
    other.add("tokenizer.ggml.tokens", ["a"])
    #expect(
      message(other)
        == "t.gguf: has no tokenizer.ggml.model; name a GGUF file that has its tokenizer with it")
    other.add("tokenizer.ggml.model", "rwkv")
    #expect(
      message(other)
        == "t.gguf: has a tokenizer of the kind rwkv, which is not supported; "
        + "llama, gpt2, gemma4, bert and t5 are"
    )
    var phi = Self.file([("<x>", 0, 4)])
    #expect(message(phi) == "no failure")
    phi = GGUFFile()
    phi.add("general.name", "Phi-3 mini")
    phi.add("tokenizer.ggml.model", "llama")
    phi.add("tokenizer.ggml.tokens", ["<x>"])
    phi.add("tokenizer.ggml.token_type", [4] as [Int32])
    #expect(
      message(phi)
        == "t.gguf: is a model whose special tokens take the white space beside them, which is not "
        + "supported; name the model's tokenizer.json instead")
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func idsAreThoseOfLlamaCpp() throws {
    let path = SharedData.path("vocab/gguf/ggml-vocab-llama-spm.gguf")
    try LlamaCppVectors.expect(try GGUFReader.load(path), gives: "llama-spm")
  }
}
