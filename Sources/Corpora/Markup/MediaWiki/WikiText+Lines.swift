/// What counts at the start and at the end of a line.
extension WikiText {
  /// Ends the line at a `\n` and starts the next.
  mutating func endLine(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
    endHeading()
    // The label of an address ends with its line; a link is none with an empty line in it.
    let isEmpty = output.last == UInt8(ascii: "\n")
    while let last = openings.last, last.kind == .address || (isEmpty && last.kind == .link) {
      removeLastOpening()
    }
    output.append(UInt8(ascii: "\n"))
    return startLine(text, position + 1)
  }

  /// Takes what is markup at a line's start only: tables, headings, lists, rules.
  mutating func startLine(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var position = start
    while position < text.count, text[position] == 0x20 || text[position] == 0x09 { position += 1 }
    guard position < text.count else { return start }
    switch text[position] {
    case UInt8(ascii: "="):
      heading = Self.headingLevel(text, position)
      return position + heading
    case UInt8(ascii: "*"), UInt8(ascii: "#"), UInt8(ascii: ":"), UInt8(ascii: ";"):
      while position < text.count, "*#:; \t".utf8.contains(text[position]) { position += 1 }
      return startLineOfTable(text, position) ?? position
    case UInt8(ascii: "-") where position == start:
      let count = Self.run(text, position)
      return count >= 4 ? position + count : start
    default: return startLineOfTable(text, position) ?? start
    }
  }

  private mutating func startLineOfTable(
    _ text: UnsafeBufferPointer<UInt8>, _ position: Int
  ) -> Int? {
    guard position + 1 < text.count else { return nil }
    if text[position] == UInt8(ascii: "{"), text[position + 1] == UInt8(ascii: "|") {
      openings.append(Opening(kind: .table, start: output.count, detail: 0))
      tables += 1
      return position + 2
    }
    guard tables > 0, text[position] == UInt8(ascii: "|"),
      text[position + 1] == UInt8(ascii: "}")
    else { return nil }
    // Braces that opened in the table must close first: `|}` is then the end of a template.
    guard
      let index = openings.lastIndex(where: { $0.kind == .table || $0.kind == .braces }),
      openings[index].kind == .table
    else { return nil }
    output.removeLast(output.count - openings[index].start)
    while openings.count > index { removeLastOpening() }
    return position + 2
  }

  /// The level of the heading that a line is, whose `=` start at a place; 0 where it is none.
  private static func headingLevel(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var end = start
    while end < text.count, text[end] != UInt8(ascii: "\n") { end += 1 }
    while end > start {
      if text[end - 1] == 0x20 || text[end - 1] == 0x09 || text[end - 1] == 0x0D {
        end -= 1
      } else if end - start >= 7, at("-->", text, end - 3) {
        var comment = end - 7
        while comment > start, !at("<!--", text, comment) { comment -= 1 }
        if comment == start { break }
        end = comment
      } else {
        break
      }
    }
    var closing = 0
    while end - closing > start, text[end - closing - 1] == UInt8(ascii: "=") { closing += 1 }
    let opening = run(text, start)
    // A line of nothing but `=` shows the middle one.
    if opening == end - start { return min(6, (opening - 1) / 2) }
    return min(opening, closing, 6)
  }

  /// Takes off the `=` at the end of a heading.
  mutating func endHeading() {
    if heading == 0 { return }
    while output.last == 0x20 || output.last == 0x09 || output.last == 0x0D { output.removeLast() }
    while heading > 0, output.last == UInt8(ascii: "=") {
      output.removeLast()
      heading -= 1
    }
    heading = 0
  }

  mutating func removeLastOpening() {
    guard let last = openings.popLast() else { return }
    switch last.kind {
    case .braces: braces -= 1
    case .link: links -= 1
    case .table: tables -= 1
    case .htmlTable: htmlTables -= 1
    case .address: break
    }
  }
}
