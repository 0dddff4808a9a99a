import Groundwork

/// The root elements of a format, for who names the format of a file that is none.
struct MarkupRoots {
  /// What the format is called in messages, with its article, such as `a TEI text`.
  var what: String
  /// The local names of root elements, the usual one first; empty where no format is known.
  var names: [String]

  /// Throws where a root element is none of these.
  func check(_ root: String, at line: Int, of file: String) throws(Failure) {
    if names.contains(root) { return }
    if names.isEmpty {
      throw Failure(
        "the root element <\(root.prefix(60))> is of no XML format that is read",
        at: .line(line, of: file),
        remedy:
          "use TEI, TMX, CES, Mallard, DocBook, UDHR or MediaWiki XML, or name the format `text`"
          + " to read the lines as they are")
    }
    throw Failure(
      "the root element is <\(root.prefix(60))>, not <\(names.first ?? "")>",
      at: .line(line, of: file),
      remedy: "name \(what), or the format `text` to read the lines as they are")
  }
}
