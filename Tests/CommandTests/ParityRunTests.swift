import Groundwork
import TestSupport
import Testing

/// `derlius train parity-bpe` as long work: count files, memory, checkpoints.
@Suite struct ParityRunTests {
  private let derlius: RunCommand
  private let texts: [(language: String, path: String)]

  init() throws {
    let derlius = try RunCommand()
    self.derlius = derlius
    texts = [
      (
        "lt",
        try derlius.write(
          (0..<1500).map { "laukas \($0 * $0 % 977) žalias rytas \($0 % 7)\n" }.joined(),
          to: "lt.txt")
      ),
      (
        "en",
        try derlius.write(
          (0..<1200).map { "the field \($0 * $0 % 613) and a green morning \($0 % 5)\n" }.joined(),
          to: "en.txt")
      ),
    ]
  }

  private func train(
    _ output: String, _ more: [String] = [], inputs: String = "--corpus"
  ) throws -> RunCommand.Result {
    var arguments = ["train", "parity-bpe", "--vocab-size", "400", "-o", derlius.path(output)]
    for (language, path) in texts {
      let named = inputs == "--counts" ? derlius.path("\(language).tsv") : path
      arguments += [inputs, "\(language)=\(named)", "--dev", "\(language)=\(path)"]
    }
    return try derlius.run(arguments + more)
  }

  private func file(_ name: String) throws -> [UInt8] { try readFile(derlius.path(name)) }

