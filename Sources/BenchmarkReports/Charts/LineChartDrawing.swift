extension LineChart {
  /// The chart as one SVG with its title and description; text stays text.
  ///
  /// - Parameter id: a prefix, unique on the page, for the ids that name the chart.
  func drawn(_ layout: Layout, id: String, class className: String) -> Markup {
    let geometry = LineChartGeometry(self, layout)
    let width = pixels(layout.width)
    let height = pixels(layout.height)
    return h(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "class": "chart lines " + className, "role": "img",
        "viewBox": "0 0 \(width) \(height)", "width": width, "height": height,
        "aria-labelledby": "\(id)-t \(id)-d",
      ]
    ) {
      h("title", ["id": "\(id)-t"]) { title }
      h("desc", ["id": "\(id)-d"]) { description }
      grid(geometry)
      thresholdLine(geometry)
      series.map { line($0, geometry) }
      if writesValues { valueTexts(geometry) }
      series.map { ring($0, geometry) }
      names(geometry)
    }
  }

  private func grid(_ geometry: LineChartGeometry) -> Markup {
    h("g", ["class": "grid"]) {
      geometry.values.ticks.map { tick in
        let y = pixels(geometry.y(tick))
        return .group([
          h("line", ["x1": pixels(geometry.left), "x2": pixels(geometry.right), "y1": y, "y2": y]),
          h(
            "text",
            [
              "x": pixels(geometry.left - 8), "y": pixels(geometry.y(tick) + 4.5),
              "text-anchor": "end",
            ]
          ) { format?(tick) ?? geometry.values.label(tick) },
        ])
      }
      geometry.sizes.filter(\.isNumbered).map { size, _ in
        h(
          "text",
          [
            "x": pixels(geometry.x(size)), "y": pixels(geometry.bottom + 20),
            "text-anchor": "middle",
          ]
        ) { Self.short(size) }
      }
    }
  }

  private func thresholdLine(_ geometry: LineChartGeometry) -> Markup {
    guard let threshold else { return .none }
    let y = geometry.y(threshold.value)
    return h("g", ["class": "reference"]) {
      h(
        "line",
        [
          "x1": pixels(geometry.left), "x2": pixels(geometry.right), "y1": pixels(y),
          "y2": pixels(y),
        ])
      h("text", ["x": pixels(geometry.left + 4), "y": pixels(y - 6)]) { threshold.label }
    }
  }

  private func line(_ series: Series, _ geometry: LineChartGeometry) -> Markup {
    let places = series.points.map { (x: geometry.x($0.size), y: geometry.y($0.value)) }
    let path = places.enumerated().map { index, place in
      "\(index == 0 ? "M" : "L")\(pixels(place.x)) \(pixels(place.y))"
    }.joined()
    return h("g", ["class": style(series)]) {
      if places.count > 1 { h("path", ["class": "line", "d": path]) }
      series.points.map { point in
        guard let interval = point.interval else { return .none }
        let (low, high) = (geometry.y(interval.low), geometry.y(interval.high))
        if low - high < 3 { return .none }
        return h(
          "path",
          [
            "class": "interval",
            "d": "M\(pixels(geometry.x(point.size))) \(pixels(low))V\(pixels(high))",
          ])
      }
      places.map { Self.shape(series.style, $0.x, $0.y) }
    }
  }

  /// A mark's shape, which tells lines apart without colour.
  private static func shape(_ style: Int, _ x: Double, _ y: Double) -> Markup {
    switch style % 3 {
    case 0: h("circle", ["class": "mark", "cx": pixels(x), "cy": pixels(y), "r": "4"])
    case 1:
      h(
        "path",
        ["class": "mark", "d": "M\(pixels(x - 4)) \(pixels(y - 4))h8v8h-8z"])
    default:
      h(
        "path",
        ["class": "mark", "d": "M\(pixels(x)) \(pixels(y - 5))l5 9h-10z"])
    }
  }

  /// The value of the highest mark of each size above it, of the lowest below it: others have no room.
  private func valueTexts(_ geometry: LineChartGeometry) -> Markup {
    h("g", ["class": "values"]) {
      geometry.sizes.flatMap { size, _ in
        let here = series.flatMap { line in
          line.points.filter { $0.size == size }.map(\.value)
        }.sorted(by: >)
        guard let highest = here.first, let lowest = here.last else { return [Markup]() }
        var texts = [text(highest, size, 6, -7, "start", geometry)]
        if here.count > 1 { texts.append(text(lowest, size, -6, 16, "end", geometry)) }
        return texts
      }
    }
  }

  private func text(
    _ value: Double, _ size: Int, _ dx: Double, _ dy: Double, _ anchor: String,
    _ geometry: LineChartGeometry
  ) -> Markup {
    // At the left end there is no room before the mark, at the right end none behind it.
    let isFirst = size == geometry.sizes.first?.size
    let isLast = size == geometry.sizes.last?.size && dy < 0
    let x = geometry.x(size) + (isFirst ? 6 : isLast ? 0 : dx)
    let anchor = isFirst ? "start" : isLast ? "middle" : anchor
    let dy = isFirst && dy > 0 ? dy + 6 : isLast && !isFirst ? dy - 4 : dy
    return h(
      "text",
      [
        "class": "value", "x": pixels(x), "y": pixels(geometry.y(value) + dy),
        "text-anchor": anchor,
      ]
    ) { format?(value) ?? NumberText.significant(value) }
  }

  private func ring(_ series: Series, _ geometry: LineChartGeometry) -> Markup {
    guard let mark = series.mark, let point = series.points.first(where: { $0.size == mark.size })
    else { return .none }
    let (x, y) = (geometry.x(point.size), geometry.y(point.value))
    let shortened = TextWidth.shortened(mark.label, to: geometry.layout.width / 2, size: 13)
    let half = TextWidth.estimate(shortened, size: 13) / 2
    let middle = min(max(x, half + 2), geometry.layout.width - half - 2)
    return h("g", ["class": style(series)]) {
      h("circle", ["class": "ring", "cx": pixels(x), "cy": pixels(y), "r": "9"])
      if !shortened.isEmpty {
        h(
          "text",
          [
            "class": "value", "x": pixels(middle),
            "y": pixels(y + (writesValues && y > geometry.top + 40 ? -24 : -15)),
            "text-anchor": "middle",
          ]
        ) { shortened }
      }
    }
  }

  private func names(_ geometry: LineChartGeometry) -> Markup {
    if series.count < 2 { return .none }
    return .group(
      geometry.names.map { name in
        h("g", ["class": style(series[name.series])]) {
          h(
            "text",
            [
              "class": "name", "x": pixels(geometry.right + 12), "y": pixels(name.y + 4.5),
            ]
          ) {
            if name.text != series[name.series].name { h("title") { series[name.series].name } }
            name.text
          }
        }
      })
  }

  private func style(_ series: Series) -> String { "series s\(series.style % 3)" }
}
