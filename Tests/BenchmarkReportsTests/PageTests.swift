import BenchmarkReports
import Foundation
import Groundwork
import TestSupport
import Testing
import TokenizerMetrics

@testable import BenchmarkReports

@Suite struct PageTests {
  private func page(_ result: BenchmarkResult) throws -> [UInt8] {
    let files = try ReportFiles.make(result: result, manifest: .object([]))
    return try #require(files.first { $0.name == "index.html" }).bytes
  }

  @Test(arguments: HostileResults.all)
  func isWellFormedAndWhole(_ sample: HostileResults.Sample) throws {
    let bytes = try page(sample.result)
    let reading = PageReading(bytes)
    #expect(reading.problem == nil)
    let ids = reading.elements.compactMap { $0.attributes["id"] }
    #expect(ids.count == Set(ids).count, "ids are unique")
    for element in reading.elements {
      if let link = element.attributes["href"], link.hasPrefix("#") {
        #expect(ids.contains(String(link.dropFirst())), "\(link) leads somewhere")
      }
      for name in element.attributes["aria-labelledby"]?.split(separator: " ") ?? [] {
        #expect(ids.contains(String(name)))
      }
    }
    #expect(reading.named("script").count == 2)
    #expect(reading.named("h1").count == 1)
    #expect(reading.named("link").isEmpty && reading.named("img").isEmpty)
    for svg in reading.named("svg") { #expect(svg.attributes["role"] == "img") }
    for title in reading.named("title") where title.parent == "svg" { #expect(title.place == 0) }
    let charts = reading.named("svg").count
    #expect(reading.named("title").count { $0.parent == "svg" } == charts)
    #expect(reading.named("desc").count == charts)
  }

  @Test(arguments: HostileResults.all.filter { ["full", "hostile-names"].contains($0.name) })
  func givesTheSameBytesTwice(_ sample: HostileResults.Sample) throws {
    let manifest = JSONValue.object([.init("seed", .integer(1))])
    let one = try ReportFiles.make(result: sample.result, manifest: manifest)
    let two = try ReportFiles.make(result: sample.result, manifest: manifest)
    #expect(
      one.map(\.name) == [
        "index.html", "result.json", "results.csv", "results.md", "results.tex", "methods.txt",
        "manifest.json",
      ])
    #expect(zip(one, two).allSatisfy { $0.bytes == $1.bytes })
  }

  @Test func needsNoNetwork() throws {
    var text = String(decoding: try page(SampleResult.make()), as: UTF8.self)
    for name in ["http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"] {
      text = text.replacingOccurrences(of: name, with: "")
    }
    for word in ["http:", "https:", "//cdn", "@import", "url("] { #expect(!text.contains(word)) }
  }

  @Test func leadsWithTheAnswerThenTheSentenceThenTheChart() throws {
    let text = String(decoding: try page(SampleResult.make()), as: UTF8.self)
    let order = [
      "<h1>", "Illustration, not for citation", "needs <a", "000 Lithuanian words",
      "overlap with training text",
      "The same content costs", "parity, all tokens against",
      "class=\"lanes\"", "class=\"chart wide\"", "English with cl100k_base 1.23",
      "id=\"table\"", "id=\"languages\"", "id=\"morphology\"", "id=\"sensitivity\"",
      "id=\"sentences\"", "id=\"worst\"", "id=\"controls\"", "id=\"warnings\"",
      "id=\"missing\"", "id=\"method\"", "id=\"inputs\"", "id=\"verify\"",
      "derlius bench manifest.json --output FOLDER",
    ]
    var rest = text[...]
    for part in order {
      let found = rest.range(of: part)
      #expect(found != nil, "\(part) in its place")
      if let found { rest = rest[found.upperBound...] }
    }
  }

  @Test func hatchesBytesOfALetterAndTellsTheirIds() throws {
    let text = String(decoding: try page(SampleResult.make()), as: UTF8.self)
    #expect(text.contains("title=\"id 128: C4 + id 245: 97\" data-n=\"2\""))
    #expect(text.contains(">ė</span>"))
  }

  @Test func saysWhyAValueIsMissing() throws {
    let reading = PageReading(try page(HostileResults.noValue()))
    for note in [
      "– fertility of r50k_base: the tokenizer has no id for 12 bytes of the text.",
      "characters per token of r50k_base and 2 more: the tokenizer has no id for 12 bytes of the text.",
      "– STRR of cl100k_base, STRR of o200k_base, STRR of lt-bpe-4k and 1 more: needs a word list.",
    ] {
      #expect(reading.text.contains(note))
    }
    let whole = PageReading(try page(SampleResult.make()))
    #expect(whole.text.contains("– STRR of all: needs a word list."))
  }

  @Test func marksTheBestInWordsToo() throws {
    let reading = PageReading(try page(SampleResult.make()))
    #expect(reading.text.contains("1.667 (best)"))
    #expect(reading.text.contains("Intrinsic metrics such as these do not predict"))
  }

  @Test func aLanguageWithoutNumbersIsSaidSo() throws {
    let reading = PageReading(try page(HostileResults.noFocus()))
    #expect(reading.text.contains("Tokens per word of Samogitian were not measured here"))
  }

  @Test func showsTheCommandsItIsGiven() throws {
    let files = try ReportFiles.make(
      result: SampleResult.make(), manifest: .null, commands: ["derlius verify FOLDER"])
    let text = String(decoding: files[0].bytes, as: UTF8.self)
    #expect(text.contains("<pre><code>derlius verify FOLDER</code></pre>"))
  }

  @Test func refusesAnEmptyResult() {
    let empty = BenchmarkResult(derlius: "0.1.0", focus: "lit_Latn", baseline: "a")
    #expect(
      throws: Failure(
        "the benchmark has no tokenizer to report", remedy: "name one with --tokenizer")
    ) { try ReportFiles.make(result: empty, manifest: .null) }
    var rowless = empty
    rowless.tokenizers = [TokenizerRecord(name: "a")]
    #expect(
      throws: Failure(
        "the benchmark has no number to report",
        remedy: "name a corpus with --corpus or --parallel, and metrics that it allows")
    ) { try ReportFiles.make(result: rowless, manifest: .null) }
  }

  @Test(.enabled(if: HTMLValidator.isInstalled, "skipped: python3 has no html5lib"))
  func isValidHTML() throws {
    let pages = try SamplePage.all.map { ($0.description, try $0.bytes()) }
    #expect(try HTMLValidator.faults(of: pages) == "")
    let bad = Array("<!DOCTYPE html><title>t</title></i>".utf8)
    #expect(
      try HTMLValidator.faults(of: [("bad", bad)])
        == "bad.html:1:35: Unexpected end tag (i). Ignored.\n")
  }
}
