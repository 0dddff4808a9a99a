import Groundwork
import Testing

@testable import Segmentation

@Suite struct WhiteSpaceTests {
  /// The 25 scalars of Unicode's PropList.txt.
  static let scalars: Set<UInt32> = [
    0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004,
    0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000,
  ]

  /// The slow, obvious splitter.
  static func slowWords(_ text: String) -> [String] {
    text.unicodeScalars.split { scalars.contains($0.value) }.map {
      String(String.UnicodeScalarView($0))
    }
  }

  @Test func everyScalarIsJudgedAsUnicodeDoes() {
    var wrong: [UInt32] = []
    for value in 0..<UInt32(0x11_0000) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let length = withBytes(String(Character(scalar))) { WhiteSpace.length(at: 0, in: $0) }
      let bytes = UTF8.width(scalar)
      if length != (Self.scalars.contains(value) ? bytes : 0) { wrong.append(value) }
    }
    #expect(Self.scalars.count == 25)
    #expect(wrong == [])
  }

  @Test func agreesWithTheSlowSplitter() throws {
    let segmenter = try WordSegmenter(.whitespace)
    for text in randomTexts(3000, length: 24, seed: 7) {
      let expected = Self.slowWords(text)
      #expect(try words(text, segmenter) == expected, "\(text.debugDescription)")
      #expect(withBytes(text) { WhiteSpace.wordCount(in: $0) } == expected.count)
    }
  }

  @Test func foldingJoinsWordsBySingleSpaces() {
    for text in randomTexts(500, length: 24, seed: 8) {
      var folded: [UInt8] = []
      withBytes(text) { WhiteSpace.appendFolded($0, to: &folded) }
      #expect(
        String(decoding: folded, as: UTF8.self).utf8.elementsEqual(
          Self.slowWords(text).joined(separator: " ").utf8))
    }
  }

  @Test(arguments: ["a", " ", "\u{3000}", "\u{E2}"])
  func aMillionEqualCharactersAreOneWordOrNone(_ character: String) {
    let text = String(repeating: character, count: 1_000_000)
    let expected = Self.slowWords(character).count
    #expect(withBytes(text) { WhiteSpace.wordCount(in: $0) } == expected)
  }
}
