import Groundwork

/// Reads TEI XML (TEI P5 §4, §6, §8, §10): each outermost `p`, `head`, `l`, `ab`, `u`, `item` or `cell` outside a
/// `teiHeader` is a document; so is each note, apart from its text.
///
/// Divisions (`div`, `div1` …, and texts in texts) part the documents into groups; a heading before the first of a division's own
/// divisions belongs to that.
///
/// Of a dictionary the headwords (`orth`) are documents: translations and definitions are of other
/// languages. Of a `choice` the first reading is text.
enum TEISource: MarkupSource {
  static let rules = MarkupRules.tei

  static func recognizes(_ prolog: MarkupProlog) -> Bool {
    rules.roots.names.contains(prolog.root ?? "")
  }
}

extension MarkupRules {
  static let tei = MarkupRules(
    format: .tei,
    roots: MarkupRoots(what: "a TEI text", names: ["TEI", "TEI.2", "teiCorpus", "teiCorpus.2"]),
    elements: [
      .skip: "teiHeader fw figDesc incident kinesic vocal",
      .text: "p l ab u item cell orth",
      .heading: "head",
      .division: "TEI TEI.2 text div div0 div1 div2 div3 div4 div5 div6 div7",
      .part: "seg lg",
      .gap: "lb pb cb gb",
      .aside: "note",
      .choice: "choice",
    ],
    places: "<p>, <head> or <l>")
}
