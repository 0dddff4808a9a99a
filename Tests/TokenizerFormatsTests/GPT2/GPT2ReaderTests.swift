import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

@Suite struct GPT2ReaderTests {
  /// Writes a pair of files of the 256 bytes and some merges.
  static func write(
    _ folder: borrowing TemporaryFolder, merges: String, more: [(String, Int)],
    names: (String, String) = ("vocab.json", "merges.txt")
  ) throws -> GPT2Files {
    var members = ByteLevelAlphabet.scalars.compactMap(Unicode.Scalar.init).enumerated().map {
      JSONValue.Member(String($1), .integer($0))
    }
    members += more.map { JSONValue.Member($0.0, .integer($0.1)) }
    let files = GPT2Files(
      vocabulary: joinPath(folder.path, names.0), merges: joinPath(folder.path, names.1))
    try AtomicFile.write(
      Array(JSONValue.object(members).serialized().utf8), to: files.vocabulary)
    try AtomicFile.write(Array(merges.utf8), to: files.merges)
    return files
  }

  /// Ids need not be in the order of merges, nor a merge be of the lowest ids.
  @Test func theOrderOfMergesDecides() throws {
    let folder = try TemporaryFolder()
    let files = try Self.write(
      folder, merges: "#version: 0.2\nb c\r\na b\na bc\n\n",
      more: [("ab", 256), ("bc", 300), ("abc", 257), ("abcd", 301), ("<|end|>", 302)])
    let tokenizer = try GPT2Reader.load(files)
    let encoder = tokenizer.makeEncoder()
    #expect(encoder.encode("abc ab abcd") == [257, 32, 256, 32, 257, 100])
    #expect(encoder.encode("<|end|>").count == 7)
    #expect(encoder.encode("ą") == [196, 133])
    #expect(try tokenizer.decode([257, 32, 196, 133, 302]) == Array("abc ą<|end|>".utf8))
    #expect(tokenizer.vocabulary[32].elementsEqual([32]))
    #expect(tokenizer.vocabulary.kind(of: 302) == .control)
    #expect(tokenizer.vocabulary.kind(of: 301) == .control)
    #expect(tokenizer.vocabulary.kind(of: 299) == .unused)
    #expect(tokenizer.summary.format == "gpt2")
    #expect(tokenizer.summary.pattern == "gpt2")
  }

  @Test func thePairIsFoundByEitherNameOrTheFolder() throws {
    let folder = try TemporaryFolder()
    let files = try Self.write(
      folder, merges: "a b\n", more: [("ab", 256)], names: ("my-vocab.json", "my-merges.txt"))
    #expect(GPT2Files.find(files.vocabulary) == files)
    #expect(GPT2Files.find(files.merges) == files)
    #expect(GPT2Files.find(folder.path) == nil)
    let plain = try Self.write(
      folder, merges: "a b\n", more: [("ab", 256)], names: ("encoder.json", "vocab.bpe"))
    #expect(GPT2Files.find(folder.path) == plain)
    #expect(GPT2Files.find(joinPath(folder.path, "vocab.json")) == nil)
  }

  @Test func theClassOfTheTokenizerCounts() throws {
    let folder = try TemporaryFolder()
    let files = try Self.write(folder, merges: "a b\n", more: [("ab", 256)])
    let config = joinPath(folder.path, "tokenizer_config.json")
    func message(_ json: String, pattern: String? = nil) throws -> String {
      try AtomicFile.write(Array(json.utf8), to: config)
      do throws(Failure) {
        return try GPT2Reader.load(files, pattern: pattern).summary.pattern ?? ""
      } catch { return error.description }
    }
    #expect(try message(#"{"tokenizer_class": "GPT2Tokenizer"}"#) == "gpt2")
    #expect(try message(#"{"tokenizer_class": "Qwen2Tokenizer"}"#, pattern: "qwen2") == "qwen2")
    #expect(
      try message(#"{"tokenizer_class": "Qwen2Tokenizer"}"#)
        == "\(config): names the class Qwen2Tokenizer, and the two files do not say how it splits "
        + "text; name the tokenizer.json instead, or give the split pattern")
    #expect(
      try message(#"{"add_prefix_space": true}"#)
        == "\(config): asks for a space before each text (add_prefix_space), which is not supported "
        + "for two files; name the tokenizer.json instead")
  }

  @Test func errorsNameTheLine() throws {
    let folder = try TemporaryFolder()
    func message(_ merges: String, _ more: [(String, Int)]) throws -> String {
      let files = try Self.write(folder, merges: merges, more: more)
      do throws(Failure) {
        _ = try GPT2Reader.load(files)
        return "no failure"
      } catch { return String(error.description.dropFirst(folder.path.count + 1)) }
    }
    #expect(
      try message("a b\na\n", [("ab", 256)])
        == "merges.txt:2: is not two tokens with a space between them; get the file again")
    #expect(
      try message("#version: 0.2\na b c\n", [("ab", 256)])
        == "merges.txt:2: is not two tokens with a space between them; get the file again")
    #expect(
      try message("a b\nab c\n", [("ab", 256)])
        == "merges.txt:2: the token abc is not in the vocabulary; "
        + "name a vocabulary and merges that belong together")
    #expect(
      try message("", [("ab", 255)])
        == "vocab.json: the id 255 is there twice; get the file again")
    #expect(
      try message("", [("a", 256)]) == "vocab.json: the token a is there twice; get the file again")
    #expect(
      try message("", [("ab", -1)])
        == "vocab.json: the token ab has no id from 0 to 2097151; get the file again")
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func idsAreThoseOfGPT2() throws {
    let files = try #require(GPT2Files.find(SharedData.path("vocab/gpt2")))
    let tokenizer = try GPT2Reader.load(files)
    #expect(tokenizer.vocabulary.count == 50257)
    #expect(tokenizer.vocabulary.ordinaryCount == 50256)
    try FormatGoldens.expect(tokenizer, gives: "r50k_base")
  }
}
