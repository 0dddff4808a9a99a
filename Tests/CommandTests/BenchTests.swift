import Groundwork
import TestSupport
import Testing

@Suite struct BenchTests {
  private let derlius: RunCommand
  private let toy: String

  init() throws {
    derlius = try RunCommand()
    toy = try derlius.writeRanks()
    for (language, text) in [
      ("lit_Latn", "labas pasauli\nkaip sekasi\n"), ("eng_Latn", "hello world\nhow are you\n"),
    ] {
      _ = try derlius.write(text, to: "parallel/\(language).txt")
    }
  }

  private func bench(_ more: String..., output: String = "report") throws -> RunCommand.Result {
    try derlius.run(
      [
        "bench", "-t", toy, "--parallel", "tiny=\(derlius.path("parallel"))", "--reference",
        "eng_Latn", "--focus", "lt", "--output", derlius.path(output), "--resamples", "100",
      ] + more)
  }

  @Test func aReportHasItsFiles() throws {
    let result = try bench()
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.output == "")
    #expect(
      try listDirectory(derlius.path("report")) == [
        "index.html", "manifest.json", "methods.txt", "result.json", "results.csv", "results.md",
        "results.tex",
      ])
    let json = try JSONValue(contentsOf: derlius.path("report/result.json"))
    let rows = try #require(json["rows"]?.array)
    let fertility = rows.first {
      $0["metric"]?.string == "fertility" && $0["language"]?.string == "lit_Latn"
    }
    // "labas pasauli" and "kaip sekasi": 4 words, 24 bytes, no merge of the toy applies.
    #expect(fertility?["value"]?.double == 6)
    #expect(fertility?["policy"]?["words"]?.string == "whitespace")
  }

  @Test func twoRunsGiveTheSameBytes() throws {
    _ = try bench(output: "one")
    _ = try bench("--threads", "1", output: "two")
    for name in try listDirectory(derlius.path("one")) {
      #expect(
        try readFile(derlius.path("one/\(name)")) == readFile(derlius.path("two/\(name)")),
        "\(name)")
    }
  }

  @Test func costsAndSensitivityAreAskedForByFlags() throws {
    let result = try bench("--window", "600", "--price", "2.5", "--no-sensitivity")
    #expect(result.status == 0, "\(result.messages)")
    let json = try JSONValue(contentsOf: derlius.path("report/result.json"))
    func value(_ metric: String) throws -> Double? {
      try #require(json["rows"]?.array).first {
        $0["metric"]?.string == metric && $0["language"]?.string == "lit_Latn"
      }?["value"]?.double
    }
    // Six tokens a word.
    #expect(try value("words_per_window") == 100)
    #expect(try value("price_per_1000_words") == 0.015)
    #expect(json["sensitivity"] == nil && json["expensiveWords"] != nil)
    let manifest = try JSONValue(contentsOf: derlius.path("report/manifest.json"))
    #expect(manifest["window"]?.integer == 600 && manifest["price"]?.double == 2.5)
    #expect(manifest["sensitivity"]?.bool == false)
    _ = try bench(output: "whole")
    let whole = try JSONValue(contentsOf: derlius.path("whole/result.json"))
    #expect(whole["sensitivity"]?.array?.isEmpty == false)
    #expect(
      try bench("--window", "0").messages.contains("--window must be from 1 to 1099511627776"))
    #expect(
      try bench("--price=-1").messages.contains("--price must be from 0 to 1000000000"))
  }

  @Test func aReportSaysWhatTheFormChanged() throws {
    let raw = try bench()
    #expect(raw.status == 0, "\(raw.messages)")
    let plain = try String(decoding: readFile(derlius.path("report/result.json")), as: UTF8.self)
    #expect(!plain.contains("firstChanges"))
    _ = try derlius.write("labas te\u{307}vas\nir a\u{328} e\u{307}\n", to: "parallel/lit_Latn.txt")
    for (folder, threads) in [("one", "1"), ("two", "2")] {
      let result = try bench("--form", "NFC", "--threads", threads, output: folder)
      #expect(result.status == 0, "\(result.messages)")
    }
    for name in try listDirectory(derlius.path("one")) {
      #expect(
        try readFile(derlius.path("one/\(name)")) == readFile(derlius.path("two/\(name)")),
        "\(name)")
    }
    let json = try JSONValue(contentsOf: derlius.path("one/result.json"))
    let languages = try #require(json["corpora"]?.array?.first?["languages"]?.array)
    let changed = try #require(languages.first { $0["language"]?.string == "lit_Latn" })
    let other = try #require(languages.first { $0["language"]?.string == "eng_Latn" })
    #expect(other["changes"] == nil && other["firstChanges"] == nil)
    #expect(changed["changedDocuments"]?.integer == 2)
    #expect(changed["changes"]?.members?.map(\.key) == ["composed"])
    #expect(changed["changes"]?["composed"]?.integer == 3)
    let places = try #require(changed["firstChanges"]?.array)
    #expect(places.map { $0["document"]?.integer } == [1, 2, 2])
    #expect(places.map { $0["byte"]?.integer } == [7, 3, 7])
    #expect(places[0]["kind"]?.string == "composed")
    let texts = ["before", "after", "word"].map { places[0][$0]?.string.map { Array($0.utf8) } }
    #expect(texts == ["e\u{307}", "\u{117}", "te\u{307}vas"].map { Array($0.utf8) })
    let page = try String(decoding: readFile(derlius.path("one/index.html")), as: UTF8.self)
    #expect(page.contains("What the form changed in tiny"))
    #expect(page.contains("document 1, byte 7: U+0065 U+0307 → U+0117 in te\u{307}vas"))
    let good = try derlius("verify", derlius.path("one"))
    #expect(good.status == 0, "\(good.messages)")
  }

  @Test func aReportIsVerified() throws {
    _ = try bench()
    let good = try derlius("verify", derlius.path("report"))
    #expect(good.status == 0, "\(good.messages)")
    #expect(good.output.hasPrefix("identical: index.html, "))
    let csv = derlius.path("report/results.csv")
    try AtomicFile.write(try readFile(csv) + [0x0A], to: csv)
    let bad = try derlius("verify", derlius.path("report"))
    #expect(bad.status == 1)
    #expect(bad.messages.contains("results.csv"))
  }

  @Test func inputsAreFoundByHashElsewhere() throws {
    _ = try bench()
    // Another machine: nothing remembered, files under other names.
    removeTree(derlius.path("home"))
    try createDirectory(derlius.path("elsewhere"))
    for (from, to) in [
      ("toy.tiktoken", "a"), ("parallel/lit_Latn.txt", "b"), ("parallel/eng_Latn.txt", "c"),
    ] {
      try AtomicFile.write(try readFile(derlius.path(from)), to: derlius.path("elsewhere/\(to)"))
      removeTree(derlius.path(from))
    }
    let lost = try derlius("verify", derlius.path("report"))
    #expect(lost.status == 1)
    #expect(lost.messages.contains("; name the folder that holds it with --inputs DIR"))
    #expect(lost.output.split(separator: "\n").count { $0.contains(" is missing: SHA-256 ") } == 3)
    let found = try derlius(
      "verify", derlius.path("report"), "--inputs", derlius.path("elsewhere"))
    #expect(found.status == 0, "\(found.messages)")
  }

  @Test func filesOfUnequalLength() throws {
    let file = try derlius.write("hello world\n", to: "parallel/eng_Latn.txt")
    let result = try bench()
    #expect(result.status == 1)
    #expect(result.messages.contains("eng_Latn.txt"), "\(result.messages) \(file)")
    #expect(result.messages.utf8.count { $0 == 0x0A } == 1)
    #expect(!exists(derlius.path("report")))
  }

  @Test func aMissingLanguage() throws {
    let result = try bench("--reference", "deu_Latn")
    #expect(result.status == 1)
    #expect(
      result.messages
        == "derlius: no corpus has the language deu_Latn of --reference; choose one of: eng_Latn, lit_Latn\n"
    )
  }

  @Test func anOutputThatCannotBeWritten() throws {
    let file = try derlius.write("", to: "file")
    let result = try bench(output: "file/report")
    #expect(result.status == 1)
    #expect(result.messages.hasPrefix("derlius: \(file)"), "\(result.messages)")
  }

  @Test func aTokenizerThatMayBeMissing() throws {
    let without = try bench("-t", "cl100k_base", "--allow-missing")
    #expect(without.status == 0, "\(without.messages)")
    #expect(without.messages.contains("without cl100k_base"))
    let strict = try bench("-t", "cl100k_base")
    #expect(strict.status == 1)
  }
}
