/// A chart's places, computed apart from its markup so that they can be checked.
struct DotChartGeometry: Sendable {
  /// A row's places.
  struct Mark: Sendable {
    let row: DotRow
    /// The label as drawn; shortened where it is too wide.
    let label: String
    let labelX: Double
    let labelY: Double
    /// The height of the dot's centre.
    let y: Double
    /// The dot's centre; nil without a value.
    let x: Double?
    /// The interval's ends.
    let ends: (low: Double, high: Double)?
    /// Where the value's text starts.
    let textX: Double
  }

  static let fontSize = 13.0
  let layout: DotChart.Layout
  let axis: Axis
  let marks: [Mark]
  let top: Double
  let bottom: Double
  let height: Double
  /// The reference line's place.
  let referenceX: Double?

  init(_ chart: DotChart, _ layout: DotChart.Layout) {
    self.layout = layout
    var values = chart.rows.compactMap(\.value)
    values += chart.rows.compactMap(\.interval).flatMap { [$0.low, $0.high] }
    if let reference = chart.reference { values.append(reference.value) }
    values += chart.alsoCovering
    var start = 8.0
    if let limit = layout.labelLimit {
      let widest = chart.rows.map { TextWidth.estimate($0.label, size: Self.fontSize) }.max() ?? 0
      start = min(widest, limit) + 18
    }
    let axis = Axis(
      covering: values, start: start, end: layout.width - layout.valueRoom,
      isLogarithmic: chart.isLogarithmic)
    self.axis = axis
    let top = chart.reference == nil ? 8.0 : 26.0
    self.top = top
    marks = chart.rows.enumerated().map { index, row in
      let above = top + Double(index) * layout.rowHeight
      let y = layout.labelLimit == nil ? above + 29 : above + layout.rowHeight / 2
      let x = row.value.map { axis.place($0) }
      let ends = row.interval.map { (low: axis.place($0.low), high: axis.place($0.high)) }
      let limit = layout.labelLimit ?? layout.width - 8
      return Mark(
        row: row,
        label: TextWidth.shortened(row.label, to: limit, size: Self.fontSize),
        labelX: 0, labelY: layout.labelLimit == nil ? above + 14 : y + 4.5, y: y, x: x, ends: ends,
        textX: max(x ?? axis.start, ends?.high ?? 0) + 10)
    }
    bottom = top + Double(chart.rows.count) * layout.rowHeight + 2
    height = bottom + 22
    referenceX = chart.reference.map { axis.place($0.value) }
  }
}
