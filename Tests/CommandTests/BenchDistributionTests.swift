import Groundwork
import TestSupport
import Testing

/// Metrics over distributions on the command line, down to the rows of result.json.
@Suite struct BenchDistributionTests {
  @Test func rowsSayWhatTheyWereMadeWith() throws {
    let derlius = try RunCommand()
    let toy = try derlius.writeRanks()
    let text = try derlius.write("labas pasauli\nkaip sekasi\n", to: "lt.txt")
    let result = try derlius.run([
      "bench", "-t", toy, "--corpus", "lt=\(text)", "--focus", "lt", "--output",
      derlius.path("report"), "--resamples", "20", "--metrics",
      "round_trip,vocabulary_use,renyi_efficiency,zouhar2023,mattr,unreachable",
    ])
    #expect(result.status == 0, "\(result.messages)")
    let json = try JSONValue(contentsOf: derlius.path("report/result.json"))
    let rows = try #require(json["rows"]?.array)
    #expect(
      rows.map { $0["metric"]?.string } == [
        "round_trip", "vocabulary_use", "mattr", "renyi_efficiency", "zouhar2023", "unreachable",
      ])
    func row(_ metric: String) -> JSONValue? { rows.first { $0["metric"]?.string == metric } }
    #expect(row("round_trip")?["value"]?.double == 100)
    // l a b s space p u i k e of 24 bytes.
    #expect(row("vocabulary_use")?["note"]?.string?.hasPrefix("10 of ") == true)
    #expect(row("vocabulary_use")?["n"]?.double == 24)
    #expect(row("renyi_efficiency")?["policy"]?["alpha"]?.string == "2.5")
    #expect(row("renyi_efficiency")?["policy"]?["types"]?.string == "vocabulary without specials")
    #expect(row("renyi_efficiency")?["why"]?.string == "no interval defined")
    #expect(row("zouhar2023")?["policy"]?["alpha"]?.string == "3")
    #expect(row("zouhar2023")?["policy"]?["types"]?.string == "observed")
    #expect(row("mattr")?["value"] != nil && row("mattr")?["value"]?.double == nil)
    #expect(row("mattr")?["why"]?.string == "no stretch of the text has 500 tokens")
    #expect(row("unreachable")?["value"]?.double == 0)
  }
}
