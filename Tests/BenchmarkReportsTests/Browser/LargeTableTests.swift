import BrowserDriver
import Testing
import TokenizerMetrics

/// Ten tokenizers by two hundred languages.
@Suite(.enabled(if: Chromium.isInstalled, "skipped: chromium is not installed"))
struct LargeTableTests {
  static func result() -> BenchmarkResult {
    var result = SampleResult.make()
    let languages = (0..<200).map { number in
      let letters = [number / 20 % 10, number % 20].map { String(UnicodeScalar(UInt8(97 + $0))) }
      return "q\(letters.joined())_" + ["Latn", "Cyrl", "Arab"][number % 3]
    }
    let names = (0..<10).map { "tokenizer-\($0)" }
    result.tokenizers = names.map { SampleResult.tokenizer($0, "huggingface", 32_000) }
    result.baseline = names[0]
    result.comparisons = []
    result.overlaps = []
    result.showcase = []
    result.languageNames += languages.map { NamedText($0, "Language \($0.prefix(3))") }
    result.corpora[0].languages += languages.map { language in
      var record = SampleResult.corpus.languages[0]
      record.language = language
      record.file = language
      return record
    }
    let patterns = SampleResult.rows().filter {
      $0.tokenizer == "o200k_base" && $0.language == "lit_Latn"
        && ["fertility", "premium"].contains($0.metric)
    }
    result.rows = (languages + ["lit_Latn", "eng_Latn"]).enumerated().flatMap { place, language in
      names.enumerated().flatMap { number, name in
        patterns.map { pattern in
          var row = pattern
          row.tokenizer = name
          row.language = language
          let factor = 1 + Double((place * 37 + number * 101) % 997) / 400
          row.value = row.value.map { $0 * factor }
          row.low = row.low.map { $0 * factor }
          row.high = row.high.map { $0 * factor }
          return row
        }
      }
    }
    return result
  }

  @Test func sortsWhole() async throws {
    let bytes = try SamplePage.report(Self.result())
    try await Browser.withPage { page in
      try await page.open(html: bytes)
      try await page.unfold()
      let times = try await page.evaluate(
        """
        (function () {
          var table = Array.from(document.querySelectorAll("table")).find(function (one) { return one.rows.length > 200; });
          if (!table) throw new Error("no table has 200 rows");
          return Array.from(table.querySelectorAll("thead button")).slice(0, 6).map(function (button) {
            var start = performance.now();
            button.click();
            table.getBoundingClientRect();
            return performance.now() - start;
          });
        })()
        """, as: [Double].self)
      #expect(times.count == 6)
      // Measured, and not held to: machines differ.
      print("page of \(bytes.count) bytes; sorting took \(times.map { Int($0) }) ms")
      #expect(try await page.sortingFaults() == [])
      #expect(try await page.overflowFaults() == [])
    }
  }
}
