import Groundwork
import SentencePieceReference
import TestSupport
import Testing
import TokenizerFormats

/// What every trainer shares: progress, mixes, rare pieces, memory.
@Suite struct TrainingRunTests {
  private let derlius: RunCommand
  private let text: String

  init() throws {
    derlius = try RunCommand()
    text = try derlius.write(
      String(repeating: "laukai žaliuoja, vaikai bėga per lauką 12\n", count: 40), to: "text.txt")
  }

  private func train(_ arguments: String...) throws -> RunCommand.Result {
    try derlius.run(["train"] + arguments)
  }

  @Test(arguments: [
    ("bpe", "290", ["reading", "merge"]), ("unigram", "27", ["reading", "seeds", "prune"]),
  ])
  func progressAsJSON(_ kind: String, _ size: String, _ stages: [String]) throws {
    let result = try train(
      kind, "--vocab-size", size, "--output", derlius.path("x.model"), "--progress", "json", text)
    #expect(result.status == 0, "\(result.messages)")
    let lines = result.messages.split(separator: "\n").filter { $0.hasPrefix("{") }
    var seen: [String] = []
    var last: [String: (current: Int, total: Int?)] = [:]
    for line in lines {
      let json = try JSONValue(parsing: Array(line.utf8), file: "line")
      #expect(json.members?.map(\.key) == ["stage", "current", "total"])
      let stage = try #require(json["stage"]?.string)
      let current = try #require(json["current"]?.integer)
      #expect(current >= last[stage]?.current ?? 0)
      last[stage] = (current, json["total"]?.integer)
      if seen.last != stage { seen.append(stage) }
    }
    #expect(seen == stages)
    #expect(lines.first == #"{"stage":"reading","current":0,"total":1800}"#)
    #expect(last["reading"]?.current == 1800)
    let none = try train(
      kind, "--vocab-size", size, "--output", derlius.path("x.model"), "--progress", "none", text)
    #expect(!none.messages.contains("stage"))
  }

  @Test func aMixIsWhatItsWeightsAre() throws {
    _ = try derlius.write("aa bb cc\naa bb\n", to: "texts/a.txt")
    _ = try derlius.write("žalia žolė\n", to: "texts/b.txt")
    let mix = try derlius.write(
      "# two texts\n\ntexts/a.txt\t2\r\ntexts/b.txt\t5\n", to: "mix.tsv")
    let (a, b) = (derlius.path("texts/a.txt"), derlius.path("texts/b.txt"))
    var files: [[UInt8]] = []
    for inputs in [["--mix", mix], ["\(a)=2", "\(b)=5"], ["\(b)=5", "\(a)=2"]] {
      let result = try derlius.run(
        ["train", "bpe", "--vocab-size", "260", "--output", derlius.path("x.tiktoken")] + inputs)
      #expect(result.status == 0, "\(result.messages)")
      files.append(
        try readFile(derlius.path("x.tiktoken")) + readFile(derlius.path("x.json")))
    }
    #expect(files[1] == files[0])
    #expect(files[2] == files[0])
    let record = try JSONValue(contentsOf: derlius.path("x.json"))["training"]
    #expect(
      record?["shares"]?.serialized()
        == #"[{"name": "a.txt", "weight": 2, "bytes": 26, "share": 0.2857142857142857}, "#
        + #"{"name": "b.txt", "weight": 5, "bytes": 65, "share": 0.7142857142857143}]"#)
    // A weight of 5 is the text five times.
    let five = try derlius.write(String(repeating: "žalia žolė\n", count: 5), to: "five.txt")
    _ = try train(
      "bpe", "--vocab-size", "260", "--output", derlius.path("y.tiktoken"), a, a, five)
    #expect(try readFile(derlius.path("y.tiktoken")) == readFile(derlius.path("x.tiktoken")))
  }

