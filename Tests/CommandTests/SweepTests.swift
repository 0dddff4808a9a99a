import Groundwork
import TestSupport
import Testing

/// `derlius sweep`: a grid of sizes and kinds.
@Suite struct SweepTests {
  private let derlius: RunCommand
  private let train: String
  private let heldOut: String

  init() throws {
    derlius = try RunCommand()
    let heldOutLines = Self.text(seed: 7, lines: 40)
    // One line of the held-out text stands among the training lines.
    train = try derlius.write(
      Self.text(seed: 1, lines: 400).joined(separator: "\n") + "\n\(heldOutLines[3])\n",
      to: "train.txt")
    heldOut = try derlius.write(heldOutLines.joined(separator: "\n") + "\n", to: "dev.txt")
  }

  /// Words made of syllables, the rarer the later they stand in the lists.
  private static func text(seed: UInt64, lines: Int) -> [String] {
    let starts = ["la", "ba", "mė", "šo", "kra", "ti", "no", "že", "du", "vy"]
    let middles = ["", "ri", "ka", "lu", "sė", "ny", "go"]
    let ends = ["s", "mas", "ti", "o", "ų", "ėje", "ams"]
    let random = KeyedRandom(seed: seed, stream: 1)
    var place: UInt64 = 0
    func pick(_ list: [String]) -> String {
      place += 2
      return list[
        min(random.below(list.count, place), random.below(list.count, place + 1))]
    }
    return (0..<lines).map { _ in
      (0..<9).map { _ in pick(starts) + pick(middles) + pick(middles) + pick(ends) }
        .joined(separator: " ")
    }
  }

  private func sweep(_ options: String..., output: String = "sweep") throws -> RunCommand.Result {
    try derlius.run(
      ["sweep", "--train", train, "--held-out", heldOut, "--output", derlius.path(output)]
        + options)
  }

  private func file(_ name: String) throws -> [UInt8] { try readFile(derlius.path(name)) }

