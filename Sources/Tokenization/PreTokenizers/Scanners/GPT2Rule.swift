import UnicodeTables

/// `'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s`.
enum GPT2Rule: ScanRule {
  @inline(__always)
  static func pieceEnd(_ text: ScannedText, _ position: Int) -> Int {
    let contraction = text.contraction(at: position, anyCase: false)
    if contraction > position { return contraction }
    let start = text.bytes[position] == 0x20 ? position + 1 : position
    if text.isLetter(at: start) { return text.letters(from: start) }
    if start < text.end {
      let first = text.scalar(at: start)
      if first.bits & ScalarClass.number.rawValue != 0 {
        return text.numbers(from: start + first.length, limit: Int.max)
      }
      let known: ScalarClass = [.space, .letter, .number]
      if first.bits & known.rawValue == 0 {
        return text.run(from: start + first.length, without: known.rawValue)
      }
    }
    return text.spaces(from: position, .plain)
  }
}
