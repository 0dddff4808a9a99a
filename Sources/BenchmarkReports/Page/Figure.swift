/// What surrounds every chart: the finding above; source, data and limits below.
struct Figure {
  /// Its id, unique on the page.
  var id: String
  /// The finding, as a caption.
  var finding: String
  /// The metric in words: name, meaning, unit.
  var unit: String
  /// Where the numbers come from and under which policy.
  var source: String
  /// What a reader might think it shows and it does not.
  var limits: String
  /// The same numbers as a table.
  var table: Markup
  /// Whether the table is unfolded from the start.
  var showsTable = false

  func markup(_ chart: Markup) -> Markup {
    h("figure", ["id": id]) {
      h("figcaption") {
        h("b") { finding }
        h("span", ["class": "unit"]) { " · \(unit)" }
        anchor(to: id, of: finding)
      }
      chart
      h("div", ["class": "foot"]) {
        h("p", ["class": "source"]) {
          "Source: \(source). What this does not show: \(limits)"
        }
        h("details", ["class": "data", "open": showsTable ? "open" : nil]) {
          h("summary") { "Data of this chart" }
          table
        }
      }
    }
  }
}
