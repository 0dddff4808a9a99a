import Groundwork
import TestSupport
import Testing

/// Formats that are no text, through the commands.
@Suite struct FormatCommandTests {
  private let derlius: RunCommand
  private let toy: String

  init() throws {
    derlius = try RunCommand()
    toy = try derlius.writeRanks()
  }

  private func bench(_ more: String...) throws -> RunCommand.Result {
    removeTree(derlius.path("report"))
    return try derlius.run(
      ["bench", "-t", toy, "--output", derlius.path("report"), "--resamples", "20"] + more)
  }

  private func value(_ metric: String, _ language: String) throws -> Double? {
    let json = try JSONValue(contentsOf: derlius.path("report/result.json"))
    return json["rows"]?.array?.first {
      $0["metric"]?.string == metric && $0["language"]?.string == language
        && $0["tokenizer"]?.string == "toy"
    }?["value"]?.double
  }

  @Test func aTableIsParallelTextAndIsVerifiedByHash() throws {
    let table = try derlius.write(
      "id,lt,en\n1,\"labas, tu\",hello\n2,\"a\nb\",we\n", to: "pairs.csv")
    let result = try bench("--parallel", "pairs=\(table)", "--reference", "en", "--focus", "lt")
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.messages.contains("columns left out, for their names are no languages: id"))
    // labas, tu: 9 bytes, a newline b: 3; hell o, we: 2 + 2.
    #expect(try value("tokens", "lt") == 12)
    #expect(try value("tokens", "en") == 4)
    #expect(try value("premium", "lt") == 3)
    let good = try derlius("verify", derlius.path("report"))
    #expect(good.status == 0, "\(good.messages)")
    // Elsewhere, under another name.
    removeTree(derlius.path("home"))
    try createDirectory(derlius.path("elsewhere"))
    try AtomicFile.write(try readFile(table), to: derlius.path("elsewhere/a"))
    try AtomicFile.write(try readFile(toy), to: derlius.path("elsewhere/b"))
    removeTree(table)
    removeTree(toy)
    let found = try derlius(
      "verify", derlius.path("report"), "--inputs", derlius.path("elsewhere"))
    #expect(found.status == 0, "\(found.messages)")
  }

  @Test func aTranslationMemoryIsParallelText() throws {
    let memory = try derlius.write(
      "<tmx version=\"1.4\"><header/><body>"
        + "<tu><tuv xml:lang=\"en\"><seg>hello</seg></tuv><tuv xml:lang=\"lt\"><seg>labas</seg></tuv></tu>"
        + "<tu><tuv xml:lang=\"lt\"><seg>we</seg></tuv></tu></body></tmx>", to: "a.tmx")
    let result = try bench("--parallel", "memory=\(memory)", "--reference", "en", "--focus", "lt")
    #expect(result.status == 0, "\(result.messages)")
    #expect(
      result.messages.contains(
        "memory: 1 line is empty in some languages and not in others (first line 2 in en)"))
    #expect(try value("tokens", "lt") == 7)
    #expect(try value("tokens", "en") == 2)
    #expect(try derlius("verify", derlius.path("report")).status == 0)
  }

  @Test func aListCountsEachFormWithItsCount() throws {
    let list = try derlius.write("hello\t3\nwe\t2\nlabas\t1\n", to: "list.tsv")
    let text = try derlius.write("hello\nhello\nhello\nwe\nwe\nlabas\n", to: "text.txt")
    for path in [list, text] {
      let result = try bench("--corpus", "lt=\(path)")
      #expect(result.status == 0, "\(result.messages)")
      // hell o: 2, three times; we: 2, twice; labas: 5.
      #expect(try value("tokens", "lt") == 15)
      #expect(try value("fertility", "lt") == 2.5)
      let count = try derlius("count", "-t", toy, "--json", path)
      #expect(count.output.contains("\"tokens\": 15, \"words\": 6"), "\(count.output)")
      #expect(
        try derlius("corpus", "words", "--output", derlius.path("counts"), path).status == 0)
      #expect(
        String(decoding: try readFile(derlius.path("counts")), as: UTF8.self)
          == "hello\t3\nlabas\t1\nwe\t2\n")
      let stats = try derlius("corpus", "stats", "--json", path)
      #expect(stats.output.contains("\"words\": 6,"), "\(stats.output)")
      #expect(stats.output.contains("\"sentences\": 6,"), "\(stats.output)")
      #expect(stats.output.contains("\"Latn\": 24"), "\(stats.output)")
    }
  }

  @Test func treebankWordsNeedATreebank() throws {
    let text = try derlius.write("hello\n", to: "text.txt")
    let refused = try bench("--corpus", "lt=\(text)", "--words", "treebank")
    #expect(refused.status == 1)
    #expect(
      refused.messages
        == "derlius: \(text): is read as text, which has no words of a treebank; name a CoNLL-U file, or "
        + "another rule than treebank for words\n")
    let row = "\t_\tX\t_\t_\t0\troot\t_\t_\n"
    let treebank = try derlius.write(
      "# text = hello we\n1-2\thello\t_\t_\t_\t_\t_\t_\t_\t_\n1\the\(row)2\tllo\(row)3\twe\(row)",
      to: "a.conllu")
    let result = try bench("--corpus", "lt=\(treebank)", "--words", "treebank")
    #expect(result.status == 0, "\(result.messages)")
    // hell o, space w, e: 4 tokens of 3 words.
    #expect(try value("fertility", "lt") == 4.0 / 3)
    #expect(try derlius("verify", derlius.path("report")).status == 0)
  }
}