  @Test(arguments: [
    ("text.txt\t2\ntext.txt\t3\n", ":2: names the input of line 1 again; name it once"),
    ("# a\ntext.txt 2\n", ":2: is no input with a weight; write INPUT, a tab, WEIGHT"),
    ("\t2\n", ":1: is no input with a weight; write INPUT, a tab, WEIGHT"),
    (
      "text.txt\t0.5\n",
      ":1: the weight 0.5 is not a whole number above 0; write INPUT, a tab, and a number such as 3"
    ),
    (
      "text.txt\t99999999999999999999\n",
      ":1: the weight 99999999999999999999 is not a whole number above 0; write INPUT, a tab, and a "
        + "number such as 3"
    ),
    ("# nothing\n", ": names no input; write INPUT, a tab, WEIGHT"),
  ])
  func mixesThatAreWrong(_ content: String, _ problem: String) throws {
    let mix = try derlius.write(content, to: "mix.tsv")
    let result = try train(
      "bpe", "--vocab-size", "260", "--output", derlius.path("x.tiktoken"), "--mix", mix)
    #expect(result.status == 1)
    #expect(result.messages == "derlius: \(mix)\(problem)\n")
  }

  @Test func rarePiecesAreLeftOut() throws {
    let rare = try derlius.write("aa\naa\naa\nbb\nbb\ncc\n", to: "rare.txt")
    let frequent = try derlius.write("aa\naa\naa\nbb\nbb\n", to: "frequent.txt")
    for (input, name, more) in [
      (rare, "r.tiktoken", ["--min-count", "2"]), (frequent, "f.tiktoken", []),
    ] {
      let result = try derlius.run(
        [
          "train", "bpe", "--vocab-size", "258", "--output",
          derlius.path(name),
        ]
          + [input] + more)
      #expect(result.status == 0, "\(result.messages)")
    }
    #expect(try readFile(derlius.path("r.tiktoken")) == readFile(derlius.path("f.tiktoken")))
    let record = try JSONValue(contentsOf: derlius.path("r.json"))["training"]
    #expect(record?["min_count"]?.integer == 2)
    #expect(record?["pieces"]?.integer == 2)
    let none = try train(
      "bpe", "--vocab-size", "258", "--min-count", "0", "--output", derlius.path("x.tiktoken"), rare
    )
    #expect(none.status == 64)
    #expect(none.messages == "derlius: --min-count 0 means nothing; use 1 or more\n")
  }

  @Test func filesDoNotDependOnThreadsNorMemoryNorOrder() throws {
    var inputs: [String] = []
    for number in 0..<3 {
      inputs.append(
        try derlius.write(
          (0..<400).map { "laukas \($0 * number) žalias rytas \($0 % 7)\n" }.joined(),
          to: "\(number).txt"))
    }
    for (kind, size, name) in [("bpe", "320", "x.tiktoken"), ("unigram", "60", "x.model")] {
      var outputs: [[UInt8]] = []
      for (threads, files, more) in [
        ("1", inputs, []), ("2", inputs.reversed(), ["--max-memory", "1GB"]),
        ("8", inputs, ["--max-memory", "512M"]),
        ("2", inputs, ["--checkpoint", derlius.path("ck")]),
      ] {
        let result = try derlius.run(
          [
            "train", kind, "--vocab-size", size, "--threads", threads, "--output",
            derlius.path(name),
          ] + more + files)
        #expect(result.status == 0, "\(result.messages)")
        outputs.append(try readFile(derlius.path(name)))
      }
      #expect(outputs.dropFirst().allSatisfy { $0 == outputs[0] })
    }
    #expect(!exists(derlius.path("ck")))
  }

