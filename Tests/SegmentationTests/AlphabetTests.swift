import Groundwork
import Testing

@testable import Segmentation

@Suite struct AlphabetTests {
  private func small(_ tag: String) -> String? {
    Alphabet(Language(tag)).map { alphabet in
      String(String.UnicodeScalarView(alphabet.beyondASCII.map(\.small)))
    }
  }

  @Test(arguments: ["lt", "lit", "lit_Latn", "lt-LT", "lt_LT"])
  func lithuanianHasNineLettersBeyondASCII(tag: String) throws {
    #expect(small(tag) == "ąčėęįšūųž")
    let alphabet = try #require(Alphabet(Language(tag)))
    let capitals = String(String.UnicodeScalarView(alphabet.beyondASCII.map(\.capital)))
    #expect(capitals == "ĄČĖĘĮŠŪŲŽ")
    // Of ASCII there is neither q nor w nor x.
    #expect(alphabet.letters.count == 32)
  }

  @Test func individualLanguagesHaveTheirMacrolanguagesLetters() {
    #expect(small("lvs_Latn") == small("lv"))
    #expect(small("lv") == "āčēģīķļņšūž")
  }

  @Test func languagesMayHaveNone() {
    #expect(small("eng_Latn") == "")
    #expect(small("xx") == nil)
    #expect(small("") == nil)
  }

  @Test(arguments: [
    ("Ąžuolas, straße ŉ ﬁ", "ĄŽUOLAS, STRASSE ʼN FI", "Azuolas, straße ŉ ﬁ"),
    ("ñ é й ё i\u{307}\u{301}", "Ñ É Й Ё I\u{307}\u{301}", "n e и е i"),
    ("", "", ""), ("plain", "PLAIN", "plain"), ("각", "각", "각"),
  ])
  func variants(_ text: String, upper: String, plain: String) throws {
    let variants = try TextVariants()
    var found: ([UInt8], [UInt8]) = ([1], [2])
    try Array(text.utf8).withUnsafeBufferPointer {
      try variants.appendUpper($0, to: &found.0)
      try variants.appendWithoutMarks($0, to: &found.1)
    }
    #expect(found.0 == [1] + upper.utf8)
    #expect(found.1 == [2] + plain.utf8)
  }

  @Test func longRunsOfMarksAreTakenOff() throws {
    let text = Array(("a" + String(repeating: "\u{301}\u{323}", count: 20_000) + "b").utf8)
    var found: [UInt8] = []
    try text.withUnsafeBufferPointer { try TextVariants().appendWithoutMarks($0, to: &found) }
    #expect(found == Array("ab".utf8))
  }
}
