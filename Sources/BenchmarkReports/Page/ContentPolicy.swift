import Groundwork

/// What a page allows its reader's browser to do: nothing but its own styles and scripts, known by their hashes.
///
/// Nothing is fetched, sent, embedded or submitted, and no attribute is read as style or script, so that text
/// that came through an error in escaping could not act either. Content Security Policy Level 3.
package enum ContentPolicy {
  /// The policy's text.
  ///
  /// - Parameters:
  ///   - styles: the parts of every style sheet.
  ///   - scripts: the parts of every script that runs; data for scripts needs no leave.
  /// - Throws: when libcrypto gives no SHA-256.
  package static func text(
    styles: [[StaticString]], scripts: [[StaticString]]
  ) throws(Failure) -> String {
    var parts = ["default-src 'none'"]
    for (directive, sources) in [("style-src", styles), ("script-src", scripts)] {
      if sources.isEmpty { continue }
      var hashes: [String] = []
      for source in sources { hashes.append("'sha256-\(try digest(source))'") }
      parts.append("\(directive) \(hashes.joined(separator: " "))")
    }
    parts += ["base-uri 'none'", "form-action 'none'"]
    return parts.joined(separator: "; ")
  }

  private static func digest(_ parts: [StaticString]) throws(Failure) -> String {
    let bytes = try SHA256.digest(of: Array(Markup.trustedText(parts).utf8))
    var text: [UInt8] = []
    Base64.encode(bytes, into: &text)
    return String(decoding: text, as: UTF8.self)
  }
}
