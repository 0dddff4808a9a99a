#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Templates, links and addresses.
extension WikiText {
  /// `{{` opens a template, `{{{` a parameter; runs are taken apart where they close, from the inside, as
  /// MediaWiki's preprocessor does.
  mutating func openBraces(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
    let count = Self.run(text, position)
    if count >= 2 {
      openings.append(Opening(kind: .braces, start: output.count, detail: count))
      braces += 1
    }
    append(UInt8(ascii: "{"), count)
    return position + count
  }

  mutating func closeBraces(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
    let count = Self.run(text, position)
    var left = count
    while left >= 2, braces > 0 {
      // What opened in a template and did not close in it is gone with it.
      while let last = openings.last, last.kind != .braces { removeLastOpening() }
      guard let last = openings.last else { break }
      let taken = min(last.detail, left, 3)
      let rest = last.detail - taken
      output.removeLast(output.count - last.start - rest)
      left -= taken
      if rest < 2 { removeLastOpening() } else { openings[openings.count - 1].detail = rest }
    }
    append(UInt8(ascii: "}"), left)
    return position + count
  }

  mutating func openBracket(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
    if position + 1 < text.count, text[position + 1] == UInt8(ascii: "[") {
      // A label is moved when its link closes.
      if links < 40 {
        openings.append(Opening(kind: .link, start: output.count, detail: -1))
        links += 1
      }
      append(UInt8(ascii: "["), 2)
      return position + 2
    }
    if let end = address(text, position + 1) { return end }
    output.append(UInt8(ascii: "["))
    return position + 1
  }

  /// Opens an address in brackets, of which only the label is text.
  ///
  /// Gives the place after the address, nil where none stands.
  private mutating func address(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    if openings.last?.kind == .address { return nil }
    let isAddress =
      Self.at("http", text, start) || Self.at("//", text, start) || Self.at("ftp:", text, start)
      || Self.at("mailto:", text, start) || Self.at("irc:", text, start)
      || Self.at("news:", text, start)
    guard isAddress else { return nil }
    var end = start
    while end < text.count, text[end] > 0x20, !"[]<>\"".utf8.contains(text[end]) { end += 1 }
    guard end < text.count else { return nil }
    if text[end] == UInt8(ascii: "]") { return end + 1 }
    guard text[end] == 0x20 || text[end] == 0x09 else { return nil }
    let opened = output.count
    output.append(UInt8(ascii: "["))
    output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...end]))
    openings.append(Opening(kind: .address, start: opened, detail: output.count))
    return end + 1
  }

  mutating func closeBracket(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
    if let last = openings.last, last.kind == .address {
      keep(last.detail..<output.count, at: last.start)
      removeLastOpening()
      return position + 1
    }
    if position + 1 < text.count, text[position + 1] == UInt8(ascii: "]"),
      let last = openings.last, last.kind == .link
    {
      removeLastOpening()
      closeLink(last)
      return position + 2
    }
    output.append(UInt8(ascii: "]"))
    return position + 1
  }

  /// Leaves a link's label: what follows its first `|`, or its target; nothing of a file, a category or a link to
  /// the article in another language.
  private mutating func closeLink(_ link: Opening) {
    let start = link.start + 2
    let targetEnd = link.detail < 0 ? output.count : link.detail
    let target = output.withUnsafeBufferPointer { output in
      namespaces.target(UnsafeBufferPointer(rebasing: output[start..<targetEnd]))
    }
    switch target {
    case .none: append(UInt8(ascii: "]"), 2)
    case .hidden: output.removeLast(output.count - link.start)
    case .shown(let colon):
      let hasLabel = link.detail >= 0 && link.detail + 1 < output.count
      keep(
        hasLabel ? link.detail + 1..<output.count : start + colon..<targetEnd, at: link.start)
    }
  }

  /// Moves a part of the output to a place before it and drops the rest.
  private mutating func keep(_ range: Range<Int>, at place: Int) {
    output.withUnsafeMutableBufferPointer { output in
      if let base = output.baseAddress {
        memmove(base + place, base + range.lowerBound, range.count)
      }
    }
    output.removeLast(output.count - place - range.count)
  }

  mutating func append(_ byte: UInt8, _ count: Int) {
    for _ in 0..<count { output.append(byte) }
  }
}
