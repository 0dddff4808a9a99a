import BrowserDriver
import Testing
import TokenizerMetrics

@testable import BenchmarkReports

/// What the buttons under a table copy.
@Suite(.enabled(if: Chromium.isInstalled, "skipped: chromium is not installed"))
struct CopyTests {
  /// Presses the three buttons under a table; what they copied.
  private func copies(_ result: BenchmarkResult, table: String, before: String = "") async throws
    -> [String]
  {
    let bytes = try SamplePage.report(result)
    return try await Browser.withPage { page in
      try await page.open(html: bytes)
      return try await page.evaluate(
        """
        (async function () {
          var taken = [];
          Object.defineProperty(navigator, "clipboard", { value: {
            writeText: function (text) { taken.push(text); return Promise.resolve(); } } });
          \(before)
          var frame = document.getElementById("\(table)").closest(".frame");
          var buttons = Array.from(frame.querySelectorAll(".tools button"));
          for (var place = 0; place !== buttons.length; place += 1) {
            buttons[place].click();
            await new Promise(function (done) { setTimeout(done, 0); });
          }
          taken.push(frame.querySelector(".tools [role=status]").textContent);
          return taken;
        })()
        """, as: [String].self)
    }
  }

  @Test func copiesWhatStandsThere() async throws {
    var result = SampleResult.make()
    result.comparisons[1].p = 0.4
    result.metrics = result.metrics.filter { $0.id != "strr" }
    result.rows.removeAll {
      !["fertility", "pcw"].contains($0.metric) || $0.tokenizer == "lt-bpe-4k"
    }
    result.tokenizers[1].name = "a_b & \"c\", |d|"
    for index in result.rows.indices where result.rows[index].tokenizer == "o200k_base" {
      result.rows[index].tokenizer = result.tokenizers[1].name
    }
    let copies = try await copies(result, table: "table-comparison-0-0")
    #expect(copies.count == 4)
    #expect(
      copies[0]
        == [
          "Tokenizer,fertility,fertility low,fertility high,fertility / cl100k_base,"
            + "fertility / cl100k_base low,fertility / cl100k_base high,continued words",
          "lt-bpe-32k,1.667,1.6534973,1.6805027000000001,0.4896,0.485,0.494,0.4987",
          "\"a_b & \"\"c\"\", |d|\",2.5826,2.5616809399999996,2.60351906,0.7584728340675477,,,0.8469",
          "cl100k_base,3.405,3.3774195,3.4325805,1,,,0.8773",
          "r50k_base,3.76,3.7295439999999997,3.790456,1.104,1.099,1.109,0.9052",
          "bytes,,,,,,,1", "characters,,,,,,,0.96", "words,,,,,,,0", "",
        ].joined(separator: "\r\n"))
    #expect(
      copies[1] == """
        | Tokenizer | fertility | fertility / cl100k\\_base | continued words |
        | --- | ---: | ---: | ---: |
        | lt-bpe-32k | **1.667** (1.653–1.681) | 0.490 (0.485–0.494) | **0.499** |
        | a\\_b & "c", \\|d\\| | 2.583 (2.562–2.604) | 0.758 | 0.847 |
        | cl100k\\_base | 3.405 (3.377–3.433) | 1 | 0.877 |
        | r50k\\_base | 3.760 (3.730–3.790) | ≈ 1.104 (1.099–1.109) | 0.905 |
        | bytes | – | – | 1.000 |
        | characters | – | – | 0.960 |
        | words | – | – | 0 |

        Cost, Lithuanian in flores. Small figures: 95\u{202F}% intervals; best value in bold.
        white-space words

        """)
    #expect(
      copies[2] == """
        % Cost, Lithuanian in flores. Small figures: 95\\,\\% intervals; best value in bold.
        \\begin{tabular}{lrrr}
        \\toprule
        Tokenizer & fertility & fertility / cl100k\\_base & continued words \\\\
        \\midrule
        lt-bpe-32k & \\textbf{1.667} {\\footnotesize 1.653--1.681} & 0.490 {\\footnotesize 0.485--0.494} & \\textbf{0.499} \\\\
        a\\_b \\& "c", \\textbar{}d\\textbar{} & 2.583 {\\footnotesize 2.562--2.604} & 0.758 & 0.847 \\\\
        cl100k\\_base & 3.405 {\\footnotesize 3.377--3.433} & 1 & 0.877 \\\\
        r50k\\_base & 3.760 {\\footnotesize 3.730--3.790} & $\\approx$ 1.104 {\\footnotesize 1.099--1.109} & 0.905 \\\\
        bytes & -- & -- & 1.000 \\\\
        characters & -- & -- & 0.960 \\\\
        words & -- & -- & 0 \\\\
        \\bottomrule
        \\multicolumn{4}{l}{\\footnotesize white-space words} \\\\
        \\end{tabular}

        """)
    #expect(copies[3] == "Copied as LaTeX.")
  }

  @Test func copiesRowsInSightInTheirOrder() async throws {
    let copies = try await copies(
      SampleResult.make(), table: "table-languages-0",
      before: """
        var box = document.querySelector(".filters[data-table=table-languages-0]");
        box.querySelector(".find select").value = "Cyrl";
        box.querySelector(".find select").dispatchEvent(new Event("change"));
        var head = document.querySelectorAll("#table-languages-0 thead button")[1];
        head.click();
        head.click();
        """)
    let lines = copies[0].split(whereSeparator: \.isNewline)
    #expect(lines.count == 3)
    #expect(lines[1].hasPrefix("Ukrainian,4.205,") && lines[2].hasPrefix("Russian,3.3624,"))
  }
}
