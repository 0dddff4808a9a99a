/// The UAX #29 segments of one text, and what is in each.
struct WordSegments {
  /// What a segment holds, gathered while its scalars are looked at anyway.
  struct Content: OptionSet {
    let rawValue: UInt8
    /// A scalar of General_Category L.
    static let letter = Content(rawValue: 1)
    /// A scalar of General_Category Nd.
    static let digit = Content(rawValue: 2)
    /// A scalar that is no White_Space.
    static let visible = Content(rawValue: 4)
    /// The first scalar is a digit.
    static let digitFirst = Content(rawValue: 8)
    /// The last scalar is a digit.
    static let digitLast = Content(rawValue: 16)
    /// U+002D, U+2010 or U+2011 alone.
    static let hyphen = Content(rawValue: 32)
  }

  private(set) var ends: [Int] = []
  private var contents: [Content] = []

  var count: Int { ends.count }

  mutating func removeAll() {
    ends.removeAll(keepingCapacity: true)
    contents.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  mutating func append(end: Int, _ content: Content) {
    ends.append(end)
    contents.append(content)
  }

  @inline(__always)
  func range(_ index: Int) -> Range<Int> {
    Range(uncheckedBounds: (index == 0 ? 0 : ends[index - 1], ends[index]))
  }

  /// White space never shares a segment with a word, but CR LF and runs of spaces are segments.
  @inline(__always)
  func isMoreThanWhiteSpace(_ index: Int) -> Bool { contents[index].contains(.visible) }

  /// A letter, no digit, and no digit behind a hyphen on either side.
  func isLetterWord(_ index: Int) -> Bool {
    guard contents[index].intersection([.letter, .digit]) == .letter else { return false }
    if index > 1, contents[index - 1].contains(.hyphen), contents[index - 2].contains(.digitLast) {
      return false
    }
    return index + 2 >= count || !contents[index + 1].contains(.hyphen)
      || !contents[index + 2].contains(.digitFirst)
  }
}
