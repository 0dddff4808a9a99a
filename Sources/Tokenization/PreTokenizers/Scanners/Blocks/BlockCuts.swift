import UnicodeTables

/// What a pattern's words are like, for cutting 64 bytes at once.
protocol BlockRule: ScanRule {
  /// What counts as a letter.
  static var letters: ScalarClass { get }
  /// Whether words are cut where a capital follows a small letter, and signs take slashes after newlines.
  static var isCutAtCapitals: Bool { get }
  /// How many digits a number may have: 1 or 3.
  static var digits: Int { get }
  /// Where contractions are.
  static var contractions: ContractionPlace { get }
}

/// Where a pattern has contractions such as `'s`.
enum ContractionPlace {
  /// Nowhere.
  case none
  /// They are pieces.
  case alone
  /// They belong to the word before.
  case inWord
}

/// Finds where pieces start in 64 bytes of a text by sums of bits, without asking what each scalar is.
///
/// The rules are those of `WordRule` and `CaseRule`, which remain the truth: at places where more than a few scalars
/// decide (`hard`) they are asked, and the sums begin anew where their piece ends. What lies before the text, or before a
/// place where a piece surely begins, is nothing.
struct BlockCuts<Rule: BlockRule> {
  private var before = BlockClasses()
  // The bytes of signs that no sign is before, and of those among them that have a space before them.
  private var firstSigns: UInt64 = 0
  private var spacedSigns: UInt64 = 0

  /// Where pieces start in a block, and where that is not sure.
  ///
  /// Below the lowest of the hard places all is sure.
  ///
  /// - Parameters:
  ///   - block: the block.
  ///   - after: the block after it.
  @inline(__always)
  mutating func next(
    _ block: BlockClasses, _ after: BlockClasses
  ) -> (starts: UInt64, hard: UInt64) {
    let before = before
    let behindLetter = block.letters &<< 1 | before.letters &>> 63
    let behindSign = block.signs &<< 1 | before.signs &>> 63
    let behindSpace = block.spaces &<< 1 | before.spaces &>> 63
    let behindBlank = block.blanks &<< 1 | before.blanks &>> 63
    let behindNewline = block.newlines &<< 1 | before.newlines &>> 63
    let beforeLetter = block.letters &>> 1 | after.letters &<< 63

    // A run of signs, with the space before it; words take the one sign, or the blank, before them.
    let signStarts = block.signs & ~behindSign
    var first = signStarts
    var spaced = signStarts & behindSpace
    if block.continuations != 0 {
      let more = block.continuations & block.signs
      for _ in 0..<3 {
        first |= (first &<< 1 | firstSigns &>> 63) & more
        spaced |= (spaced &<< 1 | spacedSigns &>> 63) & more
      }
    }
    let lone = (first ^ spaced) &<< 1 | (firstSigns ^ spacedSigns) &>> 63
    let letterStarts = block.letters & ~behindLetter
    var starts = letterStarts & ~lone & ~behindBlank | signStarts & ~behindSpace

    // White space: all but the last blank before other text, newlines with what is before them.
    let blankStarts = block.blanks & ~behindBlank
    let beforeBlank = block.blanks &>> 1 | after.blanks &<< 63
    let beforeNewline = block.newlines &>> 1 | after.newlines &<< 63
    starts |= blankStarts | block.blanks & ~beforeBlank & ~beforeNewline
    starts |= block.newlines & ~behindNewline & ~behindSign & ~behindBlank
    var hard: UInt64 = 0
    // Blanks between newlines are not cut there: a sum carries to what is behind them.
    let indents = blankStarts & behindNewline
    if (block.blanks &+ indents) & ~block.blanks & block.newlines != 0 { hard |= indents }
    // White space that may go on, in the next block or by scalars that are not told, and what ends the text.
    let white = block.whiteSpace
    let goesOn = (after.whiteSpace | after.nothing) & 1
    if white &>> 63 & (goesOn | white &>> 62) != 0 { hard |= Self.runStart(white, endingAt: 64) }
    let ends = block.nothing & (white &<< 1)
    if ends != 0 { hard |= Self.runStart(white, endingAt: ends.trailingZeroBitCount) }
    if block.unusual != 0 {
      hard |= Self.runStart(white, endingAt: block.unusual.trailingZeroBitCount &+ 1)
    }

    // Numbers.
    if Rule.digits == 1 {
      starts |= block.digits
    } else {
      let digitStarts = block.digits & ~(block.digits &<< 1 | before.digits &>> 63)
      starts |= digitStarts
      let inside = block.digits & block.digits &<< 1 & block.digits &<< 2
      var further = (digitStarts &<< 3) & inside
      while further != 0 {
        starts |= further
        further = (further &<< 3) & inside
      }
      if block.digits &>> 63 & after.digits != 0 {
        hard |= Self.runStart(block.digits, endingAt: 64)
      }
    }

    switch Rule.contractions {
    case .none: break
    case .alone:
      // With one letter behind it, an apostrophe and the letter are a piece anyway.
      hard |=
        block.apostrophes & signStarts & ~behindSpace & beforeLetter
        & (block.letters &>> 2 | after.letters &<< 62)
    case .inWord: hard |= block.apostrophes & behindLetter & beforeLetter
    }
    if Rule.isCutAtCapitals {
      starts |= block.capitals & (block.small &<< 1 | before.small &>> 63)
      hard |= block.capitals & (block.caseless &<< 1 | before.caseless &>> 63)
      hard |= block.marks & letterStarts
      hard |= block.newlines & (block.slashes &>> 1 | after.slashes &<< 63)
    }

    self.before = block
    firstSigns = first
    spacedSigns = spaced
    return (starts, hard)
  }

  /// The first of the bits that are set without a gap up to a place, which is left out; from 1 to 64.
  @inline(never)
  private static func runStart(_ bits: UInt64, endingAt end: Int) -> UInt64 {
    let length = (~(bits << UInt64(64 - end))).leadingZeroBitCount
    return 1 << UInt64(end - min(length, end))
  }
}
