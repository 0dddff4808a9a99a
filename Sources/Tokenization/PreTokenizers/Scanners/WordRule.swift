import UnicodeTables

/// What differs between the patterns of cl100k's family.
protocol WordRuleChoices: Sendable {
  static var digits: Int { get }
  static var spaceRule: ScannedText.SpaceRule { get }
}

/// cl100k as tiktoken has it today.
enum CL100K: WordRuleChoices {
  static let digits = 3
  static let spaceRule = ScannedText.SpaceRule.wholeAtEnd
}

/// cl100k's first spelling, kept by Llama 3.
enum Llama3: WordRuleChoices {
  static let digits = 3
  static let spaceRule = ScannedText.SpaceRule.newlinesFirst
}

/// Qwen 2: digits one by one.
enum Qwen2: WordRuleChoices {
  static let digits = 1
  static let spaceRule = ScannedText.SpaceRule.newlinesFirst
}

/// `'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|` and white space.
enum WordRule<Choices: WordRuleChoices>: ScanRule {
  @inline(__always)
  static func pieceEnd(_ text: ScannedText, _ position: Int) -> Int {
    if text.bytes[position] == 0x20, text.isLetter(at: position + 1) {
      return text.letters(from: position + 1)
    }
    let first = text.scalar(at: position)
    if first.bits & ScalarClass.letter.rawValue != 0 {
      return text.letters(from: position + first.length)
    }
    let contraction = text.contraction(at: position, anyCase: true)
    if contraction > position { return contraction }
    let after = position + first.length
    if first.bits & ScalarClass.number.rawValue != 0 {
      return text.numbers(from: after, limit: Choices.digits - 1)
    }
    if first.bits & ScalarClass.newline.rawValue == 0, text.isLetter(at: after) {
      return text.letters(from: after)
    }
    let known: ScalarClass = [.space, .letter, .number]
    var isOther = first.bits & known.rawValue == 0
    if text.bytes[position] == 0x20, after < text.end {
      isOther = text.scalar(at: after).bits & known.rawValue == 0
    }
    if isOther {
      var end = text.run(from: after, without: known.rawValue)
      while end < text.end, text.bytes[end] == 0x0A || text.bytes[end] == 0x0D { end += 1 }
      return end
    }
    return text.spaces(from: position, Choices.spaceRule)
  }
}
