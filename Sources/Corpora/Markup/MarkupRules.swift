/// What an element means for the text of a document.
enum MarkupRole: UInt8 {
  /// Nothing: its text is text of what it stands in.
  case inline
  /// The element and what is in it are no text.
  case skip
  /// The outermost one is a document, also where it is empty; one in another parts words.
  case text
  /// The same, of a text that introduces what follows: it makes no division of its own.
  case heading
  /// A division, such as a chapter: where it begins and ends, a group of documents ends.
  case division
  /// A document as far as it holds words; its borders end the document that it stands in.
  case block
  /// Its borders part words.
  case part
  /// An empty element that parts words.
  case gap
  /// A document of its own, taken out of the text that it stands in: a note.
  case aside
  /// Of its children only the first is text.
  case choice
  /// Inline; external entities in it are left out, since what matters of it is no text.
  case header
}

/// How an XML format, or HTML, holds its texts.
///
/// Elements have their meaning by their local names, in whatever namespace; those that are not named are
/// inline. Text that stands in no `text`, `block` or `aside` is none.
struct MarkupRules {
  /// The format.
  var format: CorpusFormat
  /// The root elements.
  var roots: MarkupRoots
  /// The elements that mean something.
  var elements: [MarkupRole: String]
  /// Where texts are looked for, for the message that there are none, such as `<p>, <head> or <l>`.
  var places: String

  /// The rules of all formats.
  static let all = [tei, ces, mallard, docBook, udhr, html]

  /// The local names that have a role.
  var names: [String] { elements.values.flatMap { $0.split(separator: " ").map(String.init) } }

  /// The role of each element of `MarkupNames`.
  func roles() -> [MarkupRole] {
    var roles = [MarkupRole](repeating: .inline, count: MarkupNames.elements.count)
    for (role, names) in elements {
      for name in names.split(separator: " ") {
        let index = MarkupNames.index(of: String(name))
        if index >= 0 { roles[index] = role }
      }
    }
    return roles
  }
}
