extension ScatterChart {
  /// The chart as one SVG.
  ///
  /// - Parameter id: a prefix, unique on the page, for the ids that name the chart.
  func drawn(_ layout: Layout, id: String, class className: String) -> Markup {
    let geometry = ScatterGeometry(self, layout)
    return ChartFrame(
      title: title, description: description, id: id, classes: "scatter " + className,
      width: layout.width, height: layout.height
    ).markup {
      grid(geometry)
      front(geometry)
      points.map { mark($0, geometry) }
      geometry.names.map { name($0) }
    }
  }

  private func grid(_ geometry: ScatterGeometry) -> Markup {
    let (xAxis, yAxis) = (geometry.xAxis, geometry.yAxis)
    return h("g", ["class": "grid"]) {
      yAxis.ticks.map { tick in
        let y = pixels(yAxis.place(tick))
        return .group([
          h("line", ["x1": pixels(xAxis.start), "x2": pixels(xAxis.end), "y1": y, "y2": y]),
          h(
            "text",
            [
              "x": pixels(xAxis.start - 8), "y": pixels(yAxis.place(tick) + 4.5),
              "text-anchor": "end",
            ]
          ) { yAxis.label(tick) },
        ])
      }
      geometry.xTicks.map { tick in
        let x = pixels(xAxis.place(tick))
        return .group([
          h("line", ["x1": x, "x2": x, "y1": pixels(yAxis.start), "y2": pixels(yAxis.start + 4)]),
          h("text", ["x": x, "y": pixels(yAxis.start + 19), "text-anchor": "middle"]) {
            isLogarithmic ? LineChart.short(Int(tick)) : xAxis.label(tick)
          },
        ])
      }
      h("text", ["x": "0", "y": "14"]) { yName }
      h(
        "text",
        [
          "x": pixels(geometry.layout.width), "y": pixels(geometry.layout.height - 4),
          "text-anchor": "end",
        ]
      ) { xName }
    }
  }

  /// Steps from point to point of the front: what a value of one measure gets of the other at best.
  private func front(_ geometry: ScatterGeometry) -> Markup {
    let members = points.filter(\.isOnFront).sorted { ($0.x, -$0.y) < ($1.x, -$1.y) }
    guard frontName != nil, let first = members.first else { return .none }
    let (xAxis, yAxis) = (geometry.xAxis, geometry.yAxis)
    var path = "M\(pixels(xAxis.place(first.x))) \(pixels(yAxis.start))"
    for member in members {
      path += "H\(pixels(xAxis.place(member.x)))V\(pixels(yAxis.place(member.y)))"
    }
    path += "H\(pixels(xAxis.end))"
    return h("g", ["class": "front"]) { h("path", ["d": path]) }
  }

  private func mark(_ point: Point, _ geometry: ScatterGeometry) -> Markup {
    let x = geometry.xAxis.place(point.x)
    let y = geometry.yAxis.place(point.y)
    return h(
      "g", ["class": point.isOnFront ? "\(point.kind.rawValue) onfront" : point.kind.rawValue]
    ) {
      if let interval = point.xInterval {
        let (low, high) = (geometry.xAxis.place(interval.low), geometry.xAxis.place(interval.high))
        if high - low > 10 {
          h("path", ["class": "interval", "d": "M\(pixels(low)) \(pixels(y))H\(pixels(high))"])
        }
      }
      if let interval = point.yInterval {
        let (low, high) = (geometry.yAxis.place(interval.low), geometry.yAxis.place(interval.high))
        if low - high > 10 {
          h("path", ["class": "interval", "d": "M\(pixels(x)) \(pixels(low))V\(pixels(high))"])
        }
      }
      h(
        "circle",
        ["cx": pixels(x), "cy": pixels(y), "r": point.kind == .focus ? "5.5" : "4.5"]
      ) {
        h("title") {
          "\(point.label): \(NumberText.significant(point.x)), \(NumberText.significant(point.y))"
        }
      }
    }
  }

  private func name(_ name: ScatterGeometry.Name) -> Markup {
    let point = points[name.point]
    return h(
      "g", ["class": point.isOnFront ? "\(point.kind.rawValue) onfront" : point.kind.rawValue]
    ) {
      h("text", ["class": "label", "x": pixels(name.left), "y": pixels(name.bottom - 3.5)]) {
        if name.text != point.label { h("title") { point.label } }
        name.text
      }
    }
  }
}
