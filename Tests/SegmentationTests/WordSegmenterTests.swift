import Groundwork
import TestSupport
import Testing

@testable import Segmentation

@Suite struct WordSegmenterTests {
  @Test func whiteSpaceWordsKeepPunctuation() throws {
    #expect(
      try words(" Teismo posėdis, \u{A0}(taip).\n", .whitespace) == [
        "Teismo", "posėdis,", "(taip).",
      ])
    #expect(try words("", .whitespace) == [])
    #expect(try words(" \u{3000}\u{2028}", .whitespace) == [])
  }

  @Test(arguments: [
    ("", 0), ("Jis ėjo 3,5 km – 12 kartų...", 3), ("– — 1990-ųjų 15 ( A )", 5), ("ž 语 ١ €", 2),
    ("\u{301} ª", 1),
  ])
  func countsWordsWithoutALetter(_ text: String, _ count: Int) {
    let found = Array(text.utf8).withUnsafeBufferPointer {
      WordSegmenter.wordsWithoutLetter(in: $0)
    }
    #expect(found == count)
  }

  @Test func segmentsOfUAX29KeepPunctuationButNoWhiteSpace() throws {
    #expect(
      try words("Jis  ėjo, 3,5 km.\r\n", .uax29) == ["Jis", "ėjo", ",", "3,5", "km", "."])
    #expect(try words("d'Artagnan can't", .uax29) == ["d'Artagnan", "can't"])
    #expect(try words(" \u{A0}\t", .uax29) == [])
  }

  @Test func letterWordsHaveALetterAndNoDigit() throws {
    #expect(try words("Jis ėjo, 3,5 km – H2O x1.", .uax29Letters) == ["Jis", "ėjo", "km"])
  }

  @Test(arguments: [
    ("15-asis", []), ("1990-ųjų", []), ("15\u{2010}asis", []), ("15\u{2011}asis", []),
    ("COVID-19", []), ("e-paštas", ["e", "paštas"]), ("15 asis", ["asis"]),
    ("15 -asis", ["asis"]), ("15–asis", ["asis"]), ("XV-asis", ["XV", "asis"]),
    ("a-15-b c", ["c"]), ("3,5-procentinis", []), ("-asis", ["asis"]), ("asis-", ["asis"]),
    ("15--asis", ["asis"]), ("٣-asis", []),
  ])
  func aHyphenToDigitsMakesNoWord(_ text: String, _ expected: [String]) throws {
    #expect(try words(text, .uax29Letters) == expected)
  }

  @Test func dictionariesPartThaiAndCJK() throws {
    let thai = try words("สวัสดีชาวโลก", .uax29)
    #expect(thai.count > 1)
    #expect(thai.joined() == "สวัสดีชาวโลก")
    #expect(try words("東京都に行く", .uax29).joined() == "東京都に行く")
  }

  @Test func wordsDoNotDependOnWhereTheyStand() throws {
    // ICU's dictionaries, given UTF-8, cut by where its inner chunks of text end.
    let segmenter = try WordSegmenter(.uax29)
    for sentence in ["ភាសាខ្មែរជាភាសាផ្លូវការ។ ", "မြန်မာဘာသာစကားသည်။ ", "ภาษาไทยเป็นภาษา ", "😀東京都に行く。 "] {
      let once = try words(sentence, segmenter)
      let many = try words(String(repeating: sentence, count: 60), segmenter)
      #expect(many == Array(repeating: once, count: 60).flatMap { $0 })
    }
  }

  @Test func segmentsCoverEverythingButWhiteSpace() throws {
    let segmenter = try WordSegmenter(.uax29)
    for text in randomTexts(1500, length: 16, seed: 21) {
      let found = try words(text, segmenter)
      // White space may stand within a segment only before marks that extend it.
      let kept = found.joined().unicodeScalars.filter {
        !WhiteSpaceTests.scalars.contains($0.value)
      }
      let all = text.unicodeScalars.filter { !WhiteSpaceTests.scalars.contains($0.value) }
      #expect(kept.elementsEqual(all), "\(text.debugDescription)")
      #expect(found.allSatisfy { !WhiteSpaceTests.slowWords($0).isEmpty })
    }
  }

  @Test func letterWordsAreSegments() throws {
    let all = try WordSegmenter(.uax29)
    let letters = try WordSegmenter(.uax29Letters)
    for text in randomTexts(800, length: 16, seed: 22) {
      let segments = Set(try words(text, all))
      for word in try words(text, letters) {
        #expect(segments.contains(word))
        #expect(withBytes(word) { WordSegmenter.content(of: $0) } == .letter)
      }
    }
  }

  @Test func contentIsLetterAndDigit() {
    func content(_ text: String) -> WordContent {
      withBytes(text) { WordSegmenter.content(of: $0) }
    }
    #expect(content("") == [])
    #expect(content("–„“") == [])
    #expect(content("ė") == .letter)
    #expect(content("٣") == .digit)
    #expect(content("漢1") == [.letter, .digit])
    #expect(content("½Ⅳ") == [])
  }

  @Test func rulesHaveTheNamesOfPolicies() {
    #expect(
      WordRule.allCases.map(\.rawValue) == ["whitespace", "uax29", "uax29-letters", "treebank"])
  }

  @Test func theWordsOfATreebankAreNotFoundInText() {
    #expect(throws: Failure.self) { try WordSegmenter(.treebank) }
  }

  @Test(arguments: WordRule.allCases.filter { $0 != .treebank })
  func aMillionEqualCharactersTakeLinearTime(_ rule: WordRule) throws {
    let segmenter = try WordSegmenter(rule)
    #expect(try words(String(repeating: "a", count: 1_000_000), segmenter).count == 1)
    #expect(try words(String(repeating: " ", count: 1_000_000), segmenter).count == 0)
  }

  @Test func sentencesComeWithoutWhiteSpace() throws {
    let segmenter = try SentenceSegmenter(locale: "lt")
    func sentences(_ text: String) throws -> [String] {
      try withBytes(text) { bytes in
        var ranges: [Range<Int>] = []
        try segmenter.sentences(in: bytes, into: &ranges)
        return ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
      }
    }
    #expect(
      try sentences(" Jis ėjo namo.  Ar lijo? Taip!\n\n ") == [
        "Jis ėjo namo.", "Ar lijo?", "Taip!",
      ])
    #expect(try sentences("") == [])
    #expect(try sentences(" \n") == [])
    #expect(try sentences("be galo") == ["be galo"])
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func floresHasItsWords() throws {
    let text = try readFile(SharedData.path("text/parallel/flores200/dev/lit_Latn.dev"))
    let segmenter = try WordSegmenter(.whitespace)
    #expect(try text.withUnsafeBufferPointer { try segmenter.count(in: $0) } == 16_859)
  }
}
