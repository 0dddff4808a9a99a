import Groundwork
import Testing

@testable import Segmentation

@Suite struct TextCountsTests {
  private func counts(_ texts: [String]) -> TextCounts {
    let batch = TextBatch(texts)
    return batch.bytes.withUnsafeBufferPointer { bytes in
      batch.ends.withUnsafeBufferPointer { TextCounts(bytes, ends: $0) }
    }
  }

  private func agrees(_ texts: [String]) -> Bool {
    let found = counts(texts)
    let words = texts.map { WhiteSpaceTests.slowWords($0).count }
    return found.scalars == texts.reduce(0) { $0 + $1.unicodeScalars.count }
      && found.words == words.reduce(0, +) && found.empty == words.count { $0 == 0 }
  }

  /// Texts of some of these characters, one in `rare` of which is a wide space or looks like one.
  private func texts(_ count: Int, longest: Int, rare: Int, seed: UInt64) -> [String] {
    let random = KeyedRandom(seed: seed, stream: 5)
    let usual = ["a", "b", "ė", " ", " ", "\t", "–", "„"]
    let wide = [
      "\u{85}", "\u{A0}", "\u{1680}", "\u{2000}", "\u{200A}", "\u{200B}", "\u{2028}", "\u{2029}",
      "\u{202F}", "\u{205F}", "\u{3000}", "\u{3001}", "\u{1681}", "\u{A1}", "𝄞",
    ]
    var next: UInt64 = 0
    func below(_ bound: Int) -> Int {
      next += 1
      return random.below(bound, next)
    }
    return (0..<count).map { _ in
      let length = below(longest + 1)
      return (0..<length).map { _ in
        below(rare) == 0 ? wide[below(wide.count)] : usual[below(usual.count)]
      }.joined()
    }
  }

  @Test(arguments: [3, 1000, 1_000_000])
  func agreesWithTheSlowSplitter(rare: Int) {
    for round in 0..<60 {
      for (count, longest) in [(1, 40), (3, 12), (300, 6), (40, 400), (2, 9000), (1000, 30)]
      where count * longest < 20_000 || round < 8 {
        let texts = texts(count, longest: longest, rare: rare, seed: UInt64(round))
        #expect(agrees(texts), "\(count) texts of up to \(longest), round \(round)")
      }
    }
  }

  @Test(arguments: ["\u{A0}", "\u{2003}", "\u{3000}", "\u{1680}", "\u{205F}", "ė"])
  func aWideSpaceIsSeenAtAnyPlace(_ character: String) {
    for place in 0..<120 {
      let text =
        String(repeating: "a", count: place) + character
        + String(repeating: "b", count: 120 - place)
      #expect(agrees([text]), "at \(place)")
      #expect(agrees([String(text.prefix(place)), String(text.dropFirst(place))]), "at \(place)")
    }
  }

  @Test func nothingAndEmptyTexts() {
    #expect(agrees([]))
    #expect(agrees([""]))
    #expect(agrees(["", "", " ", "a", "", "a"]))
    #expect(agrees([String](repeating: "", count: 10_000) + ["a"]))
  }
}
