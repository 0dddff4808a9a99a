import Testing
import TokenizerMetrics

@testable import BenchmarkReports

@Suite struct SpreadTests {
  private let model = ReportModel(SampleResult.make())

  @Test("words by tokens are counted whole, and longer ones together")
  func countsParts() throws {
    let figure = WordLengthFigure(model: model, corpus: "flores", place: 0)
    let spreads = figure.spreads
    #expect(
      spreads.map(\.name) == ["lt-bpe-32k", "lt-bpe-4k", "o200k_base", "cl100k_base", "r50k_base"])
    #expect(spreads.allSatisfy { $0.words.reduce(0, +) == 15_468 && $0.total == 15_468 })
    #expect(spreads[3].words == [1980, 3105, 3950, 3022, 1800, 860, 751])
    #expect(
      figure.chart(spreads).title
        == "51\u{202F}% of Lithuanian words are one token with lt-bpe-32k, 9.6\u{202F}% with r50k_base"
    )
    var result = SampleResult.make()
    result.wordLengths = []
    let none = WordLengthFigure(model: ReportModel(result), corpus: "flores", place: 0)
    #expect(none.markup().isEmpty)
  }

  @Test("a bar's parts fill it from its start to its end")
  func fillsBars() throws {
    let chart = ShareChart(
      title: "t", description: "d", parts: ["1", "2", "3"],
      rows: [
        .init(label: "a", shares: [0.5, 0.5, 0]), .init(label: "b", shares: [0.1, 0.2, 0.7]),
      ])
    let reading = PageReading(Array(chart.drawn(.wide, id: "s", class: "wide").rendered().utf8))
    #expect(reading.problem == nil)
    let bars = reading.named("rect").map { bar in
      ["x", "width"].compactMap { bar.attributes[$0].flatMap(Double.init) }
    }
    #expect(bars.count == 5, "nothing is drawn for nothing")
    #expect(abs(bars[0][0] + bars[0][1] + 1.5 - bars[1][0]) < 0.2)
    #expect(abs(bars[4][0] + bars[4][1] + 1.5 - 1040) < 0.2)
    #expect(reading.text.contains("70") && reading.text.contains("10"))
  }

  @Test("strips name the dearest language, and have a dot for each")
  func drawsStrips() throws {
    let table = ParityTable(model, corpus: "flores", metric: "premium")
    let figure = ParityFigure(model: model, corpus: "flores", table: table)
    let chart = try #require(figure.strips())
    #expect(
      chart.title
        == "The dearest language, Burmese, costs 3.18\u{202F}× English with o200k_base; "
        + "Japanese 17.5\u{202F}× English with lt-bpe-32k")
    #expect(chart.rows.allSatisfy { $0.values.count == 20 && $0.focus != nil })
    let text = chart.drawn(.wide, id: "s", class: "wide").rendered()
    #expect(text.components(separatedBy: "h0").count - 1 == 100)
  }
}
