import Groundwork
import TestSupport
import Testing

@Suite struct CorpusCommandTests {
  private let derlius: RunCommand

  init() throws { derlius = try RunCommand() }

  private func model(_ name: String) -> String {
    joinPath(SharedData.repository, "Tests/Fixtures/SentencePiece/\(name).model")
  }

  @Test func statistics() throws {
    let one = try derlius.write("Viena eilutė. Antra!\n\nДом 1\n", to: "one.txt")
    let two = try derlius.write("e\u{301}\n", to: "two.txt")
    let result = try derlius("corpus", "stats", "--json", one, two)
    let value = try JSONValue(parsing: Array(result.output.utf8), file: "stats")
    let facts = [
      ("documents", 4), ("emptyDocuments", 1), ("sentences", 4), ("words", 6), ("scalars", 27),
      ("bytes", 32), ("notNFC", 1),
    ]
    for (name, number) in facts { #expect(value[name]?.integer == number, "\(name)") }
    #expect(value["form"]?.string == "raw")
    let scripts = try #require(value["scripts"]?.members)
    #expect(scripts.map(\.key) == ["Latn", "Zyyy", "Cyrl", "Zinh"])
    #expect(scripts.compactMap(\.value.integer).reduce(0, +) == 27)
    #expect(value["files"]?.array?.compactMap { $0["name"]?.string } == ["one.txt", "two.txt"])
    let composed = try derlius("corpus", "stats", "--json", "--form", "NFC", two).output
    #expect(composed.contains(#""form": "NFC""#))
    #expect(composed.contains(#""scalars": 1"#))
    let threads = try derlius("corpus", "stats", "--json", "--threads", "1", one, two)
    #expect(threads.output == result.output)
  }

  @Test func topWords() throws {
    let text = "o ir \u{E9} ir\nir a\u{A0}o  a ą\n"
    let rows = [("ir", 3), ("a", 2), ("o", 2), ("ą", 1), ("\u{E9}", 1)]
    // From standard input too, which can be read once only.
    let all = try derlius("corpus", "stats", "--json", input: text)
    let value = try JSONValue(parsing: Array(all.output.utf8), file: "stats")
    let words = try #require(value["topWords"]?.array)
    // Ties by bytes: C3 A9 before C4 85.
    let order = [0, 1, 2, 4, 3]
    #expect(words.map { $0["word"]?.string } == order.map { rows[$0].0 })
    #expect(words.map { $0["count"]?.integer } == order.map { rows[$0].1 })
    #expect(
      try derlius("corpus", "stats", "--json", "--threads", "1", input: text).output == all.output)
    let two = try derlius("corpus", "stats", "--top", "2", input: text).output
    #expect(two.contains("\ntopWords        ir 3\n                a 2\nform"), "\(two)")
    let none = try derlius("corpus", "stats", "--top", "0", input: text).output
    #expect(!none.contains("topWords"))
    #expect(
      none.split(separator: "\n").map { $0.split(separator: " ").first }
        == two.split(separator: "\n").filter { !$0.contains("topWords") && !$0.hasPrefix(" ") }
        .map { $0.split(separator: " ").first })
    let object = try derlius("corpus", "stats", "--json", "--top", "0", input: text).output
    #expect(!object.contains("topWords"))
    let wrong = try derlius("corpus", "stats", "--top=-1", input: text)
    #expect(wrong.status == 64)
    #expect(wrong.messages.contains("--top is 0 to 100000"))
  }

  @Test func topWordsOfAList() throws {
    let list = try derlius.write("ne\t5\nir\t70\nbet\t5\n", to: "list.tsv")
    let result = try derlius("corpus", "stats", "--format", "frequency", list)
    #expect(result.output.contains("ir 70\n"), "\(result.messages)")
    let lines = result.output.split(separator: "\n").map { $0.drop { $0 == " " } }
    let places = ["bet 5", "ne 5"].map { line in lines.firstIndex { $0 == line } }
    #expect(try #require(places[0]) + 1 == places[1])
  }

  @Test func normalizing() throws {
    let composed = try derlius("corpus", "normalize", "--form", "NFC", input: "e\u{301}  x\n\n")
    #expect(composed.output.utf8.elementsEqual("\u{E9}  x\n\n".utf8))
    let readable = try derlius(
      "corpus", "normalize", "-t", model("unigram-folded"), input: " ＡＢ   c \n\n")
    #expect(readable.output == "ab c\n\n")
    let toy = try derlius.writeRanks()
    let same = try derlius("corpus", "normalize", "-t", toy, input: " ＡＢ   c \n")
    #expect(same.output == " ＡＢ   c \n")
    let both = try derlius("corpus", "normalize", "-t", toy, "--form", "NFC")
    #expect(both.status == 64)
    #expect(try derlius("corpus", "normalize", "--form", "NFX").status == 64)
  }

  @Test func wordsAreCountedAndAdded() throws {
    let one = try derlius.write("b a\\ b\n", to: "one.txt")
    let two = try derlius.write("b c\n", to: "two.txt")
    let counts = [derlius.path("one.tsv"), derlius.path("two.tsv"), derlius.path("sum.tsv")]
    for (text, path) in zip([one, two], counts) {
      #expect(try derlius("corpus", "words", "--output", path, text).status == 0)
    }
    #expect(try String(decoding: readFile(counts[0]), as: UTF8.self) == "a\\\\\t1\nb\t2\n")
    let merged = try derlius(
      "corpus", "words", "merge", "--output", counts[2], counts[0], counts[1])
    #expect(merged.status == 0, "\(merged.messages)")
    #expect(
      try String(decoding: readFile(counts[2]), as: UTF8.self) == "a\\\\\t1\nb\t3\nc\t1\n")
    // The same as counting both at once, record and all.
    let whole = derlius.path("whole.tsv")
    #expect(try derlius("corpus", "words", "--output", whole, one, two).status == 0)
    #expect(try readFile(whole) == readFile(counts[2]))
    #expect(try readFile(whole + ".json") == readFile(counts[2] + ".json"))
    let pieces = derlius.path("pieces.tsv")
    #expect(
      try derlius("corpus", "words", "--split", "cl100k", "--output", pieces, one).status == 0)
    let refused = try derlius(
      "corpus", "words", "merge", "--output", counts[2], counts[0], pieces)
    #expect(refused.status == 1)
    #expect(
      refused.messages
        == "derlius: \(pieces): was counted with another policy: split is cl100k, but whitespace in "
        + "\(counts[0]); count both with the same options and versions\n")
  }

  @Test func littleMemoryWritesTheSameCounts() throws {
    let text = (0..<20_000).map { "w\($0 * 7919 % 10_007) " + ($0 % 9 == 0 ? "\n" : "") }.joined()
    let input = try derlius.write(text, to: "many.txt")
    let (large, small) = (derlius.path("large.tsv"), derlius.path("small.tsv"))
    #expect(try derlius("corpus", "words", "--output", large, input).status == 0)
    let result = try derlius(
      "corpus", "words", "--max-memory", "1K", "--threads", "2", "--output", small, input)
    #expect(result.messages == "\(small): 10007 distinct of 20000\n")
    #expect(try readFile(small) == readFile(large))
    #expect(try readFile(small + ".json") == readFile(large + ".json"))
    for size in ["0", "-1", "1X", "G", "99999999999T", ""] {
      let refused = try derlius("corpus", "words", "--max-memory=\(size)", "--output", small, input)
      #expect(refused.status == 64, "\(size)")
    }
  }

  @Test func aLimitOnFilesIsSaidWhileSpilling() throws {
    let text = (0..<60_000).map { "žodis-\($0) " }.joined()
    let input = try derlius.write(text, to: "many.txt")
    let program = joinPath(parentPath(CommandLine.arguments[0]), "derlius")
    let folder = derlius.path("spills")
    try createDirectory(folder)
    let messages = derlius.path("messages")
    let outcome = try ChildProcess.run(
      [
        "sh", "-c",
        "ulimit -f 64; TMPDIR=\"$2\" exec \"$0\" corpus words --max-memory 1 -o \"$1.tsv\" \"$1\"",
        program, input, folder,
      ], messages: messages)
    #expect(outcome.status == 1)
    let said = outcome.lastMessage
    #expect(said.hasPrefix("derlius: \(folder): cannot write "), "\(said)")
    #expect(
      said.hasSuffix(
        " of a temporary file: file too large; set TMPDIR to a folder with more room, or give more "
          + "memory with --max-memory"), "\(said)")
    #expect(try listDirectory(folder) == [])
    #expect(!exists(input + ".tsv"))
  }

  @Test func aWordRuleIsPartOfThePolicy() throws {
    let input = try derlius.write("Ėjo 15-asis, ėjo.\n", to: "one.txt")
    let output = derlius.path("letters.tsv")
    let result = try derlius(
      "corpus", "words", "--words", "uax29-letters", "--form", "NFC+lower+no-soft-hyphens",
      "--output", output, input)
    #expect(result.status == 0, "\(result.messages)")
    #expect(try String(decoding: readFile(output), as: UTF8.self) == "ėjo\t2\n")
    let record = try JSONValue(contentsOf: output + ".json")
    #expect(record["words"]?.string == "uax29-letters")
    #expect(record["form"]?.string == "NFC+lower+no-soft-hyphens")
    let refused = try derlius("corpus", "words", "--words", "treebanks", "--output", output, input)
    #expect(refused.status == 64)
  }

  @Test func whatAFormChangesIsSaid() throws {
    let one = try derlius.write("plain\nkal\u{AD}ba e\u{307}jo\n", to: "one.txt")
    let two = try derlius.write("e\u{307}\n", to: "two.txt")
    let form = ["--form", "NFC+no-soft-hyphens"]
    let rows = [
      "softHyphens     1 changed",
      "                one.txt:2: byte 3: U+00AD → nothing in kal\u{AD}ba",
      "composed        2 changed",
      "                one.txt:2: byte 8: U+0065 U+0307 → U+0117 in e\u{307}jo",
      "                two.txt:1: byte 0: U+0065 U+0307 → U+0117 in e\u{307}", "",
    ].joined(separator: "\n")
    let text = try derlius.run(["corpus", "stats"] + form + [one, two]).output
    #expect(text.utf8.suffix(rows.utf8.count).elementsEqual(rows.utf8), "\(text)")
    let result = try derlius.run(["corpus", "stats", "--json"] + form + [one, two])
    let value = try JSONValue(parsing: Array(result.output.utf8), file: "stats")
    #expect(value["changes"]?["softHyphens"]?.integer == 1)
    #expect(value["changes"]?["composed"]?.integer == 2)
    let file = try #require(value["files"]?.array?.first?["changes"]?["composed"])
    #expect(file["count"]?.integer == 1)
    let sample = try #require(file["samples"]?.array?.first)
    #expect(sample["document"]?.integer == 2 && sample["byte"]?.integer == 8)
    #expect(sample["after"]?.string == "ė")
    let threads = try derlius.run(
      ["corpus", "stats", "--json", "--threads", "1"] + form + [one, two])
    #expect(threads.output == result.output)

    let normalized = try derlius.run(["corpus", "normalize"] + form, input: "\u{AD}a\n")
    #expect(normalized.output == "a\n")
    #expect(
      normalized.messages
        == "softHyphens  1 changed\n             <stdin>:1: byte 0: U+00AD → nothing in \u{AD}a\n")
  }

  /// Each kind of tokenizer normalizes as its own library does.
  @Test func everyKindHasItsNormalizer() throws {
    let fixtures = joinPath(SharedData.repository, "Tests/Fixtures")
    let text = "The  CAT\n"
    func normalized(_ name: String, _ options: String...) throws -> String {
      try derlius.run(
        ["corpus", "normalize", "-t", joinPath(fixtures, name)] + options, input: text
      ).output
    }
    #expect(try normalized("HuggingFace/wordpiece.json") == "the  cat\n")
    #expect(try normalized("HuggingFace/llama.json") == "▁The▁▁CAT\n")
    #expect(try normalized("HuggingFace/unigram.json") == text)
    #expect(
      try normalized("HuggingFace/unigram.json", "--use-internal-normalization")
        == "▁The▁▁CAT\n")
    let wrong = try derlius(
      "corpus", "normalize", "-t", joinPath(fixtures, "HuggingFace/llama.json"),
      derlius.write([0xFF], to: "bad"))
    #expect(wrong.status == 1)
    #expect(
      wrong.messages
        == "derlius: \(derlius.path("bad")): byte 0: is not UTF-8; name its encoding with --encoding, "
        + "or use --invalid replace\n")
  }

  @Test func comparisonsSayWhere() throws {
    let one = try derlius.writeRanks()
    let two = try derlius.writeRanks("other.tiktoken", merges: ["he", "ll"])
    let first = try derlius.write("he\n", to: "first.txt")
    let second = try derlius.write("ll\na hello\n", to: "second.txt")
    let same = try derlius("compare", "-t", one, "-t", one, first, second)
    #expect(same.output == "identical on 3 texts\n")
    let differing = try derlius("compare", "-t", one, "-t", two, first, second)
    #expect(differing.status == 1)
    #expect(
      differing.messages
        == "derlius: \(second): text 2 differs from token 3, byte 2 of it, on: "
        + "toy [258 111], other [256 257 111]\n")
  }
}
