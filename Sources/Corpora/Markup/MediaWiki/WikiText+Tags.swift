import CXML2

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// HTML and extension tags, comments, entities.
extension WikiText {
  mutating func tag(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
    if Self.at("<!--", text, position) {
      return Self.find("-->", text, position + 4).map { $0 + 3 } ?? text.count
    }
    let isEnd = position + 1 < text.count && text[position + 1] == UInt8(ascii: "/")
    let start = position + (isEnd ? 2 : 1)
    var nameEnd = start
    while nameEnd < min(text.count, start + 32), Self.isNameByte(text[nameEnd]) { nameEnd += 1 }
    guard nameEnd > start,
      let tag = WikiTag.find(UnsafeBufferPointer(rebasing: text[start..<nameEnd])),
      let close = Self.tagEnd(text, nameEnd)
    else {
      output.append(UInt8(ascii: "<"))
      return position + 1
    }
    let isEmpty = text[close - 1] == UInt8(ascii: "/")
    switch tag.effect {
    case .inline: break
    case .space: output.append(0x20)
    case .line: output.append(UInt8(ascii: "\n"))
    case .table: if isEnd { closeTable() } else if !isEmpty { openTable() }
    case .drop, .plain:
      if isEnd || isEmpty { break }
      guard let (contentEnd, end) = content(of: tag, text, close + 1) else { break }
      if tag.effect == .plain { plain(text, close + 1, contentEnd) }
      return end
    }
    return close + 1
  }

  private mutating func openTable() {
    // Deeper ones would make finding what is open slow.
    if htmlTables >= 40 { return }
    openings.append(Opening(kind: .htmlTable, start: output.count, detail: 0))
    htmlTables += 1
  }

  private mutating func closeTable() {
    guard htmlTables > 0, let index = openings.lastIndex(where: { $0.kind == .htmlTable })
    else { return }
    output.removeLast(output.count - openings[index].start)
    while openings.count > index { removeLastOpening() }
    output.append(UInt8(ascii: "\n"))
  }

  /// Where the content of a tag ends, and where its end tag does; nil where none follows.
  private mutating func content(
    of tag: WikiTag, _ text: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> (content: Int, end: Int)? {
    if endless.contains(tag) { return nil }
    var position = start
    let name = Array(tag.name.utf8)
    while let found = Self.find("</", text, position) {
      position = found + 2
      guard text.count - position > name.count else { break }
      let isName = name.indices.allSatisfy {
        let byte = text[position + $0]
        return (0x41...0x5A ~= byte ? byte | 0x20 : byte) == name[$0]
      }
      guard isName, !Self.isNameByte(text[position + name.count]) else { continue }
      guard let end = Self.tagEnd(text, position + name.count) else { continue }
      return (found, end + 1)
    }
    endless.insert(tag)
    return nil
  }

  /// Text without markup: only entities are read.
  private mutating func plain(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    let content = UnsafeBufferPointer(rebasing: text[start..<end])
    var position = 0
    while position < content.count {
      if content[position] == UInt8(ascii: "&") {
        position = entity(content, position)
      } else {
        output.append(content[position])
        position += 1
      }
    }
  }

  /// Writes the character of an entity, or the `&` as it stands.
  mutating func entity(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
    var end = position + 1
    while end < min(text.count, position + 12), Self.isNameByte(text[end]) || text[end] == 0x23 {
      end += 1
    }
    guard end < text.count, text[end] == UInt8(ascii: ";"),
      let scalar = Self.scalar(UnsafeBufferPointer(rebasing: text[(position + 1)..<end]))
    else {
      output.append(UInt8(ascii: "&"))
      return position + 1
    }
    if let bytes = UTF8.encode(scalar) { output.append(contentsOf: bytes) }
    return end + 1
  }

  /// The scalar that an entity names, between `&` and `;`.
  private static func scalar(_ name: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
    guard name.first == UInt8(ascii: "#") else {
      return withUnsafeTemporaryAllocation(of: CChar.self, capacity: name.count + 1) { copy in
        for index in 0..<name.count { copy[index] = CChar(bitPattern: name[index]) }
        copy[name.count] = 0
        guard let base = copy.baseAddress else { return nil }
        let value = derlius_html_entity(base)
        return value == 0 ? nil : Unicode.Scalar(value)
      }
    }
    let isHexadecimal = name.count > 1 && name[1] | 0x20 == UInt8(ascii: "x")
    let digits = name.dropFirst(isHexadecimal ? 2 : 1)
    guard
      let value = UInt32(
        String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10),
      let scalar = Unicode.Scalar(value), value != 0
    else { return nil }
    // A line end that is written so ends no line.
    return value == 0x0A || value == 0x0D ? " " : scalar
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    0x61...0x7A ~= byte | 0x20 || 0x30...0x39 ~= byte
  }

  /// The place of the `>` that ends a tag, not in quotes; tags of more than 4,000 bytes are none.
  private static func tagEnd(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    var quote: UInt8 = 0
    let limit = min(text.count, start + 4000)
    var position = start
    while position < limit {
      let byte = text[position]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: ">") {
        return position
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        if position > start, text[position - 1] == UInt8(ascii: "=") { quote = byte }
      } else if byte == UInt8(ascii: "<") {
        return nil
      }
      position += 1
    }
    return nil
  }

  /// The next place of ASCII text.
  static func find(
    _ words: StaticString, _ text: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> Int? {
    var position = start
    while let base = text.baseAddress, position < text.count,
      let found = memchr(base + position, Int32(words.utf8Start[0]), text.count - position)
    {
      position = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if at(words, text, position) { return position }
      position += 1
    }
    return nil
  }
}
