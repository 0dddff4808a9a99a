/// A row of dots for each tokenizer, one dot for each language, on one logarithmic scale.
struct StripChart: Sendable {
  /// A tokenizer.
  struct Row: Sendable {
    var label: String
    /// The values of the languages that are only dots.
    var values: [Double]
    /// The value of the language in focus.
    var focus: Double?
    /// The dearest language, which is named at its dot, and its value.
    var dearest: (name: String, value: Double)
    var isFocus = false
  }

  /// The finding, for people who do not see the marks.
  var title: String
  /// What is drawn, in a sentence.
  var description: String
  var rows: [Row]
  /// The line at one.
  var reference: String

  /// Where everything goes, in pixels.
  struct Layout: Sendable {
    var width: Double
    /// The widest label; nil puts labels on a line of their own above the marks.
    var labelLimit: Double?
    var rowHeight: Double
    /// Room to the right of the scale for the dearest language.
    var room: Double

    /// As wide as the page's column.
    static let wide = Layout(width: 1040, labelLimit: 240, rowHeight: 26, room: 180)
    /// As wide as a phone.
    static let narrow = Layout(width: 358, labelLimit: nil, rowHeight: 46, room: 12)
  }

  private static let fontSize = 13.0
  private static let top = 26.0

  /// The chart as one SVG.
  ///
  /// - Parameter id: a prefix, unique on the page, for the ids that name the chart.
  func drawn(_ layout: Layout, id: String, class className: String) -> Markup {
    var left = 8.0
    if let limit = layout.labelLimit {
      let widest = rows.map { TextWidth.estimate($0.label, size: Self.fontSize) }.max() ?? 0
      left = min(widest, limit) + 18
    }
    let values = rows.flatMap(\.values) + rows.compactMap(\.focus) + [1]
    let axis = Axis(
      covering: values, start: left, end: layout.width - layout.room, isLogarithmic: true)
    let bottom = Self.top + Double(rows.count) * layout.rowHeight + 2
    return ChartFrame(
      title: title, description: description, id: id, classes: "strips " + className,
      width: layout.width, height: bottom + 22
    ).markup {
      grid(axis, bottom)
      line(axis, bottom, layout)
      rows.enumerated().map { index, row in
        strip(row, axis, Self.top + Double(index) * layout.rowHeight, layout)
      }
    }
  }

  private func grid(_ axis: Axis, _ bottom: Double) -> Markup {
    h("g", ["class": "grid"]) {
      zip(axis.ticks, axis.numbered).map { tick, isNumbered in
        let x = pixels(axis.place(tick))
        return .group([
          h("line", ["x1": x, "x2": x, "y1": pixels(Self.top), "y2": pixels(bottom)]),
          !isNumbered
            ? .none
            : h("text", ["x": x, "y": pixels(bottom + 16), "text-anchor": "middle"]) {
              axis.label(tick)
            },
        ])
      }
    }
  }

  private func line(_ axis: Axis, _ bottom: Double, _ layout: Layout) -> Markup {
    let x = axis.place(1)
    let half = TextWidth.estimate(reference, size: Self.fontSize) / 2
    let middle = min(max(x, half + 2), layout.width - half - 2)
    return h("g", ["class": "reference"]) {
      h(
        "line",
        ["x1": pixels(x), "x2": pixels(x), "y1": pixels(Self.top - 6), "y2": pixels(bottom)])
      h("text", ["x": pixels(middle), "y": "14", "text-anchor": "middle"]) { reference }
    }
  }

  private func strip(_ row: Row, _ axis: Axis, _ top: Double, _ layout: Layout) -> Markup {
    let y = layout.labelLimit == nil ? top + 31 : top + layout.rowHeight / 2
    let limit = layout.labelLimit ?? layout.width / 2 - 8
    let label = TextWidth.shortened(row.label, to: limit, size: Self.fontSize)
    let end = ([row.focus ?? 0] + row.values).max().map { axis.place($0) } ?? axis.start
    let room = layout.labelLimit == nil ? layout.width / 2 - 8 : layout.width - end - 12
    // Very many dots would run together; thin lines still tell where they are many.
    let isDense = row.values.count > 60
    let dots = row.values.map { value in
      // A dot as the end of a line without length: a third of the bytes of a circle.
      isDense
        ? "M\(pixels(axis.place(value))) \(pixels(y - 7))v14"
        : "M\(pixels(axis.place(value))) \(pixels(y))h0"
    }.joined()
    return h("g", ["class": row.isFocus ? "focus" : "plain"]) {
      h(
        "text",
        ["class": "label", "x": "0", "y": pixels(layout.labelLimit == nil ? top + 15 : y + 4.5)]
      ) {
        if label != row.label { h("title") { row.label } }
        label
      }
      h("path", ["class": isDense ? "ticks" : "dots", "d": dots])
      if let focus = row.focus {
        h("circle", ["cx": pixels(axis.place(focus)), "cy": pixels(y), "r": "5"])
      }
      h(
        "text",
        [
          "class": "value quiet",
          "x": pixels(layout.labelLimit == nil ? layout.width : end + 10),
          "y": pixels(layout.labelLimit == nil ? top + 15 : y + 4.5),
          "text-anchor": layout.labelLimit == nil ? "end" : nil,
        ]
      ) {
        TextWidth.shortened(
          "\(row.dearest.name) \(NumberText.significant(row.dearest.value))", to: room,
          size: Self.fontSize)
      }
    }
  }
}
