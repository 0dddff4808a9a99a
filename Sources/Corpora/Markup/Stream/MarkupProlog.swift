/// What stands before the content of an XML or HTML document, as far as its first bytes show.
///
/// A look, not a check: what is not well-formed ends it.
struct MarkupProlog {
  /// Whether the document starts with `<?xml`.
  private(set) var hasDeclaration = false
  /// The encoding that the XML declaration names.
  private(set) var encoding: String?
  /// The name that the document type declaration gives the root element.
  private(set) var doctype: String?
  /// The public identifier of the document type.
  private(set) var publicID: String?
  /// The root element's local name.
  private(set) var root: String?
  /// The root element's namespace.
  private(set) var namespace: String?

  private let bytes: ArraySlice<UInt8>
  private var position: Int

  /// Looks at the first bytes; nil where they are no markup.
  init?(_ start: [UInt8]) {
    let text = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start[3...] : start[...]
    bytes = text.drop(while: Self.isSpace)
    position = bytes.startIndex
    guard bytes.first == UInt8(ascii: "<") else { return nil }
    var isMore = true
    while isMore { isMore = step() }
  }

  /// Passes over one piece of markup; false at the root element, at the end, and where nothing fits.
  private mutating func step() -> Bool {
    skipSpace()
    if at("<?") { return instruction() }
    if at("<!--") { return skip(past: "-->") }
    if at("<!doctype") { return documentType() }
    if at("<") { element() }
    return false
  }

  private mutating func instruction() -> Bool {
    let start = position
    guard skip(past: "?>") else { return false }
    let text = bytes[start..<(position - 2)]
    guard start == bytes.startIndex, text.starts(with: "<?xml".utf8),
      text.dropFirst(5).first.map(Self.isSpace) ?? true
    else { return true }
    hasDeclaration = true
    let end = position
    position = start + 5
    while let (name, value) = attribute(before: end - 2) {
      if name == "encoding" { encoding = value }
    }
    position = end
    return true
  }

  private mutating func documentType() -> Bool {
    position += "<!doctype".utf8.count
    skipSpace()
    doctype = word()
    skipSpace()
    if at("public") {
      position += 6
      skipSpace()
      publicID = quoted()
    }
    // The rest, with an internal subset in brackets, is passed over.
    var depth = 0
    while position < bytes.endIndex {
      switch bytes[position] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if quoted() == nil { return false }
        continue
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "<") where at("<!--"):
        if !skip(past: "-->") { return false }
        continue
      case UInt8(ascii: "<") where at("<?"):
        if !skip(past: "?>") { return false }
        continue
      case UInt8(ascii: ">") where depth <= 0:
        position += 1
        return true
      default: break
      }
      position += 1
    }
    return false
  }

  private mutating func element() {
    position += 1
    let name = word()
    guard !name.isEmpty else { return }
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let prefix = parts.count == 2 ? String(parts[0]) : nil
    let declaring = prefix.map { "xmlns:\($0)" } ?? "xmlns"
    while let (name, value) = attribute(before: bytes.endIndex) {
      if name == declaring { namespace = value }
    }
    root = String(parts.last ?? "")
  }

  /// The next attribute, or nil where none stands.
  private mutating func attribute(before end: Int) -> (name: String, value: String)? {
    skipSpace()
    let name = word()
    skipSpace()
    guard !name.isEmpty, position < end, at("=") else { return nil }
    position += 1
    skipSpace()
    guard let value = quoted() else { return nil }
    return (name, value)
  }

  private mutating func word() -> String {
    let start = position
    while position < bytes.endIndex, !Self.isSpace(bytes[position]),
      !"<>/=[\"'?".utf8.contains(bytes[position])
    {
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func quoted() -> String? {
    guard position < bytes.endIndex else { return nil }
    let mark = bytes[position]
    guard mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'"),
      let end = bytes[(position + 1)...].firstIndex(of: mark)
    else { return nil }
    defer { position = end + 1 }
    return String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
  }

  private mutating func skipSpace() {
    while position < bytes.endIndex, Self.isSpace(bytes[position]) { position += 1 }
  }

  private mutating func skip(past text: String) -> Bool {
    while position < bytes.endIndex {
      if at(text) {
        position += text.utf8.count
        return true
      }
      position += 1
    }
    return false
  }

  /// Whether the text, in lower case, stands here in any case.
  private func at(_ text: String) -> Bool {
    var index = position
    for byte in text.utf8 {
      guard index < bytes.endIndex else { return false }
      let found = bytes[index]
      let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(found)
      guard (isUpper ? found | 0x20 : found) == byte else { return false }
      index += 1
    }
    return true
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }
}
