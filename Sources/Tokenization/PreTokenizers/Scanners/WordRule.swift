import UnicodeTables

/// cl100k as tiktoken has it today.
enum CL100KRule: WordBlockRule {
  static var digits: Int { 3 }

  @inline(__always)
  static func pieceEnd(_ text: ScannedText, _ position: Int) -> Int {
    WordRule.pieceEnd(text, position, digits: 3, .wholeAtEnd)
  }
}

/// cl100k's first spelling, kept by Llama 3.
enum Llama3Rule: WordBlockRule {
  static var digits: Int { 3 }

  @inline(__always)
  static func pieceEnd(_ text: ScannedText, _ position: Int) -> Int {
    WordRule.pieceEnd(text, position, digits: 3, .newlinesFirst)
  }
}

/// Qwen 2: digits one by one.
enum Qwen2Rule: WordBlockRule {
  static var digits: Int { 1 }

  @inline(__always)
  static func pieceEnd(_ text: ScannedText, _ position: Int) -> Int {
    WordRule.pieceEnd(text, position, digits: 1, .newlinesFirst)
  }
}

/// Llama 3 as llama.cpp has it: contractions in ASCII alone.
enum PlainLlama3Rule: WordBlockRule {
  static var digits: Int { 3 }

  @inline(__always)
  static func pieceEnd(_ text: ScannedText, _ position: Int) -> Int {
    WordRule.pieceEnd(text, position, digits: 3, .newlinesFirst, foldsLongS: false)
  }
}

/// Qwen 2 as llama.cpp has it: contractions in ASCII alone.
enum PlainQwen2Rule: WordBlockRule {
  static var digits: Int { 1 }

  @inline(__always)
  static func pieceEnd(_ text: ScannedText, _ position: Int) -> Int {
    WordRule.pieceEnd(text, position, digits: 1, .newlinesFirst, foldsLongS: false)
  }
}

/// A rule of words that are runs of letters.
protocol WordBlockRule: BlockRule {}

extension WordBlockRule {
  static var letters: ScalarClass { .letter }
  static var isCutAtCapitals: Bool { false }
  static var contractions: ContractionPlace { .alone }
}

/// `'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|` and white space.
private enum WordRule {
  @inline(__always)
  static func pieceEnd(
    _ text: ScannedText, _ position: Int, digits: Int, _ spaceRule: ScannedText.SpaceRule,
    foldsLongS: Bool = true
  ) -> Int {
    if text.bytes[position] == 0x20, text.isLetter(at: position + 1) {
      return text.letters(from: position + 1)
    }
    let first = text.scalar(at: position)
    if first.bits & ScalarClass.letter.rawValue != 0 {
      return text.letters(from: position &+ first.length)
    }
    let contraction = text.contraction(at: position, anyCase: true, foldsLongS: foldsLongS)
    if contraction > position { return contraction }
    let after = position &+ first.length
    if first.bits & ScalarClass.number.rawValue != 0 {
      return text.numbers(from: after, limit: digits - 1)
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
    return text.spaces(from: position, spaceRule)
  }
}