  @Test(arguments: ["bpe", "unigram"])
  func aModelKeepsSamplesOfItself(_ kind: String) throws {
    let path = derlius.path("x.model")
    let other = try derlius.write("labas rytas\nžalias laukas ☃\n", to: "other.txt")
    let result = try train(
      kind, "--vocab-size", "40", "--self-test-sample-size", "50", "--output", path, text, other,
      "--character-coverage", "0.999", "--no-hard-vocab-limit")
    #expect(result.status == 0, "\(result.messages)")
    let model = try SentencePieceModel(parsing: readFile(path), file: path)
    // The snowman has no piece.
    #expect(model.selfTest.count >= 40 && model.selfTest.count <= 42)
    let samples = model.selfTest
    let input = samples.map { String(decoding: $0.input, as: UTF8.self) + "\n" }.joined()
    let encoded = try derlius("encode", "-t", path, "--format", "pieces", input: input)
    #expect(
      encoded.output
        == samples.map { String(decoding: $0.expected, as: UTF8.self) + "\n" }.joined())
    if SentencePieceReference.isLinked {
      #expect(throws: Never.self) { try SentencePieceReference(model: readFile(path)) }
      // The library does look at them.
      var changed = model
      changed.selfTest[0].expected = Array("x y z".utf8)
      #expect(throws: (any Error).self) {
        try SentencePieceReference(model: changed.serialized())
      }
    }
    let refused = try train(
      kind, "--vocab-size", "40", "--self-test-sample-size", "5", "--output",
      derlius.path("x.json"),
      text, "--like", "sentencepiece", kind == "bpe" ? "--alphabet=characters" : "--byte-fallback")
    #expect(refused.status == 64)
    #expect(
      refused.messages
        == "derlius: --self-test-sample-size and --output .json contradict each other: a tokenizer.json has "
        + "no place for samples; leave out one of them\n")
  }

  @Test(arguments: ["bpe", "unigram"])
  func thereIsNothingToTrainOn(_ kind: String) throws {
    let blank = try derlius.write("\n \n\n", to: "blank.txt")
    let result = try train(
      kind, "--vocab-size", "40", "--output", derlius.path("x.model"), blank)
    #expect(result.status == 1)
    #expect(
      result.messages
        == "derlius: there is nothing to train on: no pieces were counted; check the inputs\n")
    let empty = try derlius.write("", to: "empty.txt")
    let none = try train(kind, "--vocab-size", "40", "--output", derlius.path("x.model"), empty)
    #expect(none.status == 1)
    #expect(none.messages.hasPrefix("derlius: \(empty): "), "\(none.messages)")
    #expect(!exists(derlius.path("x.model")))
  }

  /// Words that occur once, and a few that do not.
  private func manyWords() throws -> String {
    var words = ""
    for number in 0..<250_000 {
      words += String(number * 7919, radix: 36) + (number % 16 == 15 ? " labas rytas\n" : " ")
    }
    return try derlius.write(words, to: "words.txt")
  }

  /// The megabytes that a run says it took at most.
  private func peak(_ result: RunCommand.Result) throws -> Int {
    let line = try #require(result.messages.split(separator: "\n").first { $0.hasSuffix(" MB") })
    return try #require(Int(line.dropLast(3).split(separator: " ").last ?? ""))
  }

  @Test func memoryIsKeptOrTrainingDoesNotStart() throws {
    let words = try manyWords()
    func train(_ more: String...) throws -> RunCommand.Result {
      try derlius.run(
        [
          "train", "bpe", "--vocab-size", "1000", "--threads", "2", "--output",
          derlius.path("x.tiktoken"), words,
        ] + more)
    }
    let free = try train("--min-count", "2")
    #expect(free.status == 0)
    let model = try readFile(derlius.path("x.tiktoken"))
    let kept = try train("--min-count", "2", "--max-memory", "112M")
    #expect(kept.status == 0, "\(kept.messages)")
    #expect(try readFile(derlius.path("x.tiktoken")) == model)
    // What the run says is in millions of bytes.
    #expect(try peak(kept) < 118)
    let refused = try train("--max-memory", "112M")
    #expect(refused.status == 1)
    #expect(refused.messages.hasPrefix("derlius: training on "), "\(refused.messages)")
    #expect(refused.messages.contains(" of memory, and --max-memory is 112M; give --max-memory "))
    #expect(refused.messages.contains(", or leave out rare pieces with --min-count 2 ("))
    #expect(refused.messages.hasSuffix(", or train on a sample: --input-sentence-size\n"))
    let need = try #require(
      refused.messages.split(separator: "give --max-memory ").last?.prefix { $0 != "," })
    let enough = try train("--max-memory", String(need))
    #expect(enough.status == 0, "\(enough.messages)")
    // The estimate is not passed.
    let megabytes = try #require(Int(need.dropLast()))
    #expect(try peak(enough) * 1_000_000 <= megabytes << 20)
    let little = try train("--max-memory", "50M")
    #expect(little.status == 64)
    #expect(
      little.messages
        == "derlius: --max-memory 50M is too little for 2 threads; give 112M or more, or fewer --threads\n"
    )
    let drawn = try train("--max-memory", "112M", "--input-sentence-size", "200000")
    #expect(drawn.status == 0 || drawn.status == 1)
  }
}
