extension DotChart {
  /// The chart as one SVG with its title and description; text stays text.
  ///
  /// - Parameter id: a prefix, unique on the page, for the ids that name the chart.
  func drawn(_ layout: Layout, id: String, class className: String) -> Markup {
    let geometry = DotChartGeometry(self, layout)
    let width = pixels(layout.width)
    let height = pixels(geometry.height)
    return h(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "class": "chart " + className, "role": "img",
        "viewBox": "0 0 \(width) \(height)", "width": width, "height": height,
        "aria-labelledby": "\(id)-t \(id)-d",
      ]
    ) {
      h("title", ["id": "\(id)-t"]) { title }
      h("desc", ["id": "\(id)-d"]) { description }
      grid(geometry)
      referenceLine(geometry)
      geometry.marks.map { mark($0, geometry) }
    }
  }

  private func grid(_ geometry: DotChartGeometry) -> Markup {
    let axis = geometry.axis
    return h("g", ["class": "grid"]) {
      zip(axis.ticks, axis.numbered).map { tick, isNumbered in
        let x = pixels(axis.place(tick))
        let line = h(
          "line", ["x1": x, "x2": x, "y1": pixels(geometry.top), "y2": pixels(geometry.bottom)])
        guard isNumbered else { return line }
        return .group([
          line,
          h("text", ["x": x, "y": pixels(geometry.bottom + 16), "text-anchor": "middle"]) {
            axis.label(tick)
          },
        ])
      }
    }
  }

  private func referenceLine(_ geometry: DotChartGeometry) -> Markup {
    guard let reference, let place = geometry.referenceX else { return .none }
    let x = pixels(place)
    let name = TextWidth.shortened(
      reference.label, to: geometry.layout.width - 16, size: DotChartGeometry.fontSize)
    let half = TextWidth.estimate(name, size: DotChartGeometry.fontSize) / 2
    let middle = min(max(place, half + 2), geometry.layout.width - half - 2)
    // Where labels stand above their marks, the line is drawn beside the marks alone.
    let pieces =
      geometry.layout.labelLimit == nil
      ? geometry.marks.map { ($0.y - 9, $0.y + 9) } : [(geometry.top - 6, geometry.bottom)]
    return h("g", ["class": "reference"]) {
      pieces.map { top, bottom in
        h("line", ["x1": x, "x2": x, "y1": pixels(top), "y2": pixels(bottom)])
      }
      h("text", ["x": pixels(middle), "y": "14", "text-anchor": "middle"]) { name }
    }
  }

  private func mark(_ mark: DotChartGeometry.Mark, _ geometry: DotChartGeometry) -> Markup {
    let y = pixels(mark.y)
    return h("g", ["class": mark.row.kind.rawValue]) {
      h("text", ["class": "label", "x": pixels(mark.labelX), "y": pixels(mark.labelY)]) {
        if mark.label != mark.row.label { h("title") { mark.row.label } }
        mark.label
      }
      if let ends = mark.ends {
        let low = pixels(ends.low)
        let high = pixels(ends.high)
        h(
          "path",
          [
            "class": "interval",
            // Caps on an interval no wider than its dot would make the dot look square.
            "d": ends.high - ends.low > 14
              ? "M\(low) \(pixels(mark.y - 4))v8M\(low) \(y)H\(high)M\(high) \(pixels(mark.y - 4))v8"
              : "M\(low) \(y)H\(high)",
          ])
      }
      if let x = mark.x, let value = mark.row.value {
        h(
          "circle",
          [
            "cx": pixels(x), "cy": y,
            "r": pixels(
              (mark.row.kind == .focus ? 5 : 4) * (geometry.layout.rowHeight < 20 ? 0.8 : 1)),
          ])
        h("text", ["class": "value", "x": pixels(mark.textX), "y": pixels(mark.y + 4.5)]) {
          NumberText.significant(value)
          if writesIntervals, let interval = mark.row.interval {
            h("tspan", ["class": "quiet", "dx": "6"]) {
              let decimals = NumberText.decimals(of: value, significant: 3)
              NumberText.interval(interval.low, interval.high, decimals: decimals)
            }
          }
        }
      } else {
        h("text", ["class": "quiet", "x": pixels(mark.textX), "y": pixels(mark.y + 4.5)]) {
          let room = geometry.layout.width - mark.textX
          TextWidth.shortened("– \(mark.row.why ?? "not computed")", to: room, size: 13)
        }
      }
    }
  }
}
