/// How the lines of a frequency list are laid out.
struct FrequencyLayout: Hashable {
  /// Whether a tab parts form and count; else spaces.
  var hasTab: Bool
  /// Whether the count stands before the form, as `uniq -c` writes it.
  var isCountFirst: Bool

  /// A form and how often it occurs.
  struct Entry {
    var form: Slice<UnsafeBufferPointer<UInt8>>
    var count: UInt64
  }

  /// The layout of a line; nil where it is none, or where form and count are both numbers.
  init?(of line: UnsafeBufferPointer<UInt8>) {
    hasTab = line.contains(0x09)
    isCountFirst = false
    guard let fields = fields(of: line) else { return nil }
    switch (Self.number(fields.0) != nil, Self.number(fields.1) != nil) {
    case (false, true): break
    case (true, false): isCountFirst = true
    default: return nil
    }
  }

  init(hasTab: Bool, isCountFirst: Bool) {
    self.hasTab = hasTab
    self.isCountFirst = isCountFirst
  }

  /// The form and the count of a line; nil where they do not stand there.
  func entry(_ line: UnsafeBufferPointer<UInt8>) -> Entry? {
    guard let fields = fields(of: line) else { return nil }
    let (form, count) = isCountFirst ? (fields.1, fields.0) : fields
    guard let number = Self.number(count) else { return nil }
    return Entry(form: form, count: number)
  }

  /// The two fields of a line, neither empty; without tabs the count is the last word, or the first.
  func fields(
    of line: UnsafeBufferPointer<UInt8>
  ) -> (Slice<UnsafeBufferPointer<UInt8>>, Slice<UnsafeBufferPointer<UInt8>>)? {
    var text = line[...]
    let mark: Int
    if hasTab {
      guard let tab = text.firstIndex(of: 0x09), !text[(tab + 1)...].contains(0x09) else {
        return nil
      }
      mark = tab
    } else {
      text = text.drop { $0 == 0x20 }
      while text.last == 0x20 { text.removeLast() }
      let found = isCountFirst ? text.firstIndex(of: 0x20) : text.lastIndex(of: 0x20)
      guard let found else { return nil }
      mark = found
    }
    var first = text[..<mark]
    var second = text[(mark + 1)...]
    if !hasTab {
      while first.last == 0x20 { first.removeLast() }
      second = second.drop { $0 == 0x20 }
    } else if isCountFirst {
      // `uniq -c` and the like pad counts with spaces.
      first = first.drop { $0 == 0x20 }
    }
    return first.isEmpty || second.isEmpty ? nil : (first, second)
  }

  /// A whole number of digits that 64 bits hold.
  static func number(_ digits: some Collection<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    for byte in digits {
      guard (0x30...0x39).contains(byte) else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(UInt64(byte - 0x30))
      if overflow || carry { return nil }
      value = sum
    }
    return digits.isEmpty ? nil : value
  }
}
