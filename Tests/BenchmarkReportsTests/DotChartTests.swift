import Testing

@testable import BenchmarkReports

@Suite struct DotChartTests {
  private static let layouts: [DotChart.Layout] = [
    .wide(rows: 3), .wide(rows: 40), .narrow, .panel,
  ]

  private func chart(_ values: [Double], reference: Double?, isLogarithmic: Bool) -> DotChart {
    DotChart(
      title: "t", description: "d",
      rows: values.enumerated().map { place, value in
        DotRow(
          label: String(repeating: "name", count: place % 30), value: value,
          interval: (value * 0.97, value * 1.04))
      }, reference: reference.map { .init(value: $0, label: "English") },
      isLogarithmic: isLogarithmic)
  }

  @Test(arguments: [false, true])
  func marksLieWithinTheAxis(_ isLogarithmic: Bool) throws {
    var random = SystemRandomNumberGenerator()
    for round in 0..<60 {
      let scale = [1e-4, 1, 50, 1e6][round % 4]
      let values = (0...round % 45).map { _ in Double.random(in: 0.01...1, using: &random) * scale }
      let chart = chart(
        values, reference: round.isMultiple(of: 3) ? scale * 1.2 : nil, isLogarithmic: isLogarithmic
      )
      for layout in Self.layouts {
        let geometry = DotChartGeometry(chart, layout)
        let axis = geometry.axis
        #expect(axis.start < axis.end && axis.end <= layout.width)
        #expect((2...14).contains(axis.ticks.count) || isLogarithmic)
        #expect(axis.ticks.allSatisfy { $0 >= axis.low - 1e-12 && $0 <= axis.high * (1 + 1e-12) })
        #expect(zip(axis.ticks, axis.ticks.dropFirst()).allSatisfy { $0 < $1 })
        var last = 0.0
        for mark in geometry.marks {
          let x = try #require(mark.x)
          let ends = try #require(mark.ends)
          #expect(
            axis.start <= ends.low && ends.low <= x && x <= ends.high && ends.high <= axis.end)
          #expect(mark.textX > ends.high && mark.textX < layout.width)
          #expect(mark.y > last && mark.y < geometry.bottom)
          last = mark.y
          if layout.labelLimit != nil {
            #expect(TextWidth.estimate(mark.label, size: 13) < axis.start)
          }
        }
        if let x = geometry.referenceX { #expect(axis.start <= x && x <= axis.end) }
      }
    }
  }

  @Test func keepsTheOrderOfValues() {
    let axis = Axis(covering: [1.2, 3.8], start: 100, end: 900)
    #expect(axis.ticks == [1, 2, 3, 4])
    #expect(axis.ticks.map(axis.label) == ["1", "2", "3", "4"])
    #expect(axis.place(1) == 100 && axis.place(2.5) == 500 && axis.place(4) == 900)
    #expect(axis.place(99) == 900 && axis.place(.nan) == 100)
  }

  @Test func aLogarithmicAxisDoubles() {
    let axis = Axis(covering: [0.5, 8], start: 0, end: 440, isLogarithmic: true)
    #expect(axis.ticks == [0.5, 1, 2, 4, 8])
    #expect(axis.ticks.map(axis.label) == ["0.5", "1", "2", "4", "8"])
    let places = axis.ticks.map(axis.place)
    #expect(zip(places, places.dropFirst()).allSatisfy { abs($1 - $0 - 100) < 1e-6 })
    let narrow = Axis(covering: [0.5, 8], start: 0, end: 110, isLogarithmic: true)
    #expect(narrow.numbered == [false, true, false, true, false])
  }

  @Test func oneValueHasAnAxisToo() {
    for isLogarithmic in [false, true] {
      for value in [0.0, 1, 3.405, 1e9] {
        let axis = Axis(covering: [value], start: 10, end: 20, isLogarithmic: isLogarithmic)
        #expect(axis.low < axis.high)
        #expect((10...20).contains(axis.place(value)))
      }
    }
  }

  @Test func aRowWithoutValueSaysWhy() {
    var chart = chart([1, 2], reference: nil, isLogarithmic: false)
    chart.rows.append(DotRow(label: "x", value: nil, interval: nil, why: "no <unk>"))
    let text = chart.drawn(.wide(rows: 3), id: "c", class: "wide").rendered()
    #expect(text.contains("– no &lt;unk&gt;"))
    #expect(
      text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart wide\" role=\"img\""))
    #expect(
      text.contains(
        "aria-labelledby=\"c-t c-d\"><title id=\"c-t\">t</title><desc id=\"c-d\">d</desc>"))
  }

  @Test func longNamesLoseTheirMiddle() {
    let name = String(repeating: "a-very-long-name-", count: 5) + "32k"
    let short = TextWidth.shortened(name, to: 120, size: 13)
    #expect(short.hasPrefix("a-very") && short.hasSuffix("32k") && short.contains("…"))
    #expect(TextWidth.estimate(short, size: 13) <= 120)
    let huge = TextWidth.shortened(String(repeating: "x", count: 100_000), to: 120, size: 13)
    #expect(TextWidth.estimate(huge, size: 13) <= 120)
    #expect(TextWidth.shortened("lt", to: 120, size: 13) == "lt")
  }
}
