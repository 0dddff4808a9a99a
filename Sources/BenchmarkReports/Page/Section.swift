/// A part of the page that can be folded: open without a script and on paper.
struct Section: Sendable {
  let id: StaticString
  let title: String
  let content: Markup

  init(_ id: StaticString, _ title: String, @MarkupBuilder _ content: () -> [Markup]) {
    self.id = id
    self.title = title
    self.content = .group(content())
  }

  func markup() -> Markup {
    h("details", ["class": "section", "id": "\(id)", "open": "open"]) {
      h("summary") { h("h2") { title } }
      content
    }
  }
}
