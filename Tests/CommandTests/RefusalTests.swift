import Groundwork
import TestSupport
import Testing

/// What a stranger types: each refusal is one line, with the right exit code, and leaves nothing behind.
@Suite struct RefusalTests {
  private let derlius: RunCommand
  private let toy: String
  private let text: String

  init() throws {
    derlius = try RunCommand()
    toy = try derlius.writeRanks()
    text = try derlius.write("hello world\n", to: "lt.txt")
  }

  private func refusal(_ arguments: String..., status: Int32) throws -> String {
    let result = try derlius.run(arguments)
    #expect(result.status == status, "\(result.messages)")
    #expect(result.output == "")
    #expect(result.messages.utf8.count { $0 == 0x0A } == 1, "\(result.messages)")
    return result.messages
  }

  @Test func aWrongCallNamesTheHelpInOneLine() throws {
    #expect(
      try refusal("mend", status: 64)
        == "derlius: unexpected argument 'mend'; see: derlius --help\n")
    #expect(
      try refusal("count", text, status: 64)
        == "derlius: missing expected argument '--tokenizer <t> ...'; see: derlius count --help\n")
    #expect(
      try refusal("train", "bpe", "--vocab-size", "x", status: 64)
        == "derlius: the value 'x' is invalid for '--vocab-size <n>'; "
        + "see: derlius train bpe --help\n")
    #expect(
      try refusal("encode", "-t", toy, "--threads", "0", status: 64)
        == "derlius: --threads must be at least 1; see: derlius encode --help\n")
    #expect(try derlius("encode", "--help").status == 0)
  }

  @Test func moreResamplesThanMemoryHolds() throws {
    for count in ["1000001", "9223372036854775807"] {
      #expect(
        try refusal(
          "bench", "-t", toy, "--corpus", "lt=\(text)", "--resamples", count, "--output",
          derlius.path("report"), status: 64)
          == "derlius: --resamples must be at most 1000000\n")
    }
  }

  @Test func aBenchmarkThatFailsLeavesNoFolder() throws {
    let broken = try derlius.write([0x61, 0xFF], to: "broken.txt")
    _ = try refusal(
      "bench", "-t", toy, "--corpus", "lt=\(broken)", "--output", derlius.path("a/report"),
      status: 1)
    #expect(!exists(derlius.path("a")))
    #expect(
      try refusal("bench", "-t", toy, "--corpus", "lt=\(text)", "--output", "", status: 64)
        == "derlius: --output is empty; name a folder\n")
    let under = joinPath(text, "report")
    #expect(
      try refusal("bench", "-t", toy, "--corpus", "lt=\(text)", "--output", under, status: 1)
        == "derlius: \(under): cannot write: \(text) is not a folder; "
        + "choose a place that you may write to\n")
  }

  @Test func twoTextsOfOneNameAndLanguage() throws {
    let other = try derlius.write("labas\n", to: "other/lt.txt")
    #expect(
      try refusal(
        "bench", "-t", toy, "--corpus", "lt=\(text)", "--corpus", "LT=\(other)", "--output",
        derlius.path("report"), status: 64)
        == "derlius: two files make the corpus lt in LT, which would share one name; "
        + "rename one file, or give names in a manifest\n")
  }

  @Test func noMetrics() throws {
    #expect(
      try refusal(
        "bench", "-t", toy, "--corpus", "lt=\(text)", "--metrics", ",", "--output",
        derlius.path("report"), status: 64)
        == "derlius: --metrics is empty; leave it out for all metrics\n")
  }

  @Test func textGivenAsTokenizer() throws {
    #expect(
      try refusal("encode", "-t", text, status: 1)
        == "derlius: \(text): is no tokenizer file that Derlius knows; "
        + "name a tokenizer.json, a .tiktoken rank file or a SentencePiece .model\n")
    #expect(
      try refusal("encode", "-t", "", status: 64)
        == "derlius: a tokenizer's name is empty; "
        + "name a file, or a name from: derlius pull --list\n")
  }

  @Test func aRankFileWithBlankLinesFirst() throws {
    let ranks = try readFile(toy)
    let file = try derlius.write([0x0D, 0x0A] + ranks, to: "blank.tiktoken")
    let result = try derlius("encode", "-t", file, "--pattern", "gpt2", input: "he\n")
    #expect(result.output == "256\n", "\(result.messages)")
  }

  @Test(arguments: [
    ("(a", "ICU refuses the pattern: U_REGEX_MISMATCHED_PAREN; correct the regular expression"),
    (
      "",
      "the split pattern is empty; use gpt2, cl100k, o200k, llama3, qwen2, tekken, superbpe-words, "
        + "superbpe, or a regular expression"
    ),
  ])
  func aBrokenPatternInASideFile(_ pattern: String, _ problem: String) throws {
    let side = try derlius.write("{\"pat_str\": \"\(pattern)\"}", to: "toy.json")
    #expect(
      try refusal("encode", "-t", toy, status: 1) == "derlius: \(side): \(problem)\n")
    #expect(
      try refusal(
        "train", "bpe", "--vocab-size", "300", "--split", pattern, "--output",
        derlius.path("a.tiktoken"), text, status: 64) == "derlius: \(problem)\n")
  }

  @Test func aSpecialTokenThatIsAPieceOfTheModel() throws {
    let model = derlius.path("a.model")
    #expect(
      try refusal(
        "train", "bpe", "--vocab-size", "300", "--special", "h", "--output", model, text,
        status: 64)
        == "derlius: the special token h is a character of the text; "
        + "name it otherwise, such as <|endoftext|>\n")
    #expect(
      try refusal(
        "train", "bpe", "--vocab-size", "400", "--byte-fallback", "--special", "<0x41>", "--output",
        model, text, status: 64)
        == "derlius: the special token <0x41> has the name of a byte piece; "
        + "name it otherwise, such as <|endoftext|>\n")
    #expect(!exists(model))
  }

  @Test(arguments: [["--byte-fallback"], ["--character-coverage", "0.9"]])
  func anOptionOfTheOtherKindOfModel(_ option: [String]) throws {
    let result = try derlius.run(
      ["train", "bpe", "--vocab-size", "300", "--output", derlius.path("a.tiktoken"), text] + option
    )
    #expect(result.status == 64)
    #expect(
      result.messages
        == "derlius: \(option[0]) is for .model; a .tiktoken has all 256 bytes; "
        + "leave it out, or write a .model\n")
  }

  @Test func anOutputThatCannotBeWrittenIsFoundBeforeTheWork() throws {
    let target = derlius.path("none/ends")
    #expect(
      try refusal(
        "encode", "-t", toy, "--format", "u32", "--index", target, text, status: 1)
        == "derlius: \(target): cannot write: there is no folder \(derlius.path("none")); "
        + "create it, or choose another\n")
    try createDirectory(derlius.path("taken.tiktoken"))
    #expect(
      try refusal(
        "train", "bpe", "--vocab-size", "300", "--output", derlius.path("taken.tiktoken"), text,
        status: 1)
        == "derlius: \(derlius.path("taken.tiktoken")): is a folder, not a file; "
        + "name a file in it, or another one\n")
  }

  @Test func anOutputWithoutRoom() throws {
    let messages = derlius.path("messages")
    let program = joinPath(parentPath(CommandLine.arguments[0]), "derlius")
    try #require(exists("/dev/full"))
    let outcome = try ChildProcess.run(
      [program, "encode", "-t", toy, text], output: "/dev/full", messages: messages)
    #expect(outcome.status == 1)
    #expect(
      outcome.lastMessage
        == "derlius: <stdout>: cannot write: no space left on device; "
        + "send the output to a place that has room")
  }
}
