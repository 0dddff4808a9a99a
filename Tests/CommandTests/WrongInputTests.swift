import Groundwork
import TestSupport
import Testing

/// Each wrong input gives one clear line, the right exit code, and leaves nothing half-written.
@Suite struct WrongInputTests {
  private let derlius: RunCommand

  init() throws { derlius = try RunCommand() }

  private func refusal(_ arguments: String..., status: Int32 = 1) throws -> String {
    let result = try derlius.run(arguments)
    #expect(result.status == status, "\(result.messages)")
    #expect(result.output == "")
    #expect(result.messages.hasPrefix("derlius: "))
    #expect(result.messages.utf8.count { $0 == 0x0A } == 1, "\(result.messages)")
    return result.messages
  }

  @Test func anUnknownTokenizerName() throws {
    let message = try refusal("encode", "-t", "cl100k_bose")
    #expect(
      message
        == "derlius: there is no tokenizer or file named cl100k_bose; did you mean cl100k_base?\n")
  }

  @Test func aTokenizerThatIsNotHere() throws {
    #expect(
      try refusal("encode", "-t", "cl100k_base")
        == "derlius: cl100k_base is not on this machine; run: derlius pull cl100k_base\n")
  }

  @Test func anEmptyTokenizerFile() throws {
    let file = try derlius.write("", to: "empty.tiktoken")
    #expect(
      try refusal("encode", "-t", file) == "derlius: \(file): is empty; get the file again\n")
  }

  @Test func aRankFileWithoutPattern() throws {
    let file = try derlius.writeRanks("plain.tiktoken")
    removeTree(derlius.path("plain.json"))
    let message = try refusal("encode", "-t", file)
    #expect(message.contains("says no split pattern"))
    let named = try derlius("encode", "-t", file, "--pattern", "gpt2", input: "he\n")
    #expect(named.output == "256\n")
  }

  @Test(arguments: [
    ("IQ== 0\nIg==1\n", ":2: "), ("IQ== 0\nI!== 1\n", ":2: "), ("IQ== 0\nIg== 0\n", ":2: "),
    ("IQ== 0\nIg== x\n", ":2: "),
  ])
  func aBrokenRankFile(_ text: String, _ place: String) throws {
    let file = try derlius.write(text, to: "broken.tiktoken")
    let message = try refusal("encode", "-t", file, "--pattern", "gpt2")
    #expect(message.contains("\(file)\(place)"), "\(message)")
  }

  @Test func aMissingText() throws {
    let toy = try derlius.writeRanks()
    let message = try refusal("encode", "-t", toy, "/no/such/file")
    #expect(message.hasPrefix("derlius: /no/such/file: cannot open: no such file or directory"))
  }

  @Test func anUnknownOption() throws {
    let result = try derlius("encode", "--nonsense")
    #expect(result.status == 64)
    #expect(result.output == "")
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func publishedMalformedRankFiles() throws {
    let folder = SharedData.path("conformance/malformed")
    for name in try listDirectory(folder) {
      let file = joinPath(folder, name)
      let message = try refusal("encode", "-t", file, "--pattern", "gpt2")
      #expect(message.hasPrefix("derlius: \(file)"), "\(message)")
    }
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func aModelCutInTheMiddle() throws {
    let model = try readFile(SharedData.path("vocab/sentencepiece/seqio-test.model"))
    for count in [3, 100, model.count / 2, model.count - 1] {
      let file = try derlius.write(Array(model[..<count]), to: "cut.model")
      let message = try refusal("encode", "-t", file)
      #expect(message.hasPrefix("derlius: \(file)"), "\(message)")
    }
  }
}
