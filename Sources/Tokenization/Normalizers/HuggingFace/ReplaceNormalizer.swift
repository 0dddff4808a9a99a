/// Puts a text in the place of each match of a pattern.
public struct ReplaceNormalizer: Normalizer {
  /// What is looked for.
  public let pattern: TextPattern
  /// What takes its place; `$1` and the like mean nothing.
  public let content: [UInt8]

  /// Creates a normalizer.
  public init(_ pattern: TextPattern, with content: [UInt8]) {
    self.pattern = pattern
    self.content = content
  }

  /// `Replace`, the pattern and the content.
  public var name: String { "Replace \(pattern.name) by \(quoted(content))" }

  /// Replaces from left to right.
  ///
  /// As long as the search, and O(n + what is put in).
  public func normalize(_ text: inout NormalizedText) {
    let source = text.bytes
    var kept = 0
    var isRewriting = false
    content.withUnsafeBufferPointer { content in
      pattern.forEachMatch(in: UnsafeBufferPointer(start: source, count: text.count)) {
        start, end in
        if !isRewriting {
          text.beginRewriting()
          isRewriting = true
        }
        if start > kept { text.keep(start - kept) }
        // As in the reference the content stands for the match's last scalar.
        var last = end
        if end > start {
          last -= 1
          while last > start, source[last] & 0xC0 == 0x80 { last -= 1 }
        }
        text.drop(last - start)
        if let bytes = content.baseAddress, content.count > 0 {
          if end > last {
            text.replace(end - last, with: bytes, content.count)
          } else {
            text.insert(bytes, content.count)
          }
        } else {
          text.drop(end - last)
        }
        kept = end
      }
    }
    if isRewriting {
      if text.count > kept { text.keep(text.count - kept) }
      text.endRewriting()
    }
  }
}
