import Groundwork
import TestSupport
import Testing

/// `bench --morphology` with every kind of file.
@Suite struct MorphologyBenchTests {
  private let derlius: RunCommand
  private let toy: String
  private let corpus: String

  init() throws {
    derlius = try RunCommand()
    toy = try derlius.writeRanks()
    corpus = try derlius.write("Namo ir medžio.\nJis nepadaryti augančių\n", to: "lt.txt")
    for name in ["small", "latin7"] {
      for end in ["aff", "dic"] {
        let fixture = joinPath(
          SharedData.repository, "Tests/Fixtures/Hunspell/\(name).\(end)")
        _ = try derlius.write(try readFile(fixture), to: "\(name).\(end)")
      }
    }
    _ = try derlius.write("form\tsegments\nnamo\tnam-o\n", to: "list.tsv")
    _ = try derlius.write("namas\tnamo\tN;GEN;SG\nmedis\tmedžio\tN;GEN;SG\n", to: "uni.tsv")
    _ = try derlius.write(
      "1\tNamo\tnamas\tNOUN\t_\t_\t0\troot\t_\t_\n\n", to: "bank.conllu")
  }

  private func bench(_ morphology: [String], output: String = "report") throws -> RunCommand.Result
  {
    try derlius.run(
      [
        "bench", "-t", toy, "--corpus", "lt=\(corpus)", "--output", derlius.path(output),
        "--resamples", "50", "--metrics", "pure,boundary_f1,morphology_coverage",
      ] + morphology.flatMap { ["--morphology", "lt=\($0)"] })
  }

  private func coverage(_ output: String = "report") throws -> Double? {
    let json = try JSONValue(contentsOf: derlius.path("\(output)/result.json"))
    return json["rows"]?.array?.first { $0["metric"]?.string == "morphology_coverage" }?["value"]?
      .double
  }

  /// The words are namo, ir, medžio, jis, nepadaryti, augančių.
  @Test(arguments: [
    ("small.dic", "hunspell", 5), ("small.aff", "hunspell", 5), ("latin7", "hunspell", 5),
    ("list.tsv", "list", 1), ("uni.tsv", "unimorph", 2), ("bank.conllu", "treebank", 1),
    ("builtin:lt-uninflected", "builtin", 1),
  ])
  func aReportWithEachKindIsVerified(_ name: String, _ kind: String, _ known: Int) throws {
    let result = try bench([name.hasPrefix("builtin:") ? name : derlius.path(name)])
    #expect(result.status == 0, "\(result.messages)")
    #expect(try coverage() == Double(known) / 6)
    let json = try JSONValue(contentsOf: derlius.path("report/result.json"))
    let record = try #require(json["morphologies"]?.array?.first)
    #expect(record["kind"]?.string == kind)
    #expect((record["affixFile"]?.string != nil) == (kind == "hunspell"))
    // Hunspell's library decides what is a word: what is known of its version is told, and only where it was asked.
    let library = json["versions"]?["hunspell"]?.string
    #expect(
      library?.hasPrefix("libhunspell-1") == (kind == "hunspell" ? true : nil), "\(library ?? "")")
    let good = try derlius("verify", derlius.path("report"))
    #expect(good.status == 0, "\(good.messages)")
  }

  @Test func aDictionaryIsFoundByBothHashes() throws {
    let result = try bench([derlius.path("latin7.aff"), "builtin:lt-uninflected"])
    #expect(result.status == 0, "\(result.messages)")
    let manifest = try JSONValue(contentsOf: derlius.path("report/manifest.json"))
    let entries = try #require(manifest["morphology"]?.array)
    #expect(entries.map { $0["file"]?.string } == ["latin7.dic", nil])
    #expect(entries[0]["affixes"]?["file"]?.string == "latin7.aff")
    #expect(entries[1]["builtin"]?.string == "lt-uninflected")
    #expect(entries[1]["sha256"]?.string?.utf8.count == 64)
    // Another machine: nothing remembered, the two files far from one another under other names.
    removeTree(derlius.path("home"))
    for (from, to) in [("latin7.dic", "far/words"), ("latin7.aff", "away/affixes")] {
      _ = try derlius.write("", to: to)
      _ = try derlius.write(try readFile(derlius.path(from)), to: to)
      removeTree(derlius.path(from))
    }
    let lost = try derlius("verify", derlius.path("report"), "--inputs", derlius.path("far"))
    #expect(lost.status == 1)
    let found = try derlius("verify", derlius.path("report"), "--inputs", derlius.path("."))
    #expect(found.status == 0, "\(found.messages)")
  }

  @Test func anotherBuiltinListIsRefused() throws {
    _ = try bench(["builtin:lt-uninflected"])
    let path = derlius.path("report/manifest.json")
    let text = String(decoding: try readFile(path), as: UTF8.self)
    let manifest = try JSONValue(contentsOf: path)
    let hash = try #require(manifest["morphology"]?.array?.first?["sha256"]?.string)
    let parts = text.split(separator: hash, omittingEmptySubsequences: false)
    try AtomicFile.write(parts.joined(separator: String(repeating: "0", count: 64)), to: path)
    let result = try derlius("bench", path, "--output", derlius.path("again"))
    #expect(result.status == 1)
    #expect(
      result.messages
        == "derlius: the built-in list lt-uninflected is not the one that the manifest means; use the "
        + "version of Derlius that wrote it, or remove its hash\n")
  }

  @Test func wrongNamesAndFiles() throws {
    let none = try bench(["builtin:lt"])
    #expect(none.status == 64)
    #expect(
      none.messages
        == "derlius: there is no built-in list lt; use builtin:lt-uninflected; a file is named "
        + "./builtin:lt\n")
    removeTree(derlius.path("small.aff"))
    let alone = try bench([derlius.path("small.dic")])
    #expect(alone.status == 1)
    #expect(
      alone.messages
        == "derlius: \(derlius.path("small.dic")): has no small.aff beside it; a hunspell dictionary is "
        + "two files, .dic and .aff, of one name\n")
    let broken = try derlius.write("SFX A Y 2\nSFX A 0 s .\n", to: "small.aff")
    let rules = try bench([derlius.path("small")])
    #expect(rules.status == 1)
    #expect(
      rules.messages
        == "derlius: \(broken):1: SFX A has 1 rules where its head says 2; write as many as the head "
        + "says\n")
    #expect(!exists(derlius.path("report")))
  }
}
