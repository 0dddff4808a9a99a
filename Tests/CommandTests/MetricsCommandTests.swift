import Groundwork
import TestSupport
import Testing

@Suite struct MetricsCommandTests {
  private let derlius: RunCommand

  init() throws { derlius = try RunCommand() }

  @Test func everyMetricIsListedUnderItsGroup() throws {
    let result = try derlius("metrics")
    #expect(result.status == 0, "\(result.messages)")
    let lines = result.output.split(separator: "\n")
    #expect(lines.first == "cost")
    #expect(
      lines.contains {
        $0.hasPrefix("  fertility ") && $0.hasSuffix("  tokens per word; lower is cheaper")
      })
    #expect(lines.contains("morphology"))
    let json = try JSONValue(
      parsing: Array(try derlius("metrics", "--json").output.utf8), file: "x")
    let listed = lines.filter { $0.hasPrefix("  ") }.map { $0.split(separator: " ")[0] }
    #expect(json.array?.compactMap { $0["id"]?.string } == listed.map(String.init))
  }

  @Test func aMetricIsExplained() throws {
    let result = try derlius("metrics", "fertility")
    #expect(
      result.output.hasPrefix(
        "fertility  Fertility\n  meaning  tokens per word; lower is cheaper\n"
          + "  formula  Σ|T(x)| / Σ|x|w\n  unit     tokens/word\n  better   less\n"))
  }

  @Test func anUnknownMetricIsAUsageError() throws {
    let result = try derlius("metrics", "fertilty")
    #expect(result.status == 64)
    #expect(
      result.messages
        == "derlius: there is no metric \"fertilty\"; list the metrics with: derlius metrics\n")
  }
}
