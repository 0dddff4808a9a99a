import Groundwork

/// A whole page: what it is, what it may do and how it looks in its head; one main part in its body, then data and script.
///
/// All pages look and escape alike, and are well-formed XML as well as HTML.
package struct HTMLPage: Sendable {
  private let title: String
  private let version: String
  private let styles: [[StaticString]]
  private let scripts: [[StaticString]]
  private let data: Markup
  private let content: [Markup]

  /// Creates a page.
  ///
  /// - Parameters:
  ///   - title: the page's title.
  ///   - version: the version of Derlius that made what it shows.
  ///   - styles: style sheets besides those of all pages, in their order.
  ///   - script: the script that runs in it, in its parts; none where it is empty.
  ///   - data: what scripts read, between the main part and the script.
  ///   - content: the main part.
  package init(
    title: String, version: String, styles: [StaticString] = [],
    script: [StaticString] = PageScript.code, data: Markup = .none,
    @MarkupBuilder content: () -> [Markup]
  ) {
    self.title = title
    self.version = version
    self.styles = [PageStyle.sheet, PageStyle.phoneAndPaper] + styles.map { [$0] }
    scripts = script.isEmpty ? [] : [script]
    self.data = data
    self.content = content()
  }

  /// The page's text.
  ///
  /// - Throws: when libcrypto gives no SHA-256 for the page's policy.
  package func text() throws(Failure) -> String {
    let policy = try ContentPolicy.text(styles: styles, scripts: scripts)
    let page = h("html", ["xmlns": "http://www.w3.org/1999/xhtml", "lang": "en"]) {
      head(policy)
      h("body") {
        h("main") { content }
        data
        scripts.map { Markup.trusted("script", $0) }
      }
    }
    return "<!DOCTYPE html>\n" + page.rendered() + "\n"
  }

  private func head(_ policy: String) -> Markup {
    h("head") {
      h("meta", ["charset": "utf-8"])
      h("meta", ["http-equiv": "Content-Security-Policy", "content": policy])
      h("title") { title }
      h("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
      h("meta", ["name": "color-scheme", "content": "light dark"])
      h("meta", ["name": "generator", "content": "derlius \(version)"])
      styles.map { Markup.trusted("style", $0) }
    }
  }
}