  @Test func eachModelIsThatOfATrainingOfItsSizeAlone() throws {
    let kinds = ["bpe", "bpe-characters", "unigram"]
    let result = try sweep(
      "--sizes", "340,270,300", "--kinds", kinds.joined(separator: ","), "--special", "<|a b|>",
      "--split", "gpt2", "--min-frequency", "3", "--character-coverage", "0.999",
      "--byte-fallback", "--keep-models", "--resamples", "0")
    #expect(result.status == 0, "\(result.messages)")
    let json = try JSONValue(contentsOf: derlius.path("sweep/sweep.json"))
    let missing = json["missing"]?.array?.compactMap { $0["kind"]?.string } ?? []
    // With 256 byte pieces 270 has no room for the characters.
    #expect(missing == ["bpe-characters", "unigram"])
    var models = 0
    for kind in kinds {
      for size in [270, 300, 340] where size > 270 || kind == "bpe" {
        let ending = kind == "bpe" ? "tiktoken" : "model"
        let name = "\(kind)-\(size).\(ending)"
        let alone = derlius.path("alone/\(name)")
        try createDirectory(derlius.path("alone"))
        var arguments = ["train", kind == "unigram" ? "unigram" : "bpe", "--vocab-size", "\(size)"]
        arguments += ["--special", "<|a b|>", "--exclude", heldOut, "--output", alone, train]
        if kind == "bpe" { arguments += ["--split", "gpt2"] }
        if kind != "bpe" { arguments += ["--character-coverage", "0.999", "--byte-fallback"] }
        if kind != "unigram" { arguments += ["--min-frequency", "3"] }
        let trained = try derlius.run(arguments)
        #expect(trained.status == 0, "\(trained.messages)")
        let side = kind == "bpe" ? "\(kind)-\(size).json" : name + ".json"
        for file in [name, side] {
          #expect(try self.file("sweep/models/\(file)") == self.file("alone/\(file)"), "\(file)")
          models += 1
        }
      }
    }
    #expect(try listDirectory(derlius.path("sweep/models")).count == models)
    #expect(models == 14)
    let commands = json["kinds"]?.array?.compactMap { $0["command"]?.string }
    #expect(
      commands == [
        "derlius train bpe --vocab-size SIZE --split=gpt2 '--special=<|a b|>' --min-frequency=3 "
          + "--exclude dev.txt --output bpe-SIZE.tiktoken train.txt",
        "derlius train bpe --vocab-size SIZE '--special=<|a b|>' --min-frequency=3 "
          + "--character-coverage=0.999 --byte-fallback --exclude dev.txt "
          + "--output bpe-characters-SIZE.model train.txt",
        "derlius train unigram --vocab-size SIZE '--special=<|a b|>' --character-coverage=0.999 "
          + "--byte-fallback --exclude dev.txt --output unigram-SIZE.model train.txt",
      ])
  }

  @Test func theNumbersAreThoseOfBench() throws {
    _ = try sweep(
      "--sizes", "280,320", "--keep-models", "--language", "lt", "--resamples", "200", "--window",
      "512")
    let ours = try JSONValue(contentsOf: derlius.path("sweep/sweep.json"))
    let metrics = ours["metrics"]?.array?.compactMap { $0["id"]?.string } ?? []
    #expect(metrics.count == 11)
    var bench = ["bench", "--corpus", "lt=\(heldOut)", "--resamples", "200", "--window", "512"]
    bench += ["--metrics", metrics.joined(separator: ","), "--no-sensitivity"]
    for name in ["bpe-280.tiktoken", "bpe-320.tiktoken", "unigram-280.model", "unigram-320.model"] {
      bench += ["-t", derlius.path("sweep/models/\(name)")]
    }
    let result = try derlius.run(bench + ["--output", derlius.path("bench")])
    #expect(result.status == 0, "\(result.messages)")
    let theirs = try JSONValue(contentsOf: derlius.path("bench/result.json"))
    func rows(_ json: JSONValue) -> [String] {
      (json["rows"]?.array ?? []).filter { row in
        row["tokenizer"]?.string.map { $0.hasPrefix("bpe-") || $0.hasPrefix("unigram-") } ?? false
      }.map { $0.serialized() }.sorted()
    }
    #expect(rows(ours).count == 4 * 11)
    #expect(rows(ours) == rows(theirs))
    #expect(ours["rows"]?.array?.count == 4 * 11)
  }

  @Test func trainingLinesOfTheHeldOutTextAreLeftOutAndCounted() throws {
    let result = try sweep("--sizes", "270", "--kinds", "bpe", "--resamples", "0")
    #expect(result.status == 0)
    #expect(
      result.messages.contains("derlius: left out 1 training lines that overlap held-out text\n"))
    let json = try JSONValue(contentsOf: derlius.path("sweep/sweep.json"))
    #expect(json["leftOutLines"]?.integer == 1)
    #expect(json["excludedFor"]?.array?.compactMap(\.string) == ["dev.txt"])
    #expect(json["training"]?.array?.first?["documents"]?.integer == 400)
    #expect(json["knees"]?["bpe"]?.integer == nil)
    #expect(
      try listDirectory(derlius.path("sweep")) == ["index.html", "sweep.csv", "sweep.json"])
  }

  @Test func anyNumberOfThreadsGivesTheSameBytes() throws {
    let options = ["--sizes", "270,300,330", "--hidden", "64", "--resamples", "50"]
    for threads in ["1", "2"] {
      let result = try derlius.run(
        ["sweep", "--train", train, "--held-out", heldOut, "--threads", threads, "--output"]
          + [derlius.path(threads)] + options)
      #expect(result.status == 0, "\(result.messages)")
    }
    for name in ["index.html", "sweep.csv", "sweep.json"] {
      #expect(try file("1/\(name)") == file("2/\(name)"), "\(name)")
    }
  }

  @Test func costsFollowTheirFormulas() throws {
    let result = try sweep(
      "--sizes", "300", "--kinds", "bpe", "--hidden", "4", "--layers", "2", "--window", "10",
      "--resamples", "0", "--json")
    #expect(result.status == 0, "\(result.messages)")
    #expect(Array(result.output.utf8) == (try file("sweep/sweep.json")))
    let json = try JSONValue(parsing: Array(result.output.utf8), file: "output")
    let point = try #require(json["points"]?.array?.first)
    #expect(point["embedding_parameters"]?.double == 1200)
    // 24 · 2 · 4² + 2 · 2 · 10 · 4 + 2 · 4 · 300, the last of which is the logits.
    #expect(point["operations_per_token"]?.double == 3328.0)
    #expect(point["softmax_share"]?.double == 2400.0 / 3328.0)
    let bytesPerToken = try #require(
      json["rows"]?.array?.first { $0["metric"]?.string == "bytes_per_token" }?["value"]?.double)
    #expect(point["tokens_per_mb"]?.double == 1_000_000 / bytesPerToken)
    #expect(point["bytes_per_window"]?.double == bytesPerToken * 10)
    #expect(point["operations_per_mb"]?.double == 1_000_000 / bytesPerToken * 3328)
    #expect(point["saving_per_doubling"]?.double == nil)
  }

  @Test func sizesThatTheTextCannotFillAreNamed() throws {
    let result = try sweep("--sizes", "270,500000", "--resamples", "0")
    #expect(result.status == 0)
    let json = try JSONValue(contentsOf: derlius.path("sweep/sweep.json"))
    let missing = try #require(json["missing"]?.array)
    #expect(missing.map { $0["size"]?.integer } == [500_000, 500_000])
    #expect(json["points"]?.array?.count == 2)
    for gap in missing {
      let why = try #require(gap["why"]?.string)
      let kind = try #require(gap["kind"]?.string)
      #expect(
        result.messages.contains("derlius: warning: \(kind) 500000 is missing: \(why)\n"))
    }
    #expect(
      missing[0]["why"]?.string?.hasPrefix("the text gives a vocabulary of ") == true
        && missing[1]["why"]?.string?.hasPrefix(
          "a vocabulary of 500000 is too large for this text, which gives ") == true
    )
  }

  @Test func noPossibleSizeIsAnErrorAndLeavesNothing() throws {
    let result = try sweep("--sizes", "9", "--kinds", "unigram")
    #expect(result.status == 1)
    #expect(
      result.messages
        == "derlius: no size can be trained: a vocabulary of 9 has no room for 23 characters and 3 "
        + "reserved pieces; choose other --sizes, or more text\n")
    #expect(!exists(derlius.path("sweep")))
  }

  @Test(arguments: [
    (
      ["--sizes", "4k"],
      "--sizes 4k: 4k is no whole number above 0; write it as --sizes 4000,8000,16000"
    ),
    (
      ["--sizes", "300,"],
      "--sizes 300,: an empty item is no whole number above 0; write it as --sizes 4000,8000,16000"
    ),
    (["--sizes", "300,280,300"], "--sizes names 300 twice; name each size once"),
    (
      ["--sizes", "300", "--kinds", "words"],
      "--kinds words: words is no kind; use bpe, bpe-characters, unigram"
    ),
    (
      ["--sizes", "300", "--kinds", "bpe,bpe"], "--kinds names bpe twice; name each kind once"
    ),
    (
      ["--sizes", "200,300", "--kinds", "bpe"],
      "a vocabulary of 200 has no room for 256 bytes and 0 special tokens; use a size of at least 256"
    ),
    (
      ["--sizes", "300", "--kinds", "unigram", "--split", "gpt2"],
      "--split is for bpe, and --kinds names unigram; leave it out, or add a kind"
    ),
    (
      ["--sizes", "300", "--kinds", "bpe", "--byte-fallback"],
      "--byte-fallback is for bpe-characters and unigram, and --kinds names bpe; leave it out, or add "
        + "a kind"
    ),
    (["--sizes", "300", "--knee", "0"], "--knee 0.0 is not above 0 and below 100; use 5 for 5 %"),
    (
      ["--sizes", "300", "--layers", "3"],
      "--layers is for --hidden; give the model's width: --hidden 768"
    ),
    (["--sizes", "300", "--hidden", "0"], "--hidden must be from 1 to 1048576"),
    (["--sizes", "300", "--window", "0"], "--window must be from 1 to 1099511627776"),
    (
      ["--sizes", "300", "--form", "NFX"],
      "NFX is no form of text; use raw, NFC, NFD, NFKC, NFKD or lower"
    ),
    (
      ["--sizes", "300", "--normalization", "nfc"],
      "nfc is no normalization; use nmt_nfkc, nfkc, nmt_nfkc_cf, nfkc_cf, identity, or a rule file "
        + "x.tsv"
    ),
  ])
  func optionsThatMakeNoSense(_ options: [String], _ problem: String) throws {
    let result = try derlius.run(
      ["sweep", "--train", train, "--held-out", heldOut, "--output", derlius.path("sweep")]
        + options)
    #expect(result.status == 64)
    #expect(result.messages == "derlius: \(problem)\n")
    #expect(!exists(derlius.path("sweep")))
  }

  @Test func textsThatAreNotThere() throws {
    let output = ["--sizes", "300", "--output", derlius.path("sweep")]
    func refusal(_ options: [String]) throws -> String {
      let result = try derlius.run(["sweep"] + output + options)
      return "\(result.status) "
        + result.messages.replacing(parentPath(derlius.path("x")), with: "FOLDER")
    }
    #expect(
      try refusal(["--held-out", heldOut])
        == "64 derlius: there is no training text; name some with --train FILE\n")
    #expect(
      try refusal(["--train", train])
        == "64 derlius: there is no held-out text; name some with --held-out FILE\n")
    #expect(
      try refusal(["--train", "-", "--held-out", heldOut])
        == "64 derlius: --train is read more than once, and standard input cannot be; write it to a "
        + "file first\n")
    #expect(
      try refusal(["--train", train, "--held-out", derlius.path("none.txt")]).hasPrefix(
        "1 derlius: FOLDER/none.txt: "))
    #expect(!exists(derlius.path("sweep")))
  }
}
