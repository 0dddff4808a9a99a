import Groundwork

/// The head of every page: what it is, what it may do, how it looks.
package enum PageHead {
  /// The element.
  ///
  /// - Parameters:
  ///   - title: the page's title.
  ///   - version: the version of Derlius that made it.
  ///   - styles: its style sheets, in their order, each in its parts.
  ///   - scripts: the scripts that stand in its body, likewise.
  /// - Throws: when libcrypto gives no SHA-256.
  package static func markup(
    title: String, version: String, styles: [[StaticString]], scripts: [[StaticString]] = []
  ) throws(Failure) -> Markup {
    let policy = try ContentPolicy.text(styles: styles, scripts: scripts)
    return h("head") {
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
