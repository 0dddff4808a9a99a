import Groundwork

/// Reads HTML as it comes, and XHTML: a document is what stands between two borders of block elements, as far
/// as it holds words.
///
/// What a browser shows in no line of text (`head`, scripts, controls) is no text. Nothing in a page is an error.
enum HTMLSource: MarkupSource {
  static let rules = MarkupRules.html
  static let isHTML = true

  static func recognizes(_ prolog: MarkupProlog) -> Bool {
    if let doctype = prolog.doctype { return doctype.lowercased() == "html" }
    guard let root = prolog.root?.lowercased() else { return false }
    return starts.contains(root)
  }

  /// Elements that show HTML where they come first.
  private static let starts: Set<String> = [
    "html", "head", "body", "meta", "link", "title", "script", "style", "div", "p", "h1", "h2",
    "h3",
    "h4", "table", "ul", "ol", "dl", "article", "section", "main",
  ]
}

extension MarkupRules {
  static let html = MarkupRules(
    format: .html,
    roots: MarkupRoots(what: "a page", names: ["html"]),
    elements: [
      .skip: "head script style template noscript iframe object applet audio video canvas svg"
        + " math select datalist textarea button",
      .block: "html body p div h1 h2 h3 h4 h5 h6 li ul ol dir menu dl dt dd table caption tr td th"
        + " thead tbody tfoot blockquote pre center form fieldset legend address hr article section"
        + " nav aside main header footer figure figcaption details summary hgroup dialog search"
        + " option optgroup frameset noframes",
      .gap: "br img input",
    ],
    places: "the page's body")
}
