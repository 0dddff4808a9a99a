import Groundwork
import TestSupport
import Testing

@Suite struct ExplainCommandTests {
  private let derlius: RunCommand
  private let toy: String

  init() throws {
    derlius = try RunCommand()
    toy = try derlius.writeRanks()
  }

  @Test func mergesStepByStep() throws {
    let result = try derlius("explain", "-t", toy, "hello w")
    #expect(result.status == 0)
    #expect(
      result.output == """
        text        hello▁w
        ids         258 111 259

        hello
                             h e l l o
          rank 256  h + e    he l l o
          rank 257  l + l    he ll o
          rank 258  he + ll  hell o
          = hell 258  o 111

        ▁w  whole
          = ▁w 259

        """)
    // Never colour where the output is no terminal, and no control characters ever.
    let escape = try derlius("explain", "-t", toy, "\u{1B}[1m")
    #expect(!escape.output.contains("\u{1B}"))
    #expect(escape.output.contains("<0x1B>"))
  }

  @Test func theLatticeWithItsRunnerUp() throws {
    let path = joinPath(SharedData.repository, "Tests/Fixtures/SentencePiece/unigram.model")
    let result = try derlius("explain", "-t", path, input: "the\n")
    #expect(
      result.output == """
        text        the
        normalized  ▁the
        ids         15 10

        ▁the
          2  -2.00983  ▁
          *  -4.64007  ▁t
          2  -4.24023   t
             -7.06386    h
          *  -4.38336    he
             -4.25222     e
          * best    -9.02343
          2 second  -10.6334  ▁ t he
          = ▁t 15  he 10

        """)
  }

  @Test func theJSONCanBeReplayed() throws {
    let result = try derlius("explain", "-t", toy, "--json", "hello hell")
    let value = try JSONValue(parsing: Array(result.output.utf8), file: "explain")
    let ids = try derlius("encode", "-t", toy, input: "hello hell\n").output
    let listed = try #require(value["ids"]?.array).compactMap(\.integer).map(String.init)
    #expect(listed.joined(separator: " ") + "\n" == ids)
    var replayed: [String] = []
    for part in try #require(value["parts"]?.array) {
      var ends = part["symbolEnds"]?.array?.compactMap(\.integer) ?? []
      for merge in part["merges"]?.array ?? [] { ends.removeAll { $0 == merge["middle"]?.integer } }
      let tokens = try #require(part["tokens"]?.array)
      if part["kind"]?.string == "merges" {
        #expect(tokens.compactMap { $0["end"]?.integer } == ends)
      }
      replayed += tokens.compactMap { $0["id"]?.integer }.map(String.init)
    }
    #expect(replayed == listed)
  }

  private func fixture(_ name: String) -> String {
    joinPath(SharedData.repository, "Tests/Fixtures/" + name)
  }

  @Test func lookUpsAndSpecialTokens() throws {
    let result = try derlius(
      "explain", "-t", fixture("HuggingFace/wordpiece.json"), "--add-specials", "cats z")
    #expect(
      result.output == """
        text        cats▁z
        ids         1 4 5 0 2

        [CLS]  template
          = [CLS] 1

        cats
          cat  not cats
          ##s
          = cat 4  ##s 5

        z
          none  not z
          = z 0 unknown

        [SEP]  template
          = [SEP] 2

        """)
    let parsed = try derlius("explain", "-t", toy, "--specials", "parse", "he<|end|>w")
    #expect(parsed.output.contains("\n<|end|>  special token\n  = <|end|> 300\n"))
    #expect(parsed.output.contains("\nids         256 300 119\n"))
    let model = fixture("SentencePiece/bpe-bytes.model")
    let options = ["-t", model, "--extra-options", "bos:reverse:eos"]
    let ids = try derlius.run(["encode"] + options, input: "the rows\n").output
    let reversed = try derlius.run(["explain"] + options + ["the rows"])
    #expect(reversed.output.contains("\nids         \(ids)\n"))
    let refused = try derlius("explain", "-t", toy, "--specials", "error", "he<|end|>w")
    #expect(refused.status == 1)
    #expect(
      refused.messages
        == "derlius: TEXT: byte 2: holds the special token <|end|>; use --specials text to take it as "
        + "text, or parse to take it as its id\n")
  }

  @Test func severalTokenizersUnderEachOther() throws {
    let unigram = fixture("SentencePiece/unigram.model")
    let result = try derlius("explain", "-t", toy, "-t", "U=" + unigram, "the")
    #expect(result.output.hasPrefix("tokenizer   toy\ntext        the\n"))
    #expect(result.output.contains("\n\ntokenizer   U\ntext        the\n"))
    let json = try derlius("explain", "-t", toy, "-t", "U=" + unigram, "--json", "the")
    let value = try JSONValue(parsing: Array(json.output.utf8), file: "explain")
    #expect(value.array?.compactMap { $0["tokenizer"]?.string } == ["toy", "U"])
    let lattice = try #require(value.array?.last?["parts"]?.array?.first)
    #expect(lattice["kind"]?.string == "lattice")
    #expect(lattice["best"]?["tokens"]?.array?.compactMap { $0["id"]?.integer } == [15, 10])
  }

  @Test func aPageToAFileOrOutput() throws {
    let path = derlius.path("page.html")
    let written = try derlius("explain", "-t", toy, "--html", "--output", path, "hello w")
    #expect(written.status == 0 && written.output.isEmpty && written.messages.isEmpty)
    let page = String(decoding: try readFile(path), as: UTF8.self)
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html "))
    #expect(page.contains("rank 256"))
    #expect(try derlius("explain", "-t", toy, "--html", "hello w").output == page)
    let both = try derlius("explain", "-t", toy, "--html", "--json", "a")
    #expect(both.status == 64)
    #expect(
      both.messages
        == "derlius: --json and --html exclude each other; see: derlius explain --help\n")
    let nowhere = derlius.path("no/x.html")
    let lost = try derlius("explain", "-t", toy, "--html", "--output", nowhere, "a")
    #expect(lost.status == 1)
    #expect(
      lost.messages
        == "derlius: \(nowhere): cannot write: there is no folder \(derlius.path("no")); create it, or "
        + "choose another\n")
  }

  /// Colour needs a terminal, which util-linux's script gives.
  @Test(.enabled(if: exists("/usr/bin/script"), "skipped: needs /usr/bin/script"))
  func colourOnTerminalsAlone() throws {
    let unigram = fixture("SentencePiece/unigram.model")
    let program = joinPath(parentPath(CommandLine.arguments[0]), "derlius")
    func run(_ variables: String) throws -> String {
      let output = derlius.path("terminal")
      let command = "\(variables) '\(program)' explain -t '\(toy)' -t '\(unigram)' 'hello the'"
      _ = try ChildProcess.run(
        ["/usr/bin/script", "-qec", command, "/dev/null"], output: output,
        messages: derlius.path("messages"))
      return String(decoding: try readFile(output), as: UTF8.self)
    }
    let coloured = try run("NO_COLOR= TERM=xterm")
    #expect(coloured.contains("\u{1B}[2mrank 256\u{1B}[0m"))
    #expect(coloured.contains("\u{1B}[1;34m*\u{1B}[0m"))
    #expect(coloured.contains("\u{1B}[33m2\u{1B}[0m"))
    for variables in ["NO_COLOR=1 TERM=xterm", "TERM=dumb"] {
      #expect(try !run(variables).contains("\u{1B}"))
    }
  }
}
