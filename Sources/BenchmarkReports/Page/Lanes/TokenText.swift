/// A token's text as a reader can see it.
///
/// Line ends and tabs have signs, spaces an element of their own so that they can be shown on demand, and characters
/// that cannot be seen but turn or hide others stand by name.
enum TokenText {
  /// The text as markup; `isToken` shows a token without letters by the space mark.
  static func markup(_ text: String, isToken: Bool) -> [Markup] {
    if text.isEmpty { return isToken ? ["▁"] : [] }
    var parts: [Markup] = []
    var run = ""
    func end() {
      if !run.isEmpty { parts.append(.text(run)) }
      run = ""
    }
    // "\r\n" is one character and two scalars.
    var last: Unicode.Scalar?
    for scalar in ShortText.cut(text).unicodeScalars {
      defer { last = scalar }
      switch scalar {
      case "\r": run += "⏎"
      case "\n": if last != "\r" { run += "⏎" }
      case "\t": run += "⇥"
      case " ":
        end()
        parts.append(h("i") { " " })
      default:
        if let name = name(scalar) {
          end()
          parts.append(h("i", ["class": "c"]) { name })
        } else if scalar.properties.isWhitespace {
          end()
          parts.append(h("i", ["class": "w", "title": code(scalar)]) { String(scalar) })
        } else {
          run.unicodeScalars.append(scalar)
        }
      }
    }
    end()
    return parts
  }

  /// A sentence without characters that would turn what stands around them.
  static func plain(_ text: String, scalars limit: Int) -> String {
    var plain = ""
    for scalar in ShortText.cut(text, scalars: limit).unicodeScalars {
      if let name = name(scalar) {
        plain += name
      } else {
        plain.unicodeScalars.append(scalar)
      }
    }
    return plain
  }

  /// The name of a character that cannot be seen; joiners are left alone, since letters change shape by them.
  private static func name(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0xAD: "⟨SHY⟩"
    case 0x61C: "⟨ALM⟩"
    case 0x200B: "⟨ZWSP⟩"
    case 0x200E: "⟨LRM⟩"
    case 0x200F: "⟨RLM⟩"
    case 0x202A: "⟨LRE⟩"
    case 0x202B: "⟨RLE⟩"
    case 0x202C: "⟨PDF⟩"
    case 0x202D: "⟨LRO⟩"
    case 0x202E: "⟨RLO⟩"
    case 0x2060: "⟨WJ⟩"
    case 0x2066: "⟨LRI⟩"
    case 0x2067: "⟨RLI⟩"
    case 0x2068: "⟨FSI⟩"
    case 0x2069: "⟨PDI⟩"
    case 0xFEFF: "⟨BOM⟩"
    default: nil
    }
  }

  private static func code(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
