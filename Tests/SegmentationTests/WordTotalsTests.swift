import Groundwork
import Testing

@testable import Segmentation

@Suite struct WordTotalsTests {
  /// The three numbers, each found alone.
  private static func slow(_ text: String) -> WordTotals {
    var totals = withBytes("") { WordTotals($0) }
    let words = WhiteSpaceTests.slowWords(text)
    totals.words = words.count
    totals.withoutLetter = words.count {
      withBytes($0) { !WordSegmenter.content(of: $0).contains(.letter) }
    }
    totals.scalars = text.unicodeScalars.count
    return totals
  }

  @Test func agreeWithCountingAlone() {
    for length in [3, 24, 200] {
      for text in randomTexts(2000, length: length, seed: UInt64(length)) {
        #expect(withBytes(text) { WordTotals($0) } == Self.slow(text), "\(text.debugDescription)")
      }
    }
  }

  @Test func agreeOnWordsOverBlocks() {
    // Words of digits, letters and marks that begin and end at every place of blocks of 64 bytes.
    for start in 0..<70 {
      for length in 1..<70 {
        for word in ["7", "a", "–", "ė"] {
          let middle = String(repeating: word, count: length)
          for text in [
            String(repeating: "1", count: start) + " " + middle,
            String(repeating: " ", count: start) + middle + "a 2",
            String(repeating: "b", count: start) + middle + "\u{A0}",
          ] {
            #expect(withBytes(text) { WordTotals($0) } == Self.slow(text))
          }
        }
      }
    }
  }

  @Test(arguments: ["5", " ", "q", "\u{3000}"])
  func aMillionEqualCharacters(_ character: String) {
    let text = String(repeating: character, count: 1_000_000)
    #expect(withBytes(text) { WordTotals($0) } == Self.slow(text))
  }
}
