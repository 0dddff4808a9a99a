/// Bars of one length, divided by shares: darker and further right is more; each share that has room says its number.
struct ShareChart: Sendable {
  /// A bar.
  struct Row: Sendable {
    var label: String
    /// One share for each part; they add up to one.
    var shares: [Double]
    var isFocus = false
  }

  /// The finding, for people who do not see the bars.
  var title: String
  /// What is drawn, in a sentence.
  var description: String
  /// The parts' names, from the left.
  var parts: [String]
  var rows: [Row]

  /// Where everything goes, in pixels.
  struct Layout: Sendable {
    var width: Double
    /// The widest label; nil puts labels on a line of their own above the bars.
    var labelLimit: Double?
    var rowHeight: Double

    /// As wide as the page's column.
    static let wide = Layout(width: 1040, labelLimit: 240, rowHeight: 26)
    /// As wide as a phone.
    static let narrow = Layout(width: 358, labelLimit: nil, rowHeight: 44)
  }

  private static let fontSize = 13.0
  private static let top = 24.0

  /// The chart as one SVG.
  ///
  /// - Parameter id: a prefix, unique on the page, for the ids that name the chart.
  func drawn(_ layout: Layout, id: String, class className: String) -> Markup {
    var left = 0.0
    if let limit = layout.labelLimit {
      let widest = rows.map { TextWidth.estimate($0.label, size: Self.fontSize) }.max() ?? 0
      left = min(widest, limit) + 16
    }
    return ChartFrame(
      title: title, description: description, id: id, classes: "shares " + className,
      width: layout.width, height: Self.top + Double(rows.count) * layout.rowHeight + 2
    ).markup {
      heads(left, layout)
      rows.enumerated().map { index, row in
        bar(row, left, Self.top + Double(index) * layout.rowHeight, layout)
      }
    }
  }

  /// The parts' names over the first bar, where they have room.
  private func heads(_ left: Double, _ layout: Layout) -> Markup {
    guard let first = rows.first else { return .none }
    let shift = layout.labelLimit == nil ? 0.0 : 2
    var free = 0.0
    return h("g", ["class": "grid"]) {
      places(first, left, layout).enumerated().map { index, place in
        let width = TextWidth.estimate(parts[index], size: Self.fontSize)
        let start = max(place.start, free)
        if place.width <= 0 || start + width > layout.width || start > place.start + place.width {
          return .none
        }
        free = start + width + 8
        return h("text", ["x": pixels(start), "y": pixels(14 + shift)]) { parts[index] }
      }
    }
  }

  private func places(
    _ row: Row, _ left: Double, _ layout: Layout
  ) -> [(start: Double, width: Double)] {
    var start = left
    return row.shares.map { share in
      let place = (start: start, width: share * (layout.width - left))
      start += place.width
      return place
    }
  }

  private func bar(_ row: Row, _ left: Double, _ top: Double, _ layout: Layout) -> Markup {
    let barTop = layout.labelLimit == nil ? top + 18 : top + 2
    let height = layout.rowHeight - (layout.labelLimit == nil ? 22 : 6)
    let label = TextWidth.shortened(
      row.label, to: layout.labelLimit ?? layout.width - 8, size: Self.fontSize)
    return h("g", ["class": row.isFocus ? "focus" : "plain"]) {
      h(
        "text",
        [
          "class": "label", "x": "0",
          "y": pixels(layout.labelLimit == nil ? top + 13 : barTop + height / 2 + 4.5),
        ]
      ) {
        if label != row.label { h("title") { row.label } }
        label
      }
      places(row, left, layout).enumerated().map { index, place in
        if place.width < 0.5 { return .none }
        let text = NumberText.fixed(row.shares[index] * 100, decimals: 0)
        return .group([
          h(
            "rect",
            [
              "class": "p\(min(index, 6))", "x": pixels(place.start), "y": pixels(barTop),
              "width": pixels(max(place.width - 1.5, 0.5)), "height": pixels(height),
            ]),
          TextWidth.estimate(text, size: Self.fontSize) + 8 > place.width
            ? .none
            : h(
              "text",
              [
                "class": "share", "x": pixels(place.start + 5),
                "y": pixels(barTop + height / 2 + 4.5),
              ]
            ) { text },
        ])
      }
    }
  }
}
