import Foundation
import Groundwork
import Testing
import TokenizerMetrics

@testable import BenchmarkReports

@Suite struct ExporterTests {
  /// Two tokenizers, one language with a reference, and everything that needs escaping.
  private var small: BenchmarkResult {
    var result = BenchmarkResult(derlius: "0.1.0", focus: "lit_Latn", baseline: "a_b")
    result.versions = [NamedText("icu", "72.1")]
    result.referenceLanguage = "eng_Latn"
    result.languageNames = SampleLanguages.names
    result.tokenizers = [
      TokenizerRecord(
        name: "a_b", format: "tiktoken", model: "bpe", vocabularySize: 300, ordinarySize: 256,
        file: "a.tiktoken", bytes: 1000, sha256: "00ff", details: [NamedText("pattern", "gpt2")]),
      TokenizerRecord(name: "c, \"d\" | <e>", format: "gguf", model: "bpe"),
      TokenizerRecord(name: "bytes", isControl: true),
    ]
    result.corpora = [
      CorpusRecord(
        name: "flores", isParallel: true,
        languages: [
          LanguageRecord(
            language: "lit_Latn", file: "lit_Latn.dev", fileBytes: 90, sha256: "aa", documents: 5,
            emptyDocuments: 0, words: 20, wordsWithoutLetter: 1, scalars: 80, bytes: 85, units: 1,
            changedDocuments: 0)
        ])
    ]
    result.overlaps = [OverlapRecord(tokenizer: "a_b", corpus: "flores", language: "lit_Latn")]
    result.metrics = [SampleMetrics.records[0], SampleMetrics.records[4]]
    var parallel = Policy()
    parallel.further = [NamedText("reference", "eng_Latn")]
    func row(
      _ tokenizer: String, _ metric: String, _ value: Double?, _ policy: Policy, why: String? = nil
    ) -> ResultRow {
      ResultRow(
        tokenizer: tokenizer, corpus: "flores", language: "lit_Latn", metric: metric, value: value,
        low: value.map { $0 - 0.125 }, high: value.map { $0 + 0.125 }, n: 5, countedAs: "documents",
        why: why, policy: policy)
    }
    result.rows = [
      row("a_b", "fertility", 3.405006228127410, Policy()),
      row("c, \"d\" | <e>", "fertility", 2, Policy()),
      row("a_b", "premium", 2.25, parallel),
      row("c, \"d\" | <e>", "premium", nil, parallel, why: "line 3,\n\"empty\""),
      row("bytes", "premium", .nan, parallel),
    ]
    result.comparisons = [
      ComparisonRow(
        tokenizer: "c, \"d\" | <e>", baseline: "a_b", corpus: "flores", language: "lit_Latn",
        metric: "fertility", ratio: 0.5874, low: 0.57, high: 0.6, p: nil, why: "1 unit, 20 needed")
    ]
    return result
  }

