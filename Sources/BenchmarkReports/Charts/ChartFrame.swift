/// The frame of a chart: one SVG with a title and a description; text stays text.
struct ChartFrame: Sendable {
  /// The finding, for people who do not see the marks.
  var title: String
  /// What is drawn, in a sentence.
  var description: String
  /// A prefix, unique on the page, for the ids that name the chart.
  var id: String
  /// Its classes, without `chart`.
  var classes: String
  var width: Double
  var height: Double

  func markup(@MarkupBuilder _ content: () -> [Markup]) -> Markup {
    let (width, height) = (pixels(width), pixels(height))
    return h(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "class": "chart " + classes, "role": "img",
        "viewBox": "0 0 \(width) \(height)", "width": width, "height": height,
        "aria-labelledby": "\(id)-t \(id)-d",
      ]
    ) {
      h("title", ["id": "\(id)-t"]) { title }
      h("desc", ["id": "\(id)-d"]) { description }
      content()
    }
  }
}

/// A place in a drawing: tenths of a pixel are enough.
func pixels(_ value: Double) -> String { NumberText.exact((value * 10).rounded() / 10) }
