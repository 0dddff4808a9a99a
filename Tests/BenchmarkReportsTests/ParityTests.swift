import Testing
import TokenizerMetrics

@testable import BenchmarkReports

@Suite struct ParityTests {
  @Test func sortsLanguagesByTheBaseline() {
    let table = ParityTable(ReportModel(SampleResult.make()), corpus: "flores", metric: "premium")
    let values = table.languages.compactMap { table.cell("cl100k_base", $0)?.value }
    #expect(values.count == SampleLanguages.all.count)
    #expect(values == values.sorted())
    #expect(table.tokenizers.map(\.name).suffix(3) == ["bytes", "characters", "words"])
  }

  @Test func keepsOtherPoliciesOutOfTheColumn() {
    var result = SampleResult.make()
    for index in result.rows.indices where result.rows[index].language == "pol_Latn" {
      result.rows[index].policy.form = "NFC"
    }
    let table = ParityTable(ReportModel(result), corpus: "flores", metric: "premium")
    #expect(!table.languages.contains("pol_Latn"))
    #expect(table.otherPolicies == 1)
  }

  @Test func panelsShareOneScale() {
    let model = ReportModel(SampleResult.make())
    let table = ParityTable(model, corpus: "flores", metric: "premium")
    let charts = ParityFigure(model: model, corpus: "flores", table: table).charts()
    let axes = charts.map { DotChartGeometry($0.chart, .panel).axis }
    #expect(
      charts.map(\.tokenizer) == [
        "cl100k_base", "o200k_base", "r50k_base", "lt-bpe-4k", "lt-bpe-32k",
      ])
    #expect(axes.allSatisfy { $0.low == axes[0].low && $0.high == axes[0].high })
    #expect(
      charts[0].chart.title
        == "With cl100k_base, Lithuanian costs 2.22\u{202F}× English; 12 of 20 other languages cost more"
    )
    #expect(charts[0].chart.rows.suffix(3).map(\.kind) == [.control, .control, .control])
  }

  @Test func shadesByRank() {
    let heat = Heat([1, 2, 3, 4, 5, 6, 1000])
    #expect([1, 4, 1000].map(heat.step) == [0, 3, 6])
    #expect(Heat([2, 2]).step(2) == 0)
    #expect(Heat([]).step(1) == 0)
  }

  @Test func namesLanguages() {
    let names = LanguageNames(
      tags: ["lit_Latn", "zho_Hans", "srp_Cyrl", "srp_Latn", "xx_Test", "*"],
      named: [
        NamedText("lit_Latn", "Lithuanian"), NamedText("zho_Hans", "Chinese (simplified)"),
        NamedText("srp_Cyrl", "Serbian"), NamedText("srp_Latn", "Serbian"),
      ])
    #expect(names["lit_Latn"] == "Lithuanian" && names["*"] == "all languages")
    #expect(names["zho_Hans"] == "Chinese (simplified)")
    #expect(names["srp_Cyrl"] == "Serbian (Cyrl)" && names["srp_Latn"] == "Serbian (Latn)")
    #expect(names["xx_Test"] == "xx_Test")
  }

  @Test func ranksTellWhenPoliciesDisagree() throws {
    let section = try #require(SensitivitySection.make(ReportModel(SampleResult.make())))
    let text = section.content.plainText
    #expect(text.contains("words of letters (UAX #29)"))
    #expect(text.contains("2.583 (3)") && text.contains("2.660 (3)"))
  }
}
