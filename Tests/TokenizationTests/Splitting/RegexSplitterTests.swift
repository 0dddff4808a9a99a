import Groundwork
import Testing
import Tokenization

@Suite struct RegexSplitterTests {
  /// ICU after rewriting gives what the scanners give, marks, digits and case of Unicode 16 included.
  @Test(arguments: SplitPattern.all)
  func agreesWithScanners(pattern: SplitPattern) throws {
    let scanner = pattern.makeSplitter()
    let random = KeyedRandom(seed: 3, stream: 1)
    // U+105C9 is a letter since Unicode 16, U+1C89 a capital: ICU 72 knows neither.
    let alphabet = ScannerTests.nasty + ["\u{105C9}", "\u{1C89}"]
    for text in [pattern.text] + pattern.equalTexts {
      let splitter = try RegexSplitter(pattern: text)
      for round in 0..<400 {
        var text = ""
        for index in 0..<UInt64(round % 20) {
          text.unicodeScalars.append(
            alphabet[random.below(alphabet.count, UInt64(round) * 20 + index)])
        }
        let bytes = Array(text.utf8)
        #expect(
          pieceEnds(splitter, bytes, batch: 1 + round % 5) == pieceEnds(scanner, bytes),
          "\(text.debugDescription)")
      }
    }
  }

  /// U+105C9 is a letter since Unicode 16.
  @Test func wordsAreThoseOfThePinnedTables() throws {
    let splitter = try RegexSplitter(pattern: #"\w+|\W"#)
    let text = "a1_\u{301}\u{105C9}- \u{200D}"
    #expect(pieceEnds(splitter, Array(text.utf8)) == [9, 10, 11, 14])
    let digits = try RegexSplitter(pattern: #"\d+|\D"#)
    #expect(pieceEnds(digits, Array("12٣½a".utf8)) == [4, 6, 7])
  }

  @Test func gapsArePiecesWhereTheyAreAllowed() throws {
    let splitter = try RegexSplitter(pattern: #"\p{L}+"#, gaps: .arePieces)
    for batch in 1...6 {
      #expect(pieceEnds(splitter, Array("1ab, c!".utf8), batch: batch) == [1, 3, 5, 6, 7])
    }
    #expect(pieceEnds(splitter, []) == [])
  }

  @Test func gapsAreRefused() {
    #expect(
      throws: Failure.usage(
        "the split pattern leaves out part of the text U+0",
        remedy: #"end it with an alternative that takes any character, such as |[\s\S]"#)
    ) { try RegexSplitter(pattern: #"\p{L}+"#) }
  }

  @Test(arguments: [
    (#"\p{Han}+|[\s\S]"#, #"the property \p{Han}"#),
    (#"\bx|[\s\S]"#, #"\b"#),
    (#"(?<n>x)|[\s\S]"#, "the group (?<n"),
    (#"(?i:\p{Lu})|[\s\S]"#, "a class where case does not count"),
    (#"[a--b]|[\s\S]"#, "the set operator --"),
    (#"[[:alpha:]]|[\s\S]"#, "a set inside a set"),
  ])
  func whatMeansSomethingElseIsRefused(pattern: String, what: String) {
    #expect(
      throws: Failure.usage(
        "the split pattern has \(what), which is not supported",
        remedy: "spell it with characters, ranges and general categories")
    ) { try RegexSplitter(pattern: pattern) }
  }

  @Test func wrongSyntaxIsRefused() {
    #expect(
      throws: Failure.usage(
        "ICU refuses the pattern: U_REGEX_MISMATCHED_PAREN",
        remedy: "correct the regular expression")
    ) { try RegexSplitter(pattern: "(?:a") }
  }

  /// A match of a million scalars, where engines with a stack limit stop without a word.
  @Test func longMatchesAreWhole() throws {
    let splitter = try RegexSplitter(pattern: #"(?:\p{L}|\p{M})+|[\s\S]"#)
    let text = [UInt8](repeating: 0x61, count: 1_000_000)
    #expect(pieceEnds(splitter, text) == [1_000_000])
  }
}
