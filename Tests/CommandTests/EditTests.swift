import Groundwork
import TestSupport
import Testing

/// `derlius edit` as a user runs it.
@Suite struct EditTests {
  private let derlius: RunCommand
  private let toy: String
  private let text: String

  init() throws {
    derlius = try RunCommand()
    toy = try derlius.writeRanks()
    text = try derlius.write(
      String(repeating: "hello there, laba diena\n", count: 5), to: "text.txt")
  }

  private func fixture(_ name: String) -> String {
    joinPath(SharedData.repository, "Tests/Fixtures/\(name)")
  }

  @Test func extend() throws {
    let output = derlius.path("new.tiktoken")
    let result = try derlius(
      "edit", "extend", toy, "--corpus", text, "--add", "4", "--output", output)
    #expect(result.messages == "")
    #expect(
      result.output
        == "\(output): 4 tokens added; 265 tokens, old ids stay\n"
        + "\(output): the text had 95 tokens, and has 75 now\n")
    #expect(!exists(derlius.path("new.ids.tsv")))
    let side = try JSONValue(contentsOf: derlius.path("new.json"))
    #expect(side["name"]?.string == "new")
    #expect(side["special_tokens"]?["<|end|>"]?.integer == 300)
    let ids = try derlius("encode", "-t", output, input: "hello hell\n")
    #expect(ids.output.hasPrefix("258 "))
  }

  @Test func aReportForMachines() throws {
    let result = try derlius(
      "edit", "extend", toy, "--corpus", "\(text)=2", "--add", "1", "--json", "-o",
      derlius.path("new.tiktoken"))
    let value = try JSONValue(parsing: Array(result.output.utf8), file: "output")
    #expect(value["tokenizer"]?.string == "toy")
    #expect(value["operation"]?.string == "extend")
    #expect(value["vocabularySize"]?.integer == 262)
    #expect(value["changed"]?.integer == 1)
    #expect(value["idsKept"]?.bool == true)
    #expect(value["tokensBefore"]?.integer == 190)
    #expect(value["tokensAfter"]?.integer == 180)
    let digest = try SHA256.hexadecimalDigest(of: try readFile(derlius.path("new.tiktoken")))
    #expect(value["sha256"]?.string == digest)
  }

  @Test func pruneWritesAMap() throws {
    let output = derlius.path("small.tiktoken")
    let result = try derlius("edit", "prune", toy, "--corpus", text, "--output", output)
    #expect(result.messages == "")
    #expect(
      result.output == "\(output): 1 tokens taken away; 260 tokens, new ids in small.ids.tsv\n")
    let map = String(decoding: try readFile(derlius.path("small.ids.tsv")), as: UTF8.self)
      .split(separator: "\n")
    #expect(map.count == 260)
    #expect(map.suffix(4) == ["256\t256", "257\t257", "258\t258", "300\t259"])
    #expect(
      try derlius("encode", "-t", output, input: "hello w\n").output == "258 111 32 119\n")
  }

  @Test func addSpecial() throws {
    let output = derlius.path("chat.tiktoken")
    let result = try derlius(
      "edit", "add-special", toy, "<|user|>", "<|tool|>", "--output", output)
    #expect(
      result.output == "\(output): <|user|> has the id 301\n\(output): <|tool|> has the id 302\n")
    let ids = try derlius(
      "encode", "-t", output, "--specials", "parse", input: "<|tool|><|end|>\n")
    #expect(ids.output == "302 300\n")
  }

  @Test(arguments: [
    (
      ["extend", "TOY", "--add", "3", "-o", "x.tiktoken"],
      "there is no text to learn from; give --corpus FILE"
    ),
    (
      ["extend", "TOY", "--corpus", "TEXT", "--add", "0", "-o", "x.tiktoken"],
      "--add 0 adds nothing; use 1 or more"
    ),
    (
      [
        "extend", "TOY", "--corpus", "TEXT", "--add", "3", "--min-frequency", "0", "-o",
        "x.tiktoken",
      ],
      "a minimum frequency of 0 means nothing; use 1 or more"
    ),
    (
      [
        "extend", "TOY", "--corpus", "TEXT", "--add", "3", "--character-coverage", "2", "-o",
        "x.tiktoken",
      ],
      "a character coverage of 2.0 is not above 0 and at most 1; use 0.9995, or 1 for a small alphabet"
    ),
    (
      ["prune", "TOY", "-o", "x.tiktoken"],
      "nothing says what to leave; give --vocab-size N, --corpus FILE or both"
    ),
    (
      ["prune", "TOY", "--vocab-size", "258", "--min-count", "2", "-o", "x.tiktoken"],
      "--vocab-size and --min-count contradict each other; leave out one of them"
    ),
    (
      ["prune", "TOY", "--corpus", "TEXT", "--min-count", "0", "-o", "x.tiktoken"],
      "--min-count 0 leaves everything; use 1 or more"
    ),
    (
      ["prune", "TOY", "--vocab-size", "100", "-o", "x.tiktoken"],
      "--vocab-size 100 is below the 257 tokens that stay: letters, bytes, special tokens, and what they "
        + "need; use a size of at least 257"
    ),
    (
      ["prune", "TOY", "--vocab-size", "300", "-o", "x.tiktoken"],
      "--vocab-size 300 is no less than the 261 tokens that there are; use a smaller size"
    ),
    (
      ["add-special", "TOY", "<x>", "-o", "x.model"],
      "--output x.model does not end in .tiktoken, and TOY is a tiktoken rank file; edit keeps the format; "
        + "derlius convert writes another"
    ),
    (
      ["add-special", "TOY", "<x>", "--type", "user-defined", "-o", "x.tiktoken"],
      "a rank file knows no user-defined tokens: tiktoken finds special tokens where it is told to; leave out "
        + "--type"
    ),
    (
      ["add-special", "TOY", "<x>", "-o", "TOY"],
      "TOY is the tokenizer's own file; choose another name for --output"
    ),
  ])
  func wrongCalls(_ arguments: [String], _ message: String) throws {
    func filled(_ text: String) -> String {
      switch text {
      case "TEXT": self.text
      case "TOY": toy
      case "x.tiktoken": derlius.path(text)
      default: text
      }
    }
    let result = try derlius.run(["edit"] + arguments.map(filled))
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(
      result.messages
        == "derlius: \(message.split(separator: "TOY", omittingEmptySubsequences: false).joined(separator: toy))\n"
    )
    #expect(!exists(derlius.path("x.tiktoken")))
    #expect(!exists(derlius.path("x.json")))
  }

  @Test func filesThatCannotBeEdited() throws {
    let bert = fixture("WordPiece/vocab.txt")
    if exists(bert) {
      let result = try derlius("edit", "add-special", bert, "<x>", "-o", derlius.path("x.json"))
      #expect(result.status == 1)
      #expect(
        result.messages
          == "derlius: \(bert): has the format wordpiece, which cannot be edited; write it as a .tiktoken, "
          + ".model or tokenizer.json first: derlius convert\n")
    }
    let words = fixture("HuggingFace/wordpiece.json")
    let output = derlius.path("x.json")
    let extended = try derlius(
      "edit", "extend", words, "--corpus", text, "--add", "3", "-o", output)
    #expect(extended.status == 1)
    #expect(
      extended.messages
        == "derlius: \(words): a wordpiece model has no merges and no scores to go on from; extend a BPE or "
        + "Unigram, or add whole words: derlius edit add-special\n")
    let empty = try derlius.write("\n\n", to: "empty.txt")
    let nothing = try derlius(
      "edit", "extend", toy, "--corpus", empty, "--add", "3", "-o", derlius.path("x.tiktoken"))
    #expect(nothing.status == 1)
    #expect(
      nothing.messages
        == "derlius: there is nothing to train on: no pieces were counted; check --corpus\n")
    let rare = try derlius.write("xyz\n", to: "rare.txt")
    let few = try derlius(
      "edit", "extend", toy, "--corpus", rare, "--add", "3", "-o", derlius.path("x.tiktoken"))
    #expect(
      few.messages
        == "derlius: the text gives no new tokens; use more text, or a lower --min-frequency\n")
    #expect(!exists(output))
    #expect(!exists(derlius.path("x.tiktoken")))
  }

  @Test func fewerTokensThanAskedFor() throws {
    let result = try derlius(
      "edit", "extend", toy, "--corpus", text, "--add", "1000", "-o", derlius.path("x.tiktoken"))
    #expect(result.status == 0)
    #expect(result.messages == "note: the text gives 14 new tokens, 986 fewer than asked for\n")
  }

  @Test func textsWithAddedTokensAreLeftOut() throws {
    let corpus = try derlius.write("lower lower<ab>\nlower lower lower\n", to: "added.txt")
    let source = fixture("HuggingFace/added.json")
    let result = try derlius(
      "edit", "extend", source, "--corpus", corpus, "--add", "2", "-o", derlius.path("x.json"))
    #expect(result.status == 0)
    let warning = "derlius: warning: texts that hold added tokens, which were left out: 1\n"
    #expect(result.messages.hasPrefix(warning))
  }
}
