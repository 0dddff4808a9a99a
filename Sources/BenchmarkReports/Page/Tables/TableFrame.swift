import TokenizerMetrics

/// What surrounds every table: an id to link to, a caption, room to scroll sideways, a place for what the script adds.
///
/// The script puts buttons that copy the table into the last paragraph; without a script it stays empty and takes no room.
struct TableFrame: Sendable {
  /// Unique on the page.
  var id: String
  /// What the table holds; a sentence or a heading.
  var caption: String
  /// Further classes of the table.
  var classes = ""
  /// The conditions of the numbers, which a copy carries with it.
  var policy: Policy?
  /// What narrows the rows down; shown where the script runs.
  var filters = Markup.none
  /// Whether rows scroll in a box of their own, so that the heads stay in sight.
  var isTall = false

  /// The table with its head and bodies.
  func markup(@MarkupBuilder _ rows: () -> [Markup]) -> Markup {
    let conditions = policy.map { policy in
      ([PolicyText.words(policy)] + PolicyText.departures(policy)).joined(separator: "; ")
    }
    return h("div", ["class": "frame"]) {
      filters
      h(
        "div",
        [
          "class": isTall ? "scroll tall" : "scroll", "tabindex": isTall ? "0" : nil,
          "role": isTall ? "region" : nil, "aria-label": isTall ? caption : nil,
        ]
      ) {
        h(
          "table",
          [
            "class": classes.isEmpty ? "data" : "data \(classes)", "id": id,
            "data-policy": conditions,
          ]
        ) {
          h("caption") {
            h("span") {
              caption
              anchor(to: id, of: caption)
            }
          }
          rows()
        }
      }
      h("p", ["class": "tools"])
    }
  }
}

/// A link to what it stands in, seen when that is pointed at and when the link has the focus.
func anchor(to id: String, of name: String) -> Markup {
  .group([
    " ", h("a", ["class": "anchor", "href": "#\(id)", "aria-label": "Link to: \(name)"]) { "#" },
  ])
}

/// The head of a column: a name that the script makes a button for sorting, and small print.
func head(
  _ name: Markup, small: String = "", copied: String? = nil, class className: String? = nil
) -> Markup {
  h("th", ["scope": "col", "class": className, "data-h": copied]) {
    h("span", ["class": "sort"]) { name }
    if !small.isEmpty { h("small") { small } }
  }
}

/// A cell with a number: written for people, exact in attributes.
///
/// - Parameters:
///   - id: the cell's anchor; nil for none.
///   - text: the number as it is read.
///   - small: what stands under it, such as the interval.
///   - said: what is said to those who do not see the cell's look, such as `best`.
func numberCell(
  _ value: Double, _ text: String, id: String? = nil, interval: (low: Double, high: Double)? = nil,
  small: String = "", label: String? = nil, class className: String? = nil, said: String = ""
) -> Markup {
  h(
    "td",
    [
      "id": id, "data-v": NumberText.exact(value),
      "data-low": interval.map { NumberText.exact($0.low) },
      "data-high": interval.map { NumberText.exact($0.high) }, "data-label": label,
      "class": className,
    ]
  ) {
    text
    if !said.isEmpty { h("span", ["class": "hidden"]) { " (\(said))" } }
    if !small.isEmpty { h("small") { small } }
  }
}

/// A cell where nothing was measured.
func emptyCell() -> Markup {
  h("td", ["data-v": ""]) { h("span", ["class": "hidden"]) { "not measured" } }
}