  @Test func writesCSV() {
    let policy = "whitespace,in-text,kept,none,raw,micro,per-line,block of 5 lines"
    let name = "\"c, \"\"d\"\" | <e>\""
    let expected = #"""
      tokenizer,corpus,language,metric,value,low,high,n,countedAs,why,words,leadingSpace,punctuation,specials,form,average,join,unit,reference
      a_b,flores,lit_Latn,fertility,3.40500622812741,3.28000622812741,3.53000622812741,5,documents,,\#(policy),
      \#(name),flores,lit_Latn,fertility,2,1.875,2.125,5,documents,,\#(policy),
      a_b,flores,lit_Latn,premium,2.25,2.125,2.375,5,documents,,\#(policy),eng_Latn
      \#(name),flores,lit_Latn,premium,,,,5,documents,"line 3,⏎""empty""",\#(policy),eng_Latn
      bytes,flores,lit_Latn,premium,,,,5,documents,not computed,\#(policy),eng_Latn

      """#
    let text = ResultCSV.text(small).replacingOccurrences(of: "\r\n", with: "␤")
    #expect(!text.contains("\r"))
    let shown = text.replacingOccurrences(of: "\n", with: "⏎")
    #expect(shown.replacingOccurrences(of: "␤", with: "\n") == expected)
  }

  @Test func writesMarkdown() {
    #expect(
      ResultMarkdown.text(ReportModel(small)) == """
        # Lithuanian: which tokenizer?

        derlius 0.1.0 · 2 tokenizers · 1 corpus · ICU 72.1

        ## Lithuanian, flores

        | Tokenizer | fertility, tokens/word | Relative to a_b | parity (reference eng_Latn) |
        | :--- | ---: | ---: | ---: |
        | c, "d" \\| &lt;e> | 2.000 (1.875–2.125) | 0.587 (0.570–0.600, not tested) | – (line 3, "empty") |
        | a_b | 3.405 (3.280–3.530) | 1 | 2.250 (2.125–2.375) |
        | bytes (control) |  |  | – (not computed) |

        white-space words · flores, 5 lines, 20 words (5.0 % without a letter) · resampled by 1 block of 5 lines · overlap with training text: unknown

        ## Parity with English, flores

        | Language | a_b | c, "d" \\| &lt;e> | bytes (control) |
        | :--- | ---: | ---: | ---: |
        | Lithuanian | 2.250 | – | – |

        Tokens for the same content, divided by those for English; 1 is parity. white-space words · reference eng_Latn.

        \(Headings.downstream)

        """)
  }

  @Test func writesJSONWithOneRowPerLine() throws {
    let text = ResultJSON.text(small)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(
      lines.count { $0.hasPrefix("    {\"tokenizer\": ") && $0.contains("\"policy\": {") } == 5)
    let row = """
          {"tokenizer": "a_b", "corpus": "flores", "language": "lit_Latn", "metric": "fertility", \
      "value": 3.40500622812741, "low": 3.28000622812741, "high": 3.53000622812741, "n": 5, \
      "countedAs": "documents", "policy": {"words": "whitespace", "leadingSpace": "in-text", \
      "punctuation": "kept", "specials": "none", "form": "raw", "average": "micro", \
      "join": "per-line", "unit": "block of 5 lines"}},
      """
    #expect(lines.contains(row))
    let parsed = try JSONValue(parsing: Array(text.utf8), file: "result.json")
    #expect(
      parsed.members?.map(\.key) == [
        "derlius", "schema", "manifestSHA256", "versions", "settings", "languageNames",
        "tokenizers", "corpora", "morphologies",
        "overlaps", "metrics", "rows", "comparisons", "showcase", "missing", "warnings",
        "manifest",
      ])
    let rows = try #require(parsed["rows"]?.array)
    #expect(rows[0]["value"]?.double == 3.405006228127410)
    #expect(rows[3]["why"]?.string == "line 3,\n\"empty\"")
    for row in rows[3...] {
      guard case .null? = row["value"] else {
        Issue.record("a missing value is null")
        continue
      }
    }
    #expect(rows[4]["why"]?.string == "not computed")
    #expect(parsed["settings"]?["resamples"]?.integer == 10_000)
    #expect(parsed["comparisons"]?.array?[0]["why"]?.string == "1 unit, 20 needed")
  }

  @Test func embedsTheSameNumbersInThePage() throws {
    let result = SampleResult.make()
    let data = try JSONValue(parsing: Array(PageData.text(result).text.utf8), file: "page")
    let rows = try #require(data["rows"]?.array)
    let policies = try #require(data["policies"]?.array)
    #expect(rows.count == result.rows.count)
    for (row, written) in zip(result.rows, rows) {
      let fields = try #require(written.array)
      #expect(fields[0].string == row.tokenizer && fields[4].double == row.value)
      let policy = policies[try #require(fields[8].integer)]
      #expect(policy.members?.map(\.value.string) == row.policy.entries.map { $0.value })
    }
  }

  @Test func escapesMarkdown() {
    #expect(
      ResultMarkdown.escape("a_b _c_ *d* `e` [f] |g| <h> & \\")
        == "a_b \\_c\\_ \\*d\\* \\`e\\` \\[f\\] \\|g\\| &lt;h> &amp; \\\\")
    #expect(ResultMarkdown.escape("one\ntwo") == "one two")
  }
}
