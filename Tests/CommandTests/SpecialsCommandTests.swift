import Groundwork
import TestSupport
import Testing

@Suite struct SpecialsCommandTests {
  private let derlius: RunCommand
  private let toy: String

  init() throws {
    derlius = try RunCommand()
    toy = try derlius.writeRanks()
  }

  private func model(_ name: String) -> String {
    joinPath(SharedData.repository, "Tests/Fixtures/SentencePiece/\(name).model")
  }

  @Test func specialsInText() throws {
    let text = "he<|end|>he\n"
    let asText = "256 60 124 101 110 100 124 62 256\n"
    for how in ["reference", "text"] {
      #expect(try derlius("encode", "-t", toy, "--specials", how, input: text).output == asText)
    }
    let parsed = try derlius("encode", "-t", toy, "--specials", "parse", input: text)
    #expect(parsed.output == "256 300 256\n")
    let json = try derlius(
      "encode", "-t", toy, "--specials", "parse", "--format", "json", input: "he<|end|>\n")
    #expect(json.output.contains(#""piece": "<|end|>""#))
    #expect(json.output.contains(#""start": 2, "end": 9}]"#))
  }

  @Test func aRefusedSpecialIsNamedByItsLine() throws {
    let remedy =
      "use --specials text to take it as text, or parse to take it as its id\n"
    let lines = try derlius(
      "encode", "-t", toy, "--specials", "error", input: "he\nhe\na <|end|>\n")
    #expect(lines.status == 1)
    #expect(
      lines.messages == "derlius: <stdin>:3: holds the special token <|end|>; \(remedy)")
    let whole = try derlius(
      "encode", "-t", toy, "--specials", "error", "--whole", input: "he\nhe\na <|end|>\n")
    #expect(whole.messages == lines.messages)
    let file = try derlius.write("he\n<|end|>\n", to: "text.txt")
    let count = try derlius("count", "-t", toy, "--specials", "error", file)
    #expect(count.status == 1)
    #expect(count.output == "")
    #expect(count.messages == "derlius: \(file):2: holds the special token <|end|>; \(remedy)")
    let parsed = try derlius("count", "-t", "a=\(toy)", "--specials", "parse", "--json", file)
    #expect(parsed.output.contains(#""tokens": 2"#))
  }

  @Test func templates() throws {
    let plain = try derlius("encode", "-t", model("unigram"), input: "rows\n").output
    let both = try derlius(
      "encode", "-t", model("unigram"), "--extra-options", "bos:eos", input: "rows\n\n")
    let vocabulary = try derlius("inspect", model("unigram"), "--vocab").output
      .split(separator: "\n").map { $0.prefix { $0 != "\t" } }
    let begin = try #require(vocabulary.firstIndex(of: "<s>"))
    let end = try #require(vocabulary.firstIndex(of: "</s>"))
    #expect(both.output == "\(begin) \(plain.dropLast()) \(end)\n\(begin) \(end)\n")
    let none = try derlius("encode", "-t", toy, "--add-specials", input: "he\n")
    #expect(none.output == "256\n")
    #expect(none.messages == "")
    let noted = try derlius("encode", "-t", model("unigram"), "--add-specials", input: "rows\n")
    #expect(noted.output == plain)
    #expect(noted.messages.hasPrefix("note: a SentencePiece model has no template"))
    let wrong = try derlius("encode", "-t", toy, "--extra-options", "bos", input: "he\n")
    #expect(wrong.status == 64)
  }

  @Test func waysOfTexts() throws {
    let best = try derlius("encode", "-t", model("unigram"), input: "the rows\n").output
    let ways = try derlius(
      "encode", "-t", model("unigram"), "--nbest", "3", input: "the rows\nrow\n")
    let lines = ways.output.split(separator: "\n")
    #expect(lines.count == 6)
    #expect(lines[0].split(separator: "\t").last.map { $0 + "\n" } == best[...])
    let json = try derlius(
      "encode", "-t", model("unigram"), "--nbest", "3", "--format", "json",
      input: "the rows\nrow\n")
    #expect(json.output.utf8.count { $0 == 0x0A } == 2)
    let refused = try derlius("encode", "-t", model("bpe"), "--nbest", "3", input: "")
    #expect(refused.status == 64)
    #expect(
      refused.messages
        == "derlius: n-best needs a Unigram model, and this is bpe; use --sample for BPE, or another model\n"
    )
    #expect(try derlius("encode", "-t", toy, "--nbest", "3").status == 64)
    #expect(try derlius("encode", "-t", toy, "--nbest", "0").status == 64)
  }

  @Test(arguments: ["unigram", "bpe"]) func samplesDependOnTheSeedAlone(name: String) throws {
    let text = String(repeating: "the rows counted\n", count: 8000)
    func sample(_ seed: String, _ threads: String) throws -> String {
      try derlius(
        "encode", "-t", model(name), "--sample", "--alpha", "0.3", "--seed", seed, "--threads",
        threads, input: text
      ).output
    }
    let one = try sample("1", "1")
    #expect(one.utf8.count { $0 == 0x0A } == 8000)
    #expect(try sample("1", "2") == one)
    #expect(try sample("2", "2") != one)
    #expect(Set(one.split(separator: "\n")).count > 5)
  }

  @Test func vocabulariesAreExported() throws {
    let model = try derlius("inspect", model("unigram-bytes"), "--vocab").output
    #expect(model.hasPrefix("<unk>\t0\n") || model.contains("<0x00>\t"))
    #expect(model.split(separator: "\n").allSatisfy { Double($0.split(separator: "\t")[1]) != nil })
    let ranks = try derlius("inspect", toy, "--vocab").output.split(separator: "\n")
    #expect(ranks.last == "<|end|>\t300")
    #expect(ranks.count == 261)
  }
}
