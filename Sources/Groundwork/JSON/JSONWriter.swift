extension JSONValue {
  /// The value as JSON text, members in their order; the same value gives the same bytes.
  ///
  /// - Parameters:
  ///   - indented: objects and arrays on lines of their own, two spaces a level; arrays of
  ///     plain values and objects deeper than `inlineDepth` stay on one line.
  ///   - inlineDepth: how deep values are that still get lines of their own.
  public func serialized(indented: Bool = false, inlineDepth: Int = Int.max) -> String {
    var text = ""
    write(to: &text, indented: indented, inlineDepth: inlineDepth, depth: 0)
    return text
  }

  private func write(to text: inout String, indented: Bool, inlineDepth: Int, depth: Int) {
    let breaks = indented && depth < inlineDepth
    func newLine(_ depth: Int, _ text: inout String) {
      text += "\n" + String(repeating: "  ", count: depth)
    }
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let value): text += value
    case .string(let value): Self.write(value, to: &text)
    case .array(let values):
      let lines = breaks && values.contains { $0.isContainer }
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += lines ? "," : ", " }
        if lines { newLine(depth + 1, &text) }
        value.write(
          to: &text, indented: indented && lines, inlineDepth: inlineDepth, depth: depth + 1)
      }
      if lines { newLine(depth, &text) }
      text += "]"
    case .object(let members):
      let lines = breaks && !members.isEmpty
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += lines ? "," : ", " }
        if lines { newLine(depth + 1, &text) }
        Self.write(member.key, to: &text)
        text += ": "
        member.value.write(
          to: &text, indented: indented && lines, inlineDepth: inlineDepth, depth: depth + 1)
      }
      if lines { newLine(depth, &text) }
      text += "}"
    }
  }

  private var isContainer: Bool {
    switch self {
    case .array, .object: true
    default: false
    }
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default:
        // U+2028 and U+2029 end a line in old scripts; the page embeds JSON.
        if scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x2028
          || scalar.value == 0x2029
        {
          let digits = String(scalar.value, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    text += "\""
  }
}
