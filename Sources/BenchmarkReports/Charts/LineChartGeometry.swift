#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A line chart's places, computed apart from its markup so that they can be checked.
struct LineChartGeometry: Sendable {
  /// The name of a line, where there is room for it.
  struct Name: Sendable {
    var series: Int
    var text: String
    var y: Double
  }

  static let fontSize = 13.0
  /// Names need so much room from each other.
  static let nameHeight = 16.0

  let layout: LineChart.Layout
  /// The scale of values; its start is the bottom.
  let values: Axis
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double
  /// The sizes with a line, and which of them have room for their number.
  let sizes: [(size: Int, isNumbered: Bool)]
  let names: [Name]

  private let first: Double
  private let span: Double

  init(_ chart: LineChart, _ layout: LineChart.Layout) {
    self.layout = layout
    let points = chart.series.flatMap(\.points)
    var covered = points.map(\.value)
    covered += points.compactMap(\.interval).flatMap { [$0.low, $0.high] }
    if let threshold = chart.threshold { covered.append(threshold.value) }
    if chart.startsAtZero { covered.append(0) }
    let top = 26.0
    let bottom = layout.height - 26
    let values = Axis(covering: covered, start: bottom, end: top)
    let widest = values.ticks.map {
      TextWidth.estimate(chart.format?($0) ?? values.label($0), size: Self.fontSize)
    }.max()
    let left = (widest ?? 0) + 12
    // A single line needs no name, but its last number has to end somewhere.
    let longest = chart.series.map { TextWidth.estimate($0.name, size: Self.fontSize) }.max() ?? 0
    let nameRoom = chart.series.count < 2 ? 24 : min(longest + 18, layout.nameRoom)
    let right = layout.width - nameRoom
    let all = Set(points.map(\.size)).sorted()
    let first = log2(Double(max(all.first ?? 1, 1)))
    let span = max(log2(Double(max(all.last ?? 2, 1))) - first, 1e-9)
    func place(_ size: Int) -> Double {
      all.count < 2
        ? (left + right) / 2 : left + (right - left) * (log2(Double(size)) - first) / span
    }
    // From the right, since the largest sizes are those that are looked for.
    var free = Double.infinity
    var numbered: Set<Int> = []
    for size in all.reversed() {
      let half = TextWidth.estimate(LineChart.short(size), size: Self.fontSize) / 2
      if place(size) + half + 4 > free { continue }
      numbered.insert(size)
      free = place(size) - half
    }
    sizes = all.map { ($0, numbered.contains($0)) }
    (self.values, self.left, self.right, self.top, self.bottom) = (values, left, right, top, bottom)
    (self.first, self.span) = (first, span)

    var names: [Name] = []
    for (index, series) in chart.series.enumerated() {
      guard let last = series.points.last else { continue }
      let room = nameRoom - 12
      names.append(
        Name(
          series: index,
          text: TextWidth.shortened(series.name, to: room, size: Self.fontSize),
          y: values.place(last.value)))
    }
    names.sort { $0.y != $1.y ? $0.y < $1.y : $0.series < $1.series }
    for index in names.indices.dropFirst() {
      names[index].y = max(names[index].y, names[index - 1].y + Self.nameHeight)
    }
    let below = (names.last?.y ?? 0) - bottom
    if below > 0 { for index in names.indices { names[index].y -= below } }
    self.names = names
  }

  /// The place of a size.
  func x(_ size: Int) -> Double {
    if sizes.count < 2 { return (left + right) / 2 }
    return left + (right - left) * (log2(Double(max(size, 1))) - first) / span
  }

  /// The place of a value.
  func y(_ value: Double) -> Double { values.place(value) }
}
