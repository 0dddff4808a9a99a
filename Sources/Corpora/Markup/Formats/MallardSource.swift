import Groundwork

/// Reads help pages in Mallard 1.0: a document is the text of a `p`, `title`, `subtitle` or `desc`, and text that
/// stands in an `item` or table cell itself; code and screens are no text.
enum MallardSource: MarkupSource {
  static let rules = MarkupRules.mallard

  static func recognizes(_ prolog: MarkupProlog) -> Bool {
    prolog.namespace == "http://projectmallard.org/1.0/"
  }
}

extension MarkupRules {
  static let mallard = MarkupRules(
    format: .mallard,
    roots: MarkupRoots(what: "a Mallard page", names: ["page", "section", "stack"]),
    elements: [
      .skip: "credit license revision keywords screen math svg",
      .block: "p title subtitle desc cite item td th",
      .header: "info",
    ],
    places: "<p> or <title>")
}
