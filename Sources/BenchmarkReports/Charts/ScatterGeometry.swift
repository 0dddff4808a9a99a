#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A scatter chart's places, computed apart from its markup so that they can be checked.
struct ScatterGeometry: Sendable {
  /// A point's name, where there is room for one.
  struct Name: Sendable {
    var point: Int
    var text: String
    /// Its box.
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double

    func meets(_ other: Name) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
  }

  static let fontSize = 13.0
  let layout: ScatterChart.Layout
  let xAxis: Axis
  let yAxis: Axis
  let xTicks: [Double]
  let names: [Name]

  init(_ chart: ScatterChart, _ layout: ScatterChart.Layout) {
    self.layout = layout
    let xs = chart.points.flatMap {
      [$0.x, $0.xInterval?.low, $0.xInterval?.high].compactMap { $0 }
    }
    let ys = chart.points.flatMap {
      [$0.y, $0.yInterval?.low, $0.yInterval?.high].compactMap { $0 }
    }
    let yAxis = Axis(covering: ys, start: layout.height - 42, end: 34)
    let widest = yAxis.ticks.map { TextWidth.estimate(yAxis.label($0), size: Self.fontSize) }.max()
    let left = (widest ?? 0) + 14
    let xAxis = Axis(
      covering: xs, start: left, end: layout.width - 22, isLogarithmic: chart.isLogarithmic)
    self.xAxis = xAxis
    self.yAxis = yAxis
    xTicks = chart.isLogarithmic ? Self.roundSizes(xAxis, room: 46) : xAxis.ticks
    names = Self.names(chart, layout, xAxis, yAxis)
  }

  /// 1, 2 and 5 times powers of ten within a scale, fewer where numbers would run together.
  private static func roundSizes(_ axis: Axis, room: Double) -> [Double] {
    var ticks: [Double] = []
    var power = pow(10, floor(log10(max(axis.low, 1e-9))))
    while power <= axis.high {
      for factor in [1.0, 2, 5] where (axis.low...axis.high).contains(power * factor) {
        if let last = ticks.last, axis.place(power * factor) - axis.place(last) < room { continue }
        ticks.append(power * factor)
      }
      power *= 10
    }
    return ticks
  }

  /// Names beside their points: who is in focus first, then the front, then the others as they stand; a name without
  /// room is left out, since the table has it.
  private static func names(
    _ chart: ScatterChart, _ layout: ScatterChart.Layout, _ xAxis: Axis, _ yAxis: Axis
  ) -> [Name] {
    let height = 16.0
    let marks = chart.points.enumerated().map { index, point in
      let (x, y) = (xAxis.place(point.x), yAxis.place(point.y))
      return Name(point: index, text: "", left: x - 5, right: x + 5, top: y - 5, bottom: y + 5)
    }
    func weight(_ index: Int) -> Int {
      let point = chart.points[index]
      return point.kind == .focus ? 0 : point.isOnFront ? 1 : point.kind == .plain ? 2 : 3
    }
    let order = chart.points.indices.sorted { (weight($0), $0) < (weight($1), $1) }
    var names: [Name] = []
    for index in order {
      let text = TextWidth.shortened(
        chart.points[index].label, to: layout.nameRoom, size: fontSize)
      let width = TextWidth.estimate(text, size: fontSize)
      let point = chart.points[index]
      let (x, y) = (xAxis.place(point.x), yAxis.place(point.y))
      let beside = [(x + 9, y - height / 2), (x - 9 - width, y - height / 2)]
      let around = [
        (x - width / 2, y - 8 - height), (x - width / 2, y + 8),
        (x + 7, y - height - 3), (x + 7, y + 3), (x - 7 - width, y - height - 3),
        (x - 7 - width, y + 3),
      ]
      // Beside the point a name would lie on its interval.
      let reach = point.xInterval.map { xAxis.place($0.high) - xAxis.place($0.low) } ?? 0
      let places =
        reach > 18 ? around.suffix(4) + around.prefix(2) + beside : beside + around
      for (left, top) in places {
        let name = Name(
          point: index, text: text, left: left, right: left + width, top: top, bottom: top + height)
        let isInside =
          left >= xAxis.start - 4 && name.right <= layout.width && top >= 18
          && name.bottom <= yAxis.start + 4
        if isInside, !names.contains(where: name.meets),
          !marks.contains(where: { $0.point != index && name.meets($0) })
        {
          names.append(name)
          break
        }
      }
    }
    return names.sorted { $0.point < $1.point }
  }
}
