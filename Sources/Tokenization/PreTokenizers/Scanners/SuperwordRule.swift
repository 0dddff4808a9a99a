import UnicodeTables

/// SuperBPE's second stage: numbers, runs of signs and runs of spaces; what lies between is one piece, with all
/// its words.
enum SuperwordRule: ScanRule {
  @inline(__always)
  static func pieceEnd(_ text: ScannedText, _ position: Int) -> Int {
    let end = matchEnd(text, position)
    return end > position ? end : gapEnd(text, position)
  }

  /// The end of the text from a position on in which no match begins; at least a scalar.
  private static func gapEnd(_ text: ScannedText, _ start: Int) -> Int {
    var position = start
    repeat {
      let next = text.scalar(at: position)
      position &+= next.length
      if next.bits & ScalarClass.letter.rawValue != 0 { position = text.letters(from: position) }
    } while position < text.end && matchEnd(text, position) == position
    return position
  }

  /// The end of `\p{N}{1,3}| ?[^\s\p{L}\p{N}]{2,}[\r\n/]*| +(?!\S)` at a position; the position where it does
  /// not match.
  private static func matchEnd(_ text: ScannedText, _ position: Int) -> Int {
    let first = text.scalar(at: position)
    if first.bits & ScalarClass.letter.rawValue != 0 { return position }
    let after = position &+ first.length
    if first.bits & ScalarClass.number.rawValue != 0 { return text.numbers(from: after, limit: 2) }
    let isSpace = text.bytes[position] == 0x20
    let signs = isSpace ? after : position
    if let second = sign(text, signs), let rest = sign(text, second) {
      let known: ScalarClass = [.space, .letter, .number]
      var end = text.run(from: rest, without: known.rawValue)
      while end < text.end {
        let byte = text.bytes[end]
        if byte != 0x0A, byte != 0x0D, byte != UInt8(ascii: "/") { break }
        end += 1
      }
      return end
    }
    if !isSpace { return position }
    var end = after
    while end < text.end, text.bytes[end] == 0x20 { end += 1 }
    let isBeforeText = end < text.end && text.scalar(at: end).bits & ScalarClass.space.rawValue == 0
    // The last space stays with the text behind it.
    return isBeforeText ? end - 1 : end
  }

  /// The end of a scalar that is no white space, letter or number; nil for others and at the end.
  @inline(__always)
  private static func sign(_ text: ScannedText, _ position: Int) -> Int? {
    if position >= text.end { return nil }
    let next = text.scalar(at: position)
    let known: ScalarClass = [.space, .letter, .number]
    return next.bits & known.rawValue == 0 ? position &+ next.length : nil
  }
}
