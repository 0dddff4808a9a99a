import Groundwork

/// Reads the Universal Declaration of Human Rights as the UDHR in XML project has it: each `title` and `para`
/// is a document.
enum UDHRSource: MarkupSource {
  static let rules = MarkupRules.udhr

  static func recognizes(_ prolog: MarkupProlog) -> Bool { prolog.root == "udhr" }
}

extension MarkupRules {
  static let udhr = MarkupRules(
    format: .udhr,
    roots: MarkupRoots(what: "a translation of the UDHR", names: ["udhr"]),
    elements: [.text: "title para"],
    places: "<para> or <title>")
}
