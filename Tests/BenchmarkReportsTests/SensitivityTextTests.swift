import Groundwork
import Testing
import TokenizerMetrics

@testable import BenchmarkReports

/// What reports say of policies, letters and words.
@Suite struct SensitivityTextTests {
  /// A result of two tokenizers with fertility under some policies.
  private func result(_ policies: [(change: (inout Policy) -> Void, a: Double, b: Double)])
    -> BenchmarkResult
  {
    var result = BenchmarkResult(derlius: "0.1.0", focus: "lit_Latn", baseline: "a")
    result.tokenizers = [
      SampleResult.tokenizer("a", "tiktoken", 10), SampleResult.tokenizer("b", "tiktoken", 10),
    ]
    result.metrics = SampleMetrics.records.filter { $0.id == "fertility" }
    result.rows = [
      ResultRow(
        tokenizer: "a", corpus: "c", language: "lit_Latn", metric: "fertility", value: 2, n: 1,
        countedAs: "documents", policy: Policy())
    ]
    for (index, entry) in policies.enumerated() {
      var policy = Policy()
      policy.unit = "none"
      entry.change(&policy)
      result.sensitivity.append(
        SensitivityRecord(
          corpus: "c", language: "lit_Latn", metric: "fertility", isDefault: index == 0,
          policy: policy, values: [entry.a, entry.b], tau: entry.a < entry.b ? 1 : -1, why: nil,
          best: [entry.a < entry.b ? "a" : "b"]))
    }
    return result
  }

  private func sentences(_ result: BenchmarkResult) -> [String] {
    SensitivityText.all(ReportModel(result), corpus: "c").flatMap { $0.sentences() }
  }

  @Test func aWinnerThatChangesIsNamedWithItsPolicy() {
    let found = result([
      ({ _ in }, 2, 3), ({ $0.words = "uax29" }, 1.5, 1.6),
      ({ $0.leadingSpace = "bare" }, 4, 3.5),
      (
        {
          $0.leadingSpace = "bare"
          $0.form = "NFD"
        }, 5, 4
      ),
    ])
    #expect(
      sentences(found) == [
        "With bare words b needs fewest tokens per word; by default a does.",
        "Another than a does under 2 of 3 other policies.",
        "The order of all is least like the default's with bare words: τ\u{A0}\u{2212}1.00.",
      ])
    #expect(
      SensitivityMarkdown.text(ReportModel(found)).hasPrefix(
        """

        ## Sensitivity to policy, c

        | Metric | Policies | Another best | Least τ | under |
        | :--- | ---: | ---: | ---: | :--- |
        | fertility | 4 | 2 | \u{2212}1.00 | bare words |

        - With bare words b needs
        """))
    let text = SensitivitySection.make(ReportModel(found))?.content.plainText ?? ""
    #expect(text.contains("fertility under 3 of 4 policies."))
    #expect(
      text.contains(
        "default: white-space words, all words, text as it is, text as written, ratio of sums"))
  }

  @Test func aWinnerThatStaysIsSaidOnce() {
    #expect(
      sentences(result([({ _ in }, 2, 3), ({ $0.average = "macro-document" }, 1, 9)])) == [
        "a needs fewest tokens per word under all 2 policies.",
        "The order of all is the same under every policy.",
      ])
    #expect(sentences(result([])) == [])
  }

  @Test func filesHoldValuesByTokenizer() throws {
    var found = result([({ _ in }, 2, 3), ({ $0.form = "lower" }, 2, 2.5)])
    found.sensitivity[1].values[1] = nil
    found.sensitivity[1].tau = nil
    found.sensitivity[1].why = "fewer than two tokenizers have values"
    found.studiedTexts = [
      StudiedText(
        corpus: "c", language: "lit_Latn", documents: 2, bytes: 9, isWhole: false,
        formsWithoutEffect: ["NFC"])
    ]
    found.expensiveWords = [
      WordCostRecord(
        tokenizer: "a", corpus: "c", language: "lit_Latn", order: .total,
        words: [WordCost(word: "į", occurrences: 3, tokens: 2, pieces: ["<0xC4>", "<0xAF>"])])
    ]
    let text = ResultJSON.text(found)
    let policy =
      #""policy": {"words": "whitespace", "leadingSpace": "in-text", "punctuation": "kept", "specials": "none", "#
    for line in [
      #"{"corpus": "c", "language": "lit_Latn", "metric": "fertility", "default": true, "#
        + #""values": {"a": 2, "b": 3}, "best": ["a"], "tau": 1, "# + policy
        + #""form": "raw", "average": "micro", "join": "per-line"}}"#,
      #""values": {"a": 2, "b": null}, "best": ["a"], "tau": null, "#
        + #""why": "fewer than two tokenizers have values", "#,
      #"{"tokenizer": "a", "corpus": "c", "language": "lit_Latn", "order": "total", "words": "#
        + #"[{"word": "į", "occurrences": 3, "tokens": 2, "pieces": ["<0xC4>", "<0xAF>"]}]}"#,
      #"{"corpus": "c", "language": "lit_Latn", "documents": 2, "bytes": 9, "whole": false, "#
        + #""formsWithoutEffect": ["NFC"]}"#,
    ] { #expect(text.contains(line), "\(line)") }
    #expect(
      SensitivityText.scope(ReportModel(found), corpus: "c")
        == "Measured on the first 2 documents (9 bytes).")
    let section = DiagnosticsSection.make(ReportModel(found))?.content.plainText ?? ""
    #expect(section.contains("į\u{A0}2\u{A0}×\u{A0}3"))
  }
}