  @Test func aCountFileForEachLanguageGivesWhatTheTextGives() throws {
    #expect(try train("a.json").status == 0)
    for (language, path) in texts {
      let counted = try derlius(
        "corpus", "words", "--split", "cl100k", "--output", derlius.path("\(language).tsv"), path)
      #expect(counted.status == 0, "\(counted.messages)")
    }
    let result = try train("b.json", inputs: "--counts")
    #expect(result.status == 0, "\(result.messages)")
    #expect(try file("a.json") == file("b.json"))
    let record = try JSONValue(contentsOf: derlius.path("b.training.json"))
    let languages = try #require(record["languages"]?.array)
    #expect(languages.map { $0["language"]?.string } == ["lt", "en"])
    #expect(languages.map { $0["inputs"]?.array?.first?["name"]?.string } == ["lt.tsv", "en.tsv"])
    let other = try train("c.json", ["--split", "gpt2"], inputs: "--counts")
    #expect(other.status == 1)
    #expect(
      other.messages
        == "derlius: \(derlius.path("lt.tsv")): holds pieces of cl100k, and training cuts text by gpt2; "
        + "count with --split gpt2, or train with the other --split\n")
  }

  @Test func languagesOfTextComeBeforeThoseOfCountsAlone() throws {
    let counts = try derlius.write("laukas\t3\nrytas\t2\n", to: "lv.tsv")
    let result = try derlius.run([
      "train", "parity-bpe", "--vocab-size", "262", "-o", derlius.path("x.json"), "--counts",
      "lv=\(counts)", "--corpus", "lt=\(texts[0].path)", "--counts", "lt=\(counts)=2",
    ])
    #expect(result.status == 0, "\(result.messages)")
    let record = try JSONValue(contentsOf: derlius.path("x.training.json"))
    let languages = try #require(record["languages"]?.array)
    #expect(languages.map { $0["language"]?.string } == ["lt", "lv"])
    #expect(languages[0]["inputs"]?.array?.map { $0["weight"]?.integer ?? 1 } == [1, 2])
  }

  @Test func rarePiecesOfTrainingTextsAloneAreLeftOut() throws {
    #expect(try train("a.json", ["--min-count", "5"]).status == 0)
    let record = try JSONValue(contentsOf: derlius.path("a.training.json"))
    #expect(record["min_count"]?.integer == 5)
    let all = try train("b.json")
    #expect(all.status == 0)
    let whole = try JSONValue(contentsOf: derlius.path("b.training.json"))
    // Lengths are those of the development texts, which stay whole.
    for index in 0..<2 {
      #expect(
        record["languages"]?.array?[index]["letters"]?.integer
          == whole["languages"]?.array?[index]["letters"]?.integer)
    }
    #expect((record["pieces"]?.integer ?? 0) < (whole["pieces"]?.integer ?? 0))
    let none = try train("c.json", ["--min-count", "0"])
    #expect(none.status == 64)
    #expect(none.messages == "derlius: --min-count 0 means nothing; use 1 or more\n")
  }

  @Test func aRunGoesOnToTheSameBytes() throws {
    #expect(try train("x.json").status == 0)
    let wanted = try [file("x.json"), file("x.training.json")]
    for name in ["x.json", "x.training.json"] { removeTree(derlius.path(name)) }
    // The disk is full where the model is to be written.
    _ = try ChildProcess.run(
      ["ln", "-s", "/dev/full", derlius.path("x.json")], output: "/dev/null", messages: "/dev/null")
    let options = ["--checkpoint", derlius.path("ck"), "--checkpoint-every", "8K"]
    #expect(try train("x.json", options).status == 1)
    removeTree(derlius.path("x.json"))
    // A counting of each training text and of each development text.
    let kept = try listDirectory(derlius.path("ck")).filter { $0.hasSuffix(".tsv") }
    #expect(Set(kept.map { $0.prefix(9) }) == ["counts-0-", "counts-1-", "counts-2-", "counts-3-"])
    let result = try train("x.json", options + ["--threads", "1", "--max-memory", "300M"])
    #expect(result.status == 0)
    #expect(result.messages.contains("derlius: went on from \(derlius.path("ck"))\n"))
    #expect(try [file("x.json"), file("x.training.json")] == wanted)
    #expect(!exists(derlius.path("ck")))
  }

  @Test func anInputThatCannotBeReadAgainAndACheckpoint() throws {
    let result = try derlius.run([
      "train", "parity-bpe", "--vocab-size", "300", "-o", derlius.path("x.json"), "--corpus",
      "lt=\(texts[0].path)", "--dev", "lt=-", "--checkpoint", derlius.path("ck"),
    ])
    #expect(result.status == 64)
    #expect(
      result.messages
        == "derlius: --checkpoint and standard input contradict each other: it cannot be read again; "
        + "name files, or leave out --checkpoint\n")
  }

  @Test func memoryIsKeptOrTrainingDoesNotStart() throws {
    let random = KeyedRandom(seed: 3, stream: 1)
    var place: UInt64 = 0
    let letters = Array("abcdefghijklmnop")
    let words = (0..<100_000).map { _ in
      place += 1
      let number = random.below(1 << 44, place)
      return String((0..<11).map { letters[(number >> ($0 * 4)) & 15] })
    }
    let many = try derlius.write(
      words.joined(separator: "\n") + "\n" + words.prefix(40_000).joined(separator: "\n"),
      to: "many.txt")
    func run(_ trainer: [String], _ limit: String) throws -> RunCommand.Result {
      try derlius.run(
        ["train"] + trainer + [
          "--vocab-size", "1000", "--threads", "1", "--output", derlius.path("x.json"),
          "--max-memory", limit,
        ])
    }
    for trainer in [["parity-bpe", "--corpus", "lt=\(many)"], ["superbpe", many]] {
      let refused = try run(trainer, "96M")
      #expect(refused.status == 1)
      #expect(refused.messages.hasPrefix("derlius: training on "), "\(refused.messages)")
      #expect(refused.messages.contains(" of memory, and --max-memory is 96M; give --max-memory "))
      // Neither command can train on a sample.
      #expect(!refused.messages.contains("--input-sentence-size"))
      let need = try #require(
        refused.messages.split(separator: "give --max-memory ").last?.prefix { $0.isNumber })
      let enough = try run(trainer, "\(need)M")
      #expect(enough.status == 0, "\(enough.messages)")
      // What the run says is in millions of bytes; the estimate is not passed.
      let peak = try #require(
        enough.messages.split(separator: " MB").first?.split(separator: " ").last.flatMap {
          Int($0)
        })
      #expect(try peak * 1_000_000 <= #require(Int(need)) << 20)
    }
  }
}
