/// How many white-space words and scalars a text has, and how many of its words have no letter.
public struct WordTotals: Equatable, Sendable {
  /// The longest runs without white space.
  public var words = 0
  /// Words without a letter, by ICU's properties: numbers, dashes.
  public var withoutLetter = 0
  /// Unicode scalars.
  public var scalars = 0

  /// Counts a text of valid UTF-8.
  ///
  /// Sixty-four bytes at a time become bit masks. A start that is added to the word's bits that are no letters runs
  /// on to the word's first letter, or to the white space behind it. Texts with words that hold no ASCII letter but
  /// something above ASCII have all their words without one looked up.
  ///
  /// Complexity: O(n), no allocation.
  public init(_ text: UnsafeBufferPointer<UInt8>) {
    var scan = WhiteSpaceScan(text)
    var continuations = 0
    var isInWord: UInt64 = 0
    // Starts whose words have shown no letter before the next bit: by ASCII, and with all above ASCII as letters.
    var (pending, sure) = (false, false)
    var (unproved, proved) = (0, 0)
    while scan.hasNext {
      var (spaces, letters, wide): (UInt64, UInt64, UInt64) = (0, 0, 0)
      var place: UInt64 = 0
      while place < 64 {
        if scan.hasNext {
          spaces |= Self.bits(scan.spaces()) << place
          let block = scan.block
          let high = block & WhiteSpaceScan.highs
          letters |= Self.bits(Self.letters(block)) << place
          wide |= Self.bits(high) << place
          // Bytes of the form 10xxxxxx.
          continuations += (high & ~(block << 1)).nonzeroBitCount
        } else {
          spaces |= 0xFF << place
        }
        place += 8
      }
      let inWord = ~spaces
      let starts = inWord & ~(inWord << 1 | isInWord)
      words += starts.nonzeroBitCount
      unproved += Self.run(inWord & ~letters, starts, spaces, &pending)
      proved += Self.run(inWord & ~(letters | wide), starts, spaces, &sure)
      isInWord = inWord >> 63
    }
    unproved += pending ? 1 : 0
    proved += sure ? 1 : 0
    withoutLetter =
      unproved == proved ? proved : WordSegmenter.wordsWithoutLetter(in: text)
    scalars = text.count - continuations
  }

  /// How many starts run through `others` to white space; `carry` is whether one comes in, and then goes out.
  @inline(__always)
  private static func run(
    _ others: UInt64, _ starts: UInt64, _ spaces: UInt64, _ carry: inout Bool
  ) -> Int {
    let (sum, first) = others.addingReportingOverflow(starts)
    let (ends, second) = sum.addingReportingOverflow(carry ? 1 : 0)
    carry = first || second
    return (ends & ~others & spaces).nonzeroBitCount
  }

  /// The high bits of the bytes that are ASCII letters.
  @inline(__always)
  private static func letters(_ block: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let low = (block | ones &* 0x20) & ~WhiteSpaceScan.highs
    return (low &+ ones &* (0x80 - 0x61)) & ~(low &+ ones &* (0x80 - 0x7B)) & ~block
      & WhiteSpaceScan.highs
  }

  /// The high bits of eight bytes as one byte, the first byte's lowest.
  @inline(__always)
  private static func bits(_ highs: UInt64) -> UInt64 {
    ((highs >> 7) &* 0x0102_0408_1020_4080) >> 56
  }
}
