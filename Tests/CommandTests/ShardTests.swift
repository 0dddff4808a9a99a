import Groundwork
import TestSupport
import Testing

/// `bench --shard` and `merge`: parts of a run add up to the run.
@Suite struct ShardTests {
  private let derlius: RunCommand
  private let common: [String]

  init() throws {
    derlius = try RunCommand()
    let toy = try derlius.writeRanks()
    let other = try derlius.writeRanks("other.tiktoken", merges: ["la", "ba", "laba", " n", "ie"])
    // Three stretches of 4,096 lines, the last one short; weights of words and empty lines at places.
    let lithuanian = ["labas rytas", "niekas nelabai", "", "žiemos naktis", "laba diena, namai"]
    let english = ["good morning", "nobody much", "", "a winter night", "good day, home"]
    var texts = ["", ""]
    for line in 0..<9000 {
      texts[0] += lithuanian[line * 7 % 5] + (line % 11 == 0 ? " \(line)" : "") + "\n"
      texts[1] += english[line * 7 % 5] + (line % 13 == 0 ? " number \(line)" : "") + "\n"
    }
    _ = try derlius.write(texts[0], to: "parallel/lit_Latn.txt")
    _ = try derlius.write(texts[1], to: "parallel/eng_Latn.txt")
    let words = try derlius.write("labas\t3\nnaktis\t12\nniekas\t5000000000\n", to: "words.tsv")
    let morphemes = try derlius.write(
      "form\tsegments\nlabas\tlab-as\nnaktis\tnakt-is\nniekas\tnie-k-as\nnamai\tnam-ai\n",
      to: "morphemes.tsv")
    common = [
      "bench", "-t", toy, "-t", other, "--parallel", "tiny=\(derlius.path("parallel"))",
      "--corpus", "lt=\(words)", "--reference", "eng_Latn", "--focus", "lt", "--baseline", "toy",
      "--morphology", "lt=\(morphemes)", "--resamples", "50",
    ]
  }

  private func run(_ arguments: [String]) throws {
    let result = try derlius.run(arguments)
    try #require(result.status == 0, "\(result.messages)")
  }

  private func expectEqual(_ folder: String, _ other: String) throws {
    let names = try listDirectory(derlius.path(folder))
    #expect(try listDirectory(derlius.path(other)) == names)
    for name in names {
      #expect(
        try readFile(derlius.path("\(folder)/\(name)"))
          == readFile(derlius.path("\(other)/\(name)")), "\(name)")
    }
  }

  @Test func shardsGiveTheReportOfTheWholeInAnyGrouping() throws {
    try run(common + ["--output", derlius.path("whole")])
    let parts = (1...3).map { derlius.path("\($0).partial") }
    for shard in 1...3 {
      try run(
        common + ["--shard", "\(shard)/3", "--output", parts[shard - 1], "--threads", "\(shard)"])
    }
    try run(["merge", parts[2], parts[0], parts[1], "--output", derlius.path("merged")])
    try expectEqual("whole", "merged")

    let pair = derlius.path("pair.partial")
    let other = derlius.path("other.partial")
    try run(["merge", "--partial", parts[1], parts[2], "--output", pair])
    try run(["merge", "--partial", parts[2], parts[1], "--output", other])
    #expect(try readFile(pair) == readFile(other))
    try run(["merge", pair, parts[0], "--output", derlius.path("grouped")])
    try expectEqual("whole", "grouped")
  }

  @Test func aShardWithoutDocumentsAddsNothing() throws {
    try run(common + ["--output", derlius.path("whole")])
    let parts = (1...5).map { derlius.path("\($0).partial") }
    for shard in 1...5 {
      try run(common + ["--shard", "\(shard)/5", "--output", parts[shard - 1]])
    }
    try run(["merge"] + parts + ["--output", derlius.path("merged")])
    try expectEqual("whole", "merged")
  }

  @Test func whatCannotBeMergedIsRefused() throws {
    let one = derlius.path("1.partial")
    let two = derlius.path("2.partial")
    let seeded = derlius.path("seeded.partial")
    let report = derlius.path("report")
    try run(common + ["--shard", "1/2", "--output", one])
    try run(common + ["--shard", "2/2", "--output", two])
    try run(common + ["--shard", "2/2", "--seed", "7", "--output", seeded])
    func refusal(_ arguments: [String]) throws -> String {
      let result = try derlius.run(["merge"] + arguments + ["--output", report])
      #expect(result.status == 1)
      #expect(!exists(report))
      return result.messages
    }
    #expect(
      try refusal([one])
        == "derlius: 1 of 2 shards are missing: 2/2; measure them with bench --shard and merge all\n"
    )
    #expect(
      try refusal([one, one])
        == "derlius: \(one): shard 1/2 is there twice; name each shard once\n")
    #expect(
      try refusal([one, seeded])
        == "derlius: \(seeded): the shards are of different runs: their manifests differ; "
        + "merge the shards of one manifest\n")
    var damaged = try readFile(two)
    damaged[damaged.count / 2] ^= 1
    let broken = try derlius.write(damaged, to: "broken.partial")
    #expect(
      try refusal([one, broken])
        == "derlius: \(broken): is damaged: its SHA-256 is another; measure the shard again\n")
    let text = try derlius.write("derlius partial 0: derlius 0.0.1\n", to: "old.partial")
    #expect(
      try refusal([text])
        == "derlius: \(text): is of other versions: derlius partial 0: derlius 0.0.1; "
        + "measure and merge with one version of Derlius and of ICU\n")
    let foreign = try derlius.write("{}", to: "foreign.partial")
    #expect(
      try refusal([foreign])
        == "derlius: \(foreign): is no partial result of a benchmark; "
        + "name files that bench --shard wrote\n")
  }

  @Test(arguments: ["0/3", "4/3", "1", "1/2/3", "a/b", "1/65537"])
  func aWrongShardIsAUsageError(_ shard: String) throws {
    let result = try derlius.run(common + ["--shard", shard, "--output", derlius.path("x")])
    #expect(result.status == 64)
    #expect(
      result.messages
        == "derlius: --shard \(shard) is no part of a whole; write it as 1/4, 2/4, …; "
        + "at most 65536 parts\n")
  }
}
