import Groundwork

/// The text of a tokenizer.json while it is written; strings are bytes.
struct TokenizerJSONText {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func line(_ text: String) {
    add(text)
    bytes.append(0x0A)
  }

  /// A string of JSON: UTF-8, with what JSON asks for escaped.
  mutating func string(_ text: some Sequence<UInt8>) {
    bytes.append(0x22)
    for byte in text {
      switch byte {
      case 0x22: add("\\\"")
      case 0x5C: add("\\\\")
      case 0x0A: add("\\n")
      case 0x0D: add("\\r")
      case 0x09: add("\\t")
      case 0..<0x20, 0x7F:
        let digits = String(byte, radix: 16)
        add("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
      default: bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }

  /// A member of the file itself, indented, with a comma behind it.
  mutating func member(_ key: String, _ value: JSONValue?) {
    let text = value?.serialized(indented: true) ?? "null"
    add("  \"\(key)\": ")
    // Strings have their line ends escaped, so that every line end is one of the layout.
    for byte in text.utf8 {
      bytes.append(byte)
      if byte == 0x0A { add("  ") }
    }
    line(",")
  }
}
