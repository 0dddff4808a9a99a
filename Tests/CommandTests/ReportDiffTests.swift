import Groundwork
import TestSupport
import Testing

@Suite struct ReportDiffTests {
  private let derlius: RunCommand

  init() throws {
    derlius = try RunCommand()
    let toy = try derlius.writeRanks()
    _ = try derlius.write("hello world\nhow are you\n", to: "parallel/eng_Latn.txt")
    for (name, text) in [
      ("one", "labas pasauli\nkaip sekasi\n"), ("two", "labas pasauliui\nkaip sekasi\n"),
    ] {
      _ = try derlius.write(text, to: "parallel/lit_Latn.txt")
      let made = try derlius(
        "bench", "-t", toy, "--parallel", "tiny=\(derlius.path("parallel"))", "--reference",
        "eng_Latn", "--focus", "lt", "--metrics", "tokens,fertility", "--output",
        derlius.path(name), "--resamples", "50")
      try #require(made.status == 0, "\(made.messages)")
    }
  }

  @Test func sameReportsDoNotDiffer() throws {
    let result = try derlius(
      "report", "diff", "--exit-code", derlius.path("one"), derlius.path("one"))
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.output.hasPrefix("Nothing differs: all "))
    #expect(result.output.hasSuffix(" values are the same.\n"))
  }

  @Test func differencesAreListed() throws {
    let (one, two) = (derlius.path("one"), derlius.path("two"))
    let result = try derlius("report", "diff", one, two)
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.messages == "")
    let lines = result.output.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("text  tiny lit_Latn  ") && $0.contains("…  →  ") })
    // 24 bytes of 4 words became 26.
    #expect(
      lines.contains {
        $0.split(separator: " ").prefix(8) == [
          "toy", "tiny", "lit_Latn", "fertility", "6.0000", "6.5000", "+0.500", "1.0833",
        ]
      }, "\(result.output)")
    #expect(try derlius("report", "diff", "--exit-code", one, two).status == 1)
    #expect(
      try derlius("report", "diff", "--top", "0", one, two).output.contains("fertility") == false)
  }

  @Test func countsAreWholeAndIntervalsAloneAreCounted() throws {
    func result(_ tokens: String, _ high: String) -> String {
      #"{"derlius": "0.1.0", "schema": 1, "rows": ["#
        + ["tokens", "nsl", "gini"].map { metric in
          #"{"tokenizer": "a", "corpus": "c", "language": "lt", "metric": "\#(metric)", "#
            + #""value": \#(metric == "tokens" ? tokens : "0.5"), "low": 0.25, "#
            + #""high": \#(metric == "nsl" ? high : "900"), "policy": {}}"#
        }.joined(separator: ", ") + "]}"
    }
    let one = try derlius.write(result("412", "0.75"), to: "a.json")
    let two = try derlius.write(result("466", "0.875"), to: "b.json")
    let three = try derlius.write(result("412", "0.875"), to: "c.json")
    let four = try derlius.write(result("411.5", "0.75"), to: "d.json")
    let head =
      "tokenizer  corpus  language  metric  a.json  b.json  difference  ratio   intervals\n"
    #expect(
      try derlius("report", "diff", one, two).output
        == "1 of 3 values that both have differ, 0 beyond both intervals; 1 with another interval alone.\n\n"
        + head
        + "a          c       lt        tokens  412     466     +54         1.1311  inside an interval\n"
    )
    #expect(
      try derlius("report", "diff", two, one).output.contains("466     412     \u{2212}54 "))
    #expect(
      try derlius("report", "diff", one, three).output
        == "All 3 values that both have are the same; 1 with another interval alone.\n")
    #expect(
      try derlius("report", "diff", one, four).output
        .contains("412.00  411.50  \u{2212}0.500      0.99879  inside an interval\n"))
    let json = try derlius("report", "diff", "--json", one, three)
    #expect(json.output.contains(#""kind": "interval""#))
  }

  @Test func differencesAsJSONAndPage() throws {
    let (one, two) = (derlius.path("one"), derlius.path("two/result.json"))
    let result = try derlius("report", "diff", "--json", one, two)
    #expect(result.status == 0, "\(result.messages)")
    let json = try JSONValue(parsing: Array(result.output.utf8), file: "stdout")
    let rows = try #require(json["rows"]?.array)
    let row = try #require(
      rows.first {
        $0["metric"]?.string == "fertility" && $0["language"]?.string == "lit_Latn"
          && $0["tokenizer"]?.string == "toy"
      })
    #expect(row["old"]?["value"]?.double == 6 && row["new"]?["value"]?.double == 6.5)
    #expect(row["difference"]?.double == 0.5 && row["kind"]?.string == "changed")
    #expect(json["inputs"]?.array?.first?["kind"]?.string == "text")
    let page = derlius.path("page.html")
    #expect(try derlius("report", "diff", "--html", page, one, two).output == "")
    let text = String(decoding: try readFile(page), as: UTF8.self)
    #expect(text.contains("<h1>What changed from one to two</h1>"))
    #expect(text.contains("Content-Security-Policy"))
    // One script, ours: it sorts and copies tables.
    #expect(text.split(separator: "<script").count == 2)
    let folder = derlius.path("changes")
    #expect(try derlius("report", "diff", "--output", folder, one, two).status == 0)
    #expect(try listDirectory(folder) == ["differences.json", "index.html"])
    #expect(try readFile(joinPath(folder, "index.html")) == readFile(page))
    #expect(try readFile(joinPath(folder, "differences.json")) == Array(result.output.utf8))
  }

  @Test func whatIsNoReport() throws {
    let folder = derlius.path("parallel")
    let result = try derlius("report", "diff", derlius.path("one"), folder)
    #expect(result.status == 1)
    #expect(
      result.messages
        == "derlius: \(folder): is no report: it has no result.json; name a folder that derlius bench wrote, "
        + "or its result.json\n")
    let other = try derlius.write(#"{"a": 1}"#, to: "other.json")
    #expect(
      try derlius("report", "diff", other, derlius.path("one")).messages
        == "derlius: \(other): is no result of a benchmark: it has no \"derlius\" and \"rows\"; name a folder that "
        + "derlius bench wrote, or its result.json\n")
    let newer = try derlius.write(
      #"{"derlius": "9.0.0", "schema": 2, "rows": []}"#, to: "newer.json")
    #expect(
      try derlius("report", "diff", newer, derlius.path("one")).messages
        == "derlius: \(newer): has schema 2, and this version of Derlius reads 1; "
        + "use the version of Derlius that wrote it: 9.0.0\n")
  }
}
