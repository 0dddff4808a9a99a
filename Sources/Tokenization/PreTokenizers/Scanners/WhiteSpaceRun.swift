import UnicodeTables

extension ScannedText {
  /// How a pattern cuts a run of white space.
  enum SpaceRule {
    /// `\s+(?!\S)|\s`: all but the last scalar before other text.
    case plain
    /// `\s*[\r\n]+|\s+(?!\S)|\s+`: to the last newline first.
    case newlinesFirst
    /// `\s++$|\s*[\r\n]|\s+(?!\S)|\s`: whole at the text's end, else to the last newline first.
    case wholeAtEnd
  }

  /// The end of the piece that a white-space scalar begins, where no other part of the pattern takes it.
  @inline(__always)
  func spaces(from position: Int, _ rule: SpaceRule) -> Int {
    let spaceBit = ScalarClass.space.rawValue
    let newlineBit = ScalarClass.newline.rawValue
    var here = position
    var lastStart = position
    var afterNewline = position
    while here < end {
      let next = scalar(at: here)
      if next.bits & spaceBit == 0 { break }
      lastStart = here
      here &+= next.length
      if next.bits & newlineBit != 0 { afterNewline = here }
    }
    if rule == .wholeAtEnd, here == end { return end }
    if rule != .plain, afterNewline > position { return afterNewline }
    if here == end { return end }
    return lastStart > position ? lastStart : here
  }
}
