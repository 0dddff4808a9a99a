import Testing
import TokenizerMetrics

@testable import BenchmarkReports

@Suite struct ScatterTests {
  private func model(_ change: (inout BenchmarkResult) -> Void = { _ in }) -> ReportModel {
    var result = SampleResult.make()
    change(&result)
    return ReportModel(result)
  }

  private func sizes(_ model: ReportModel) throws -> SizeFigure {
    SizeFigure(
      model: model, corpus: "flores",
      column: try #require(model.column("fertility", corpus: "flores", language: "lit_Latn")),
      place: 0)
  }

  @Test("the front holds whom nobody beats: less of the first, more of the second")
  func findsTheFront() {
    let points = [(1.0, 1.0), (2, 3), (2, 2), (3, 3), (0.5, 0.5), (4, 5)].map { (x: $0.0, y: $0.1) }
    #expect(ScatterChart.front(points) == [4, 0, 1, 5])
    // Equals do not beat each other.
    #expect(ScatterChart.front([(1, 1), (1, 1)]) == [0, 1])
    #expect(ScatterChart.front([]).isEmpty)
  }

  @Test("the front of %pure and fertility leaves controls out")
  func drawsTheFront() throws {
    let figure = try #require(
      PureFigure(model(), corpus: "flores", language: "lit_Latn", place: "0-0"))
    #expect(figure.front == ["lt-bpe-32k", "lt-bpe-4k", "o200k_base"])
    let chart = try #require(figure.chart())
    #expect(
      chart.title == "On the Pareto front: lt-bpe-32k, lt-bpe-4k, o200k_base; "
        + "none of the others is better in one and as good in the other")
    let text = chart.drawn(.wide, id: "p", class: "wide").rendered()
    #expect(text.contains("class=\"front\"") && text.contains("role=\"img\""))
    let alone = model { $0.rows.removeAll { $0.metric == "pure" && $0.tokenizer != "o200k_base" } }
    let single = try #require(
      PureFigure(alone, corpus: "flores", language: "lit_Latn", place: "0-0"))
    #expect(single.markup().isEmpty)
    #expect(PureFigure(model(), corpus: "flores", language: "pol_Latn", place: "0-1") == nil)
  }

  @Test(
    "a claim about sizes is made where the difference is more than one per cent and intervals do not meet"
  )
  func findsTheCheapest() throws {
    #expect(
      try sizes(model()).chart()?.title
        == "The largest vocabulary is not the cheapest: lt-bpe-32k with 32\u{202F}000 ids needs 1.67 tokens per word, "
        + "o200k_base with 200\u{202F}019 ids 2.58")
    let near = model { result in
      for index in result.rows.indices
      where result.rows[index].tokenizer == "o200k_base" && result.rows[index].metric == "fertility"
      {
        result.rows[index].value = 1.67
        (result.rows[index].low, result.rows[index].high) = (1.66, 1.68)
      }
    }
    #expect(
      try sizes(near).chart()?.title
        == "lt-bpe-32k with 32\u{202F}000 ids needs about as many tokens per word as o200k_base with "
        + "200\u{202F}019 ids: 1.67 and 1.67")
    let large = model { $0.tokenizers[4].vocabularySize = 300_000 }
    #expect(
      try sizes(large).chart()?.title
        == "The largest vocabulary is the cheapest: lt-bpe-32k with 300\u{202F}000 ids needs 1.67 tokens per word"
    )
    let one = model { result in
      for index in result.tokenizers.indices { result.tokenizers[index].vocabularySize = 8192 }
    }
    #expect(try sizes(one).markup().isEmpty)
  }

  @Test("names lie inside and on nothing", arguments: [true, false])
  func placesNames(isWide: Bool) throws {
    let layout = isWide ? ScatterChart.Layout.wide : .narrow
    let crowd = (0..<40).map { place in
      ScatterChart.Point(
        label: "family-\(place % 7)-of-tokenizers-v\(place)", x: Double(4000 << (place % 6)),
        y: 1 + Double(place * 37 % 40) / 40)
    }
    let chart = ScatterChart(
      title: "", description: "", points: crowd, xName: "", yName: "", isLogarithmic: true)
    let geometry = ScatterGeometry(chart, layout)
    #expect(geometry.names.count > (isWide ? 20 : 4))
    for (index, name) in geometry.names.enumerated() {
      #expect(name.left >= 0 && name.right <= layout.width && name.top >= 0)
      #expect(!geometry.names[..<index].contains { name.meets($0) })
      for (place, point) in crowd.enumerated() where place != name.point {
        let (x, y) = (geometry.xAxis.place(point.x), geometry.yAxis.place(point.y))
        #expect(!(name.left..<name.right).contains(x) || !(name.top..<name.bottom).contains(y))
      }
    }
    #expect(geometry.xTicks == geometry.xTicks.sorted() && geometry.xTicks.count > 2)
  }
}
