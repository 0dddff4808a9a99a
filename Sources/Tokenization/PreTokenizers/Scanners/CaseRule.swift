import UnicodeTables

/// o200k: contractions belong to their word.
enum O200KRule: CaseBlockRule {
  static var digits: Int { 3 }
  static var contractions: ContractionPlace { .inWord }

  @inline(__always)
  static func pieceEnd(_ text: ScannedText, _ position: Int) -> Int {
    CaseRule.pieceEnd(text, position, digits: 3, contractions: true)
  }
}

/// Mistral's Tekken: digits one by one, no contractions.
enum TekkenRule: CaseBlockRule {
  static var digits: Int { 1 }
  static var contractions: ContractionPlace { .none }

  @inline(__always)
  static func pieceEnd(_ text: ScannedText, _ position: Int) -> Int {
    CaseRule.pieceEnd(text, position, digits: 1, contractions: false)
  }
}

/// The words of SuperBPE's first stage: no contractions.
enum SuperBPEWordsRule: CaseBlockRule {
  static var digits: Int { 3 }
  static var contractions: ContractionPlace { .none }

  @inline(__always)
  static func pieceEnd(_ text: ScannedText, _ position: Int) -> Int {
    CaseRule.pieceEnd(text, position, digits: 3, contractions: false)
  }
}

/// A rule of words that change from capitals to small letters once.
protocol CaseBlockRule: BlockRule {}

extension CaseBlockRule {
  static var letters: ScalarClass { [.letter, .mark] }
  static var isCutAtCapitals: Bool { true }
}

/// Words that change from capitals to small letters once, numbers, other text, white space.
///
/// With `u` for `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]` and `l` for `[\p{Ll}\p{Lm}\p{Lo}\p{M}]` the
/// words are `[^\r\n\p{L}\p{N}]?u*l+` or else `[^\r\n\p{L}\p{N}]?u+l*`.
private enum CaseRule {
  @inline(__always)
  static func pieceEnd(
    _ text: ScannedText, _ position: Int, digits: Int, contractions: Bool
  ) -> Int {
    let first = text.scalar(at: position)
    let after = position &+ first.length
    if first.bits & ScalarClass.letter.rawValue != 0 {
      return suffixed(text, word(text, position).end, contractions)
    }
    if first.bits & ScalarClass.number.rawValue != 0 {
      return text.numbers(from: after, limit: digits - 1)
    }
    if first.bits & ScalarClass.newline.rawValue == 0 {
      let word = word(text, after)
      if word.endsSmall { return suffixed(text, word.end, contractions) }
      // A mark is in u and l too: alone it satisfies the first alternative, which comes before u+l*.
      if first.bits & ScalarClass.mark.rawValue != 0 { return suffixed(text, after, contractions) }
      if word.end > after { return suffixed(text, word.end, contractions) }
    }
    let known: ScalarClass = [.space, .letter, .number]
    var isOther = first.bits & known.rawValue == 0
    if text.bytes[position] == 0x20, after < text.end {
      isOther = text.scalar(at: after).bits & known.rawValue == 0
    }
    if isOther {
      var end = text.run(from: after, without: known.rawValue)
      while end < text.end {
        let byte = text.bytes[end]
        if byte != 0x0A, byte != 0x0D, byte != UInt8(ascii: "/") { break }
        end += 1
      }
      return end
    }
    return text.spaces(from: position, .newlinesFirst)
  }

  /// The end of `u*l+` from a position on (`endsSmall`), or else of `u*`.
  ///
  /// Where no small letter follows the capitals, `u*` gives back scalars until `l+` has one: the last
  /// that is in both classes.
  @inline(__always)
  private static func word(_ text: ScannedText, _ start: Int) -> (end: Int, endsSmall: Bool) {
    let caseless = ScalarClass.caseless.rawValue
    let upper = ScalarClass.upper.rawValue
    let lower = ScalarClass.lower.rawValue
    var position = start
    var afterCaseless = start
    while position < text.end {
      let next = text.scalar(at: position)
      if next.bits & (upper | caseless) == 0 {
        if next.bits & lower == 0 { break }
        position &+= next.length
        while true {
          while position &+ 8 <= text.end {
            let run = LetterWord.leadingSmall(text.word(at: position))
            position &+= run
            if run < 8 { break }
          }
          if position >= text.end { return (position, true) }
          let next = text.scalar(at: position)
          if next.bits & (lower | caseless) == 0 { return (position, true) }
          position &+= next.length
        }
      }
      position &+= next.length
      if next.bits & caseless != 0 { afterCaseless = position }
    }
    return afterCaseless > start ? (afterCaseless, true) : (position, false)
  }

  @inline(__always)
  private static func suffixed(
    _ text: ScannedText, _ end: Int, _ contractions: Bool
  ) -> Int {
    contractions ? text.contraction(at: end, anyCase: true) : end
  }
}
