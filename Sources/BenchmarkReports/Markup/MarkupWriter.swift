extension Markup {
  /// The tree as UTF-8 text.
  package func rendered() -> String {
    var text = ""
    write(to: &text)
    return text
  }

  /// What stands between the tags of a style sheet or script made of parts.
  static func trustedText(_ parts: [StaticString]) -> String {
    parts.reduce(into: "\n") { $0 += "\($1)\n" }
  }

  private func write(to text: inout String) {
    switch self {
    case .text(let content): escape(content, to: &text)
    case .group(let parts): for part in parts { part.write(to: &text) }
    case .trusted(let name, let parts):
      text += "<\(name)>\(Self.trustedText(parts))</\(name)>"
    case .data(let id, let json):
      text += "<script type=\"application/json\" id=\"\(id)\">"
      for scalar in json.text.unicodeScalars {
        switch scalar {
        case "<": text += "\\u003c"
        case ">": text += "\\u003e"
        case "&": text += "\\u0026"
        default: text.unicodeScalars.append(isAllowed(scalar) ? scalar : "\u{FFFD}")
        }
      }
      text += "</script>"
    case .element(let name, let attributes, let content):
      text += "<\(name)"
      for attribute in attributes {
        text += " \(attribute.name)=\""
        escape(attribute.value, to: &text)
        text += "\""
      }
      if content.isEmpty, isVoid(name) {
        text += "/>"
        return
      }
      text += ">"
      for part in content { part.write(to: &text) }
      text += "</\(name)>"
      if endsLine(name) { text += "\n" }
    }
  }

  /// Elements that HTML writes without an end tag, and SVG's leaves.
  private func isVoid(_ name: StaticString) -> Bool {
    switch "\(name)" {
    case "meta", "br", "input", "hr", "link", "col", "wbr", "line", "circle", "rect", "path": true
    default: false
    }
  }

  /// A line of its own keeps the page readable as text and in a diff.
  private func endsLine(_ name: StaticString) -> Bool {
    switch "\(name)" {
    case "tr", "p", "section", "g", "svg", "li", "h1", "h2", "h3", "table", "dd", "summary": true
    default: false
    }
  }
}

/// Whether XML 1.0 and HTML both allow the character.
private func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A, 0x20...0x7E, 0xA0...0xFFFD, 0x10000...0x10FFFF: scalar.value & 0xFFFE != 0xFFFE
  default: false
  }
}

/// Writes text so that no character of it is read as markup; control characters become their pictures.
private func escape(_ content: String, to text: inout String) {
  for scalar in content.unicodeScalars {
    switch scalar {
    case "<": text += "&lt;"
    case ">": text += "&gt;"
    case "&": text += "&amp;"
    case "\"": text += "&quot;"
    case "'": text += "&#39;"
    default:
      if isAllowed(scalar) {
        text.unicodeScalars.append(scalar)
      } else if scalar.value < 0x20 {
        text.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      } else {
        text += scalar.value == 0x7F ? "\u{2421}" : "\u{FFFD}"
      }
    }
  }
}
