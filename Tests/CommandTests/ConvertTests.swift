import Groundwork
import TestSupport
import Testing

/// `derlius convert` as a user runs it.
@Suite struct ConvertTests {
  private let derlius: RunCommand
  private let toy: String

  init() throws {
    derlius = try RunCommand()
    toy = try derlius.writeRanks()
  }

  private func fixture(_ name: String) -> String {
    joinPath(SharedData.repository, "Tests/Fixtures/\(name)")
  }

  @Test func ranksToTokenizerJSONAndBack() throws {
    let texts = try derlius.write("hello world\nlaba diena\n", to: "texts.txt")
    let json = derlius.path("tokenizer.json")
    let result = try derlius(
      "convert", toy, "--to", "huggingface", "--output", json, "--verify", texts)
    #expect(result.messages == "")
    #expect(
      result.output
        == "toy as huggingface: 301 ids, identical on 4736 texts (134 of the vocabulary, 4600 built in, "
        + "2 of yours)\n")
    let back = derlius.path("back.tiktoken")
    #expect(try derlius("convert", json, "--to", "tiktoken", "--output", back).status == 0)
    #expect(try readFile(back) == readFile(toy))
    #expect(
      try derlius("compare", "-t", toy, "-t", back, texts).output == "identical on 2 texts\n")
    let side = try JSONValue(contentsOf: derlius.path("back.json"))
    #expect(side["name"]?.string == "back")
    #expect(side["special_tokens"]?["<|end|>"]?.integer == 300)
  }

  @Test func aReportForMachines() throws {
    let result = try derlius(
      "convert", fixture("HuggingFace/llama.json"), "--to", "sentencepiece", "--output",
      derlius.path("x.model"), "--json")
    let value = try JSONValue(parsing: Array(result.output.utf8), file: "output")
    #expect(value["tokenizer"]?.string == "llama")
    #expect(value["to"]?.string == "sentencepiece")
    #expect(value["vocabularySize"]?.integer == 362)
    #expect(value["corpus"]?.integer == 0)
    let digest = try SHA256.hexadecimalDigest(of: try readFile(derlius.path("x.model")))
    #expect(value["sha256"]?.string == digest)
  }

  @Test func aRefusalWritesNothing() throws {
    let output = derlius.path("x.tiktoken")
    let source = fixture("HuggingFace/nfc-bytelevel.json")
    let result = try derlius("convert", source, "--to", "tiktoken", "--output", output)
    #expect(result.status == 1)
    #expect(result.output == "")
    #expect(
      result.messages
        == "derlius: \(source): cannot be written as a tiktoken rank file: its normalizer NFC changes text, "
        + "and tiktoken changes none; the text \"e\u{301}\" (U+0065 U+0301) would be [101 204 129] and not [195 169]; keep it in "
        + "its own format\n")
    #expect(!exists(output))
    #expect(!exists(derlius.path("x.json")))
  }

  @Test func anotherFileIsNotOverwrittenByTheSideFile() throws {
    let source = fixture("HuggingFace/bytelevel.json")
    let own = try derlius.write(try readFile(source), to: "own.json")
    let result = try derlius(
      "convert", own, "--to", "tiktoken", "--output", derlius.path("own.tiktoken"))
    #expect(result.status == 64)
    #expect(
      result.messages
        == "derlius: \(own) is the tokenizer's own file; choose another name for --output\n")
    let other = try derlius.write("[1]", to: "other.json")
    let second = try derlius(
      "convert", own, "--to", "tiktoken", "--output", derlius.path("other.tiktoken"))
    #expect(second.status == 1)
    #expect(
      second.messages
        == "derlius: \(other): is in the place of the side file, and is none itself; choose another name for "
        + "the rank file\n")
    let third = try derlius("convert", own, "--to", "tiktoken", "--output", derlius.path("y.json"))
    #expect(
      third.messages
        == "derlius: \(derlius.path("y.json")) is where the side file goes; name the rank file x.tiktoken\n"
    )
    #expect(try readFile(other) == Array("[1]".utf8))
  }

  @Test func wrongCalls() throws {
    let output = derlius.path("x.json")
    #expect(
      try derlius("convert", toy, "--to", "gguf", "--output", output).messages
        == "derlius: the value 'gguf' is invalid for '--to <to>'. Please provide one of 'tiktoken', "
        + "'sentencepiece' or 'huggingface'; see: derlius convert --help\n")
    #expect(
      try derlius("convert", toy, "--to", "tiktoken", "--output", "-").messages
        == "derlius: --output needs the name of a file; see: derlius convert --help\n")
    #expect(
      try derlius(
        "convert", toy, "--to", "huggingface", "--output", output, "--extra-options", "bos"
      )
      .messages == "derlius: --extra-options is for SentencePiece models; leave it out\n")
    #expect(
      try derlius("convert", toy, "--to", "huggingface", "--output", "\(output)/x").messages
        == "derlius: \(output)/x: cannot write: there is no folder \(output); create it, or choose another\n"
    )
    let missing = try derlius(
      "convert", toy, "--to", "huggingface", "--output", output, "--verify", derlius.path("none"))
    #expect(
      missing.messages
        == "derlius: \(derlius.path("none")): there is no such file or folder; check the path\n")
    #expect(!exists(output))
  }
}
