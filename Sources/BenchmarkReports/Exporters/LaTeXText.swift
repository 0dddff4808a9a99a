/// Text as LaTeX reads it as text: with nothing in it that could be a command.
enum LaTeXText {
  /// The text, escaped; what LaTeX's fonts lack (control characters, marks of direction) is left out.
  ///
  /// Typographic marks become LaTeX's own, so that any engine sets them. Letters stay as they are: engines since 2018 read
  /// UTF-8.
  static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\textbackslash{}"
      case "{", "}", "$", "&", "#", "%", "_": escaped += "\\\(scalar)"
      case "^": escaped += "\\textasciicircum{}"
      case "~": escaped += "\\textasciitilde{}"
      case "<": escaped += "\\textless{}"
      case ">": escaped += "\\textgreater{}"
      case "|": escaped += "\\textbar{}"
      case "\"": escaped += "\\textquotedbl{}"
      case "`": escaped += "\\textasciigrave{}"
      case "'": escaped += "\\textquotesingle{}"
      // Two would become a dash.
      case "-": escaped += escaped.hasSuffix("-") ? "{}-" : "-"
      // At the start of a cell it would be an option of the line end before it.
      case "[", "]": escaped += "{\(scalar)}"
      case "\u{202F}", "\u{2009}": escaped += "\\,"
      case "\u{A0}": escaped += "~"
      case "–": escaped += "--"
      case "—": escaped += "---"
      case "−": escaped += "$-$"
      case "·": escaped += "\\textperiodcentered{}"
      case "…": escaped += "\\dots{}"
      case "×": escaped += "\\texttimes{}"
      case "≤": escaped += "$\\leq$"
      case "≥": escaped += "$\\geq$"
      case "κ": escaped += "$\\kappa$"
      case "τ": escaped += "$\\tau$"
      case "π": escaped += "$\\pi$"
      case "\n", "\r", "\t", "\u{2028}", "\u{2029}": escaped += " "
      default:
        if isPrinted(scalar) { escaped.unicodeScalars.append(scalar) }
      }
    }
    return escaped
  }

  private static func isPrinted(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .privateUse, .surrogate, .unassigned: false
    default: true
    }
  }

  /// A name that can stand in `\label`: small ASCII letters, digits and hyphens.
  static func label(_ text: String) -> String {
    var label = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        label.unicodeScalars.append(Unicode.Scalar(byte | 0x20))
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        label.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        if !label.isEmpty, !label.hasSuffix("-") { label += "-" }
      }
    }
    return label.hasSuffix("-") ? String(label.dropLast()) : label
  }
}
