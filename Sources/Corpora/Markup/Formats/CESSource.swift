import Groundwork

/// Reads the Corpus Encoding Standard (CES 1, XCES).
///
/// Each outermost `p`, `head`, `l`, `seg`, `s`, `item` or `cell` outside a header is a document. In the bible-corpus a
/// `seg` is a verse. Divisions part the documents into groups, as in TEI.
enum CESSource: MarkupSource {
  static let rules = MarkupRules.ces

  static func recognizes(_ prolog: MarkupProlog) -> Bool {
    rules.roots.names.contains(prolog.root ?? "")
  }
}

extension MarkupRules {
  static let ces = MarkupRules(
    format: .ces,
    roots: MarkupRoots(what: "a CES text", names: ["cesDoc", "cesCorpus"]),
    elements: [
      .skip: "cesHeader",
      .text: "p l seg s item cell",
      .heading: "head",
      .division: "div",
      .aside: "note",
    ],
    places: "<p>, <seg> or <s>")
}
