import Groundwork
import Segmentation

/// Takes the markup of MediaWiki off an article: what is left are its paragraphs, headings and list items.
///
/// One pass over the bytes: what opens is written out and remembered, and taken back, or shortened to its label,
/// where it closes. Complexity: O(n); links that stand in links count forty times at most. Owned by one thread.
struct WikiText {
  /// Something that is open, with the place in the output where it began.
  struct Opening {
    enum Kind { case braces, link, address, table, htmlTable }
    var kind: Kind
    var start: Int
    /// The number of braces; of a link the place of its first `|` in the output, or -1; of an address that
    /// of its label.
    var detail: Int
  }

  let namespaces: WikiNamespaces
  var output: [UInt8] = []
  var openings: [Opening] = []
  /// How many of the openings are of each kind.
  var braces = 0
  var links = 0
  var tables = 0
  var htmlTables = 0
  /// The level of the heading in the line; 0 where it is none.
  var heading = 0
  /// Tags of which no end follows any more.
  var endless: Set<WikiTag> = []

  init(namespaces: WikiNamespaces) { self.namespaces = namespaces }

  /// Adds the article's lines of text to `documents`, white space folded, empty ones left out.
  mutating func strip(_ text: UnsafeBufferPointer<UInt8>, into documents: inout TextBatch) {
    output.removeAll(keepingCapacity: true)
    openings.removeAll(keepingCapacity: true)
    (braces, links, tables, htmlTables, heading) = (0, 0, 0, 0, 0)
    endless.removeAll(keepingCapacity: true)
    var position = startLine(text, 0)
    while position < text.count {
      var end = position
      while end < text.count, !Self.isMark(text[end]) { end += 1 }
      if end > position {
        output.append(contentsOf: UnsafeBufferPointer(rebasing: text[position..<end]))
        position = end
      }
      if position < text.count { position = mark(text, position) }
    }
    endHeading()
    if let table = openings.first(where: { $0.kind == .table }) {
      output.removeLast(output.count - table.start)
    }
    output.withUnsafeBufferPointer { output in
      for line in output.split(separator: 0x0A) {
        let before = documents.bytes.count
        WhiteSpace.appendFolded(UnsafeBufferPointer(rebasing: line), to: &documents.bytes)
        if documents.bytes.count > before { documents.endText() }
      }
    }
  }

  /// Whether a byte may begin markup within a line, or ends it: `\n & ' < [ ] _ { | }`.
  @inline(__always)
  private static func isMark(_ byte: UInt8) -> Bool {
    let low: UInt64 = 1 << 0x0A | 1 << 0x26 | 1 << 0x27 | 1 << 0x3C
    let high: UInt64 = 1 << 0x1B | 1 << 0x1D | 1 << 0x1F | 1 << 0x3B | 1 << 0x3C | 1 << 0x3D
    if byte >= 0x80 { return false }
    return (byte < 0x40 ? low : high) >> UInt64(byte & 0x3F) & 1 != 0
  }

  /// Takes the mark at a place and gives the place after what was taken.
  private mutating func mark(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
    switch text[position] {
    case UInt8(ascii: "\n"): return endLine(text, position)
    case UInt8(ascii: "{"): return openBraces(text, position)
    case UInt8(ascii: "}"): return closeBraces(text, position)
    case UInt8(ascii: "["): return openBracket(text, position)
    case UInt8(ascii: "]"): return closeBracket(text, position)
    case UInt8(ascii: "|"):
      if let last = openings.last, last.kind == .link, last.detail < 0 {
        openings[openings.count - 1].detail = output.count
      }
    case UInt8(ascii: "'"): return quotes(text, position)
    case UInt8(ascii: "<"): return tag(text, position)
    case UInt8(ascii: "&"): return entity(text, position)
    default:
      if let end = Self.magicWord(text, position) { return end }
    }
    output.append(text[position])
    return position + 1
  }

  /// Runs of apostrophes are italics and bold; four are a bold that starts with one (as the parser has it).
  private mutating func quotes(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
    let count = Self.run(text, position)
    let shown = count == 4 ? 1 : count > 5 ? count - 5 : count == 1 ? 1 : 0
    for _ in 0..<shown { output.append(UInt8(ascii: "'")) }
    return position + count
  }

  /// The end of a word such as `__NOTOC__`, in any language's capitals.
  private static func magicWord(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    guard start + 1 < text.count, text[start + 1] == UInt8(ascii: "_") else { return nil }
    var end = start + 2
    while end < min(text.count, start + 100),
      text[end] >= 0x80 || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(text[end])
    {
      end += 1
    }
    guard end - start >= 4, end + 1 < text.count, text[end] == UInt8(ascii: "_"),
      text[end + 1] == UInt8(ascii: "_")
    else { return nil }
    return end + 2
  }

  /// The number of times that the byte at a place stands there.
  static func run(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var end = start + 1
    while end < text.count, text[end] == text[start] { end += 1 }
    return end - start
  }

  /// Whether ASCII text stands at a place, letters in any case; `words` is in lower case.
  static func at(
    _ words: StaticString, _ text: UnsafeBufferPointer<UInt8>, _ position: Int
  ) -> Bool {
    let count = words.utf8CodeUnitCount
    guard position >= 0, position + count <= text.count else { return false }
    for index in 0..<count {
      let byte = text[position + index]
      let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      if (isUpper ? byte | 0x20 : byte) != words.utf8Start[index] { return false }
    }
    return true
  }
}
