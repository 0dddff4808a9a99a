import Groundwork
import TestSupport
import Testing

/// What engines that run `derlius` as a step rely on: counts add up, lines stay lines, errors are seen.
@Suite struct ContractTests {
  private let derlius: RunCommand
  private let toy: String

  init() throws {
    derlius = try RunCommand()
    toy = try derlius.writeRanks()
  }

  /// Three texts of which words are in one, two or all, with escapes, an empty line, and no newline at an end.
  private func texts() throws -> [String] {
    let random = KeyedRandom(seed: 11, stream: 0)
    return try (0..<3).map { text in
      let lines = (0..<200).map { line in
        (0..<UInt64(line % 9)).map { word in
          let draw = random.below(90 + 200 * text, UInt64(text * 200 + line) * 9 + word)
          return draw % 11 == 0 ? "a\\b\u{1}\(draw)" : "žodis\(draw)"
        }.joined(separator: draw(text, line))
      }
      return try derlius.write(lines.joined(separator: "\n"), to: "\(text).txt")
    }
  }

  private func draw(_ text: Int, _ line: Int) -> String { (text + line) % 5 == 0 ? "  " : " " }

  private func succeed(_ arguments: [String]) throws {
    let result = try derlius.run(arguments)
    try #require(result.status == 0, "\(result.messages)")
    #expect(result.output == "")
  }

  private func file(_ name: String) throws -> [[UInt8]] {
    [try readFile(derlius.path(name)), try readFile(derlius.path(name + ".json"))]
  }

  private func merge(_ names: String..., to result: String) throws -> [[UInt8]] {
    try succeed(
      ["corpus", "words", "merge", "--output", derlius.path(result)] + names.map(derlius.path))
    return try file(result)
  }

  @Test(arguments: [
    [], ["--words", "uax29"], ["--split", "gpt2"], ["--split", "o200k"],
    ["--split", "sentencepiece"],
    ["--form", "NFD", "--threads", "1"],
  ])
  func countsAddUpInAnyOrderAndGrouping(_ options: [String]) throws {
    let texts = try texts()
    let count = ["corpus", "words", "--output"]
    for (index, text) in texts.enumerated() {
      try succeed(count + [derlius.path("c\(index)"), text] + options)
    }
    try succeed(count + [derlius.path("all")] + texts + options)
    let all = try file("all")
    #expect(all[0].count > 1000)
    // count(A ∪ B ∪ C), in another order, (A + B) + C, A + (B + C).
    #expect(try merge("c0", "c1", "c2", to: "m012") == all)
    #expect(try merge("c2", "c0", "c1", to: "m201") == all)
    _ = try merge("c0", "c1", to: "m01")
    #expect(try merge("m01", "c2", to: "left") == all)
    _ = try merge("c2", "c1", to: "m21")
    #expect(try merge("m21", "c0", to: "right") == all)
    // One file is its own sum.
    #expect(try merge("all", to: "one") == all)
  }

  @Test func oneLineInIsOneLineOut() throws {
    let lines = ["he w", "", "  ", "labas\r", "ąžuolas \u{2028}x", "\t", "hell hell", ""]
    for end in ["", "\n"] {
      let input = lines.joined(separator: "\n") + end
      let wanted = lines.count - (end == "" ? 1 : 0)
      for format in ["ids", "pieces", "json"] {
        for threads in ["1", "2"] {
          let result = try derlius(
            "encode", "-t", toy, "--format", format, "--threads", threads, input: input)
          #expect(result.status == 0)
          #expect(result.messages == "")
          #expect(result.output.utf8.count { $0 == 0x0A } == wanted, "\(format)")
          #expect(result.output.hasSuffix("\n"))
        }
      }
      let ids = try derlius("encode", "-t", toy, input: input).output
      let back = try derlius("decode", "-t", toy, input: ids)
      #expect(back.output.utf8.count { $0 == 0x0A } == wanted)
      #expect(back.messages == "")
    }
    #expect(try derlius("encode", "-t", toy, input: "").output == "")
    #expect(try derlius("encode", "-t", toy, input: "\n").output == "\n")
  }

  @Test func documentsWithNewlinesAreOneLineToo() throws {
    let input = #"{"text": "he\nhell"}"# + "\n" + #"{"text": ""}"# + "\n"
    let result = try derlius("encode", "-t", toy, "--jsonl", input: input)
    #expect(result.output == "256 10 258\n\n")
  }

  @Test func sumsOfPartsAreTheSumsOfTheWhole() throws {
    let texts = try texts()
    func sums(_ files: [String]) throws -> [Int] {
      let result = try derlius.run(["count", "--json", "-t", toy] + files)
      #expect(result.status == 0)
      #expect(result.messages == "")
      let value = try JSONValue(parsing: Array(result.output.utf8), file: "count")
      let object = try #require(value.array?.first)
      return try ["tokens", "words", "bytes", "documents"].map {
        try #require(object[$0]?.integer)
      }
    }
    let parts = try texts.map { try sums([$0]) }
    let whole = try sums(texts)
    #expect(whole.allSatisfy { $0 > 0 })
    for member in whole.indices {
      #expect(parts.reduce(0) { $0 + $1[member] } == whole[member])
    }
  }

  @Test func anErrorIsAStatusAndLeavesNothingButDataOnStandardOutput() throws {
    let broken = try derlius.write(Array("he\n".utf8) + [0xFF, 0x0A], to: "broken.txt")
    let counts = derlius.path("counts")
    let none = derlius.path("none")
    let remedy = "name its encoding with --encoding, or use --invalid replace"
    let cases: [(arguments: [String], input: String, status: Int32, message: String)] = [
      (
        ["encode", "-t", toy, broken], "", 1,
        "\(broken): byte 3: is not UTF-8; convert the file to UTF-8, or use --invalid replace"
      ),
      (
        ["encode", "-t", toy, "--jsonl"], #"{"text": "he"}"# + "\n{\n", 1,
        "<stdin>:2: the JSON ends where a key in quotes should be; write one JSON object a line"
      ),
      (
        ["encode", "-t", none], "he\n", 1,
        "there is no tokenizer or file named \(none); name a file, or a name from: derlius pull --list"
      ),
      (
        ["encode"], "he\n", 64,
        "missing expected argument '--tokenizer <t>'; see: derlius encode --help"
      ),
      (
        ["decode", "-t", toy], "99999\n", 1,
        "<stdin>:1: the id 99999 is no token of this vocabulary; ids are below 301"
      ),
      (
        ["count", "--json", "-t", toy, broken], "", 1, "\(broken): byte 3: is not UTF-8; \(remedy)"
      ),
      (
        ["corpus", "words", "--output", counts, broken], "", 1,
        "\(broken): byte 3: is not UTF-8; \(remedy)"
      ),
      (
        ["corpus", "words", "merge", "--output", counts, none], "", 1,
        "\(none): cannot open: no such file or directory; check the path and its permissions"
      ),
    ]
    for item in cases {
      let result = try derlius.run(item.arguments, input: item.input)
      #expect(result.status == item.status, "\(item.arguments)")
      #expect(result.output == "", "\(item.arguments)")
      #expect(result.messages == "derlius: \(item.message)\n")
    }
    #expect(!exists(counts))
    #expect(!exists(counts + ".json"))
  }
}
