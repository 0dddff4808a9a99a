import Groundwork
import Testing
import Tokenization

/// One text on several threads.
@Suite struct IndependentPartsTests {
  private static let words: [String] = [
    "derlius", "žodis", "don't", "'s", "we'LL", "2024", "12345", "½", ".", "...", "/", "\n", "\r\n",
    "\n\n", "\t", " ", "  ", "\u{A0}", "\u{85}", "\u{3000}", "\u{2028}", "中文", "日本 語", "ŽODIS",
    "iPhone", "\u{301}", "😀", "▁", "\u{0}", "\u{1F}", "ǅ", "ก\u{E34}",
  ]

  private static let patterns = SplitPattern.all.map(\.name)

  private func texts() -> [[UInt8]] {
    let random = KeyedRandom(seed: 21, stream: 3)
    var draw: UInt64 = 0
    func next(_ bound: Int) -> Int {
      draw += 1
      return random.below(bound, draw)
    }
    return (0..<120).map { round in
      var text: [UInt8] = []
      let kinds = (0..<1 + next(8)).map { _ in Self.words[next(Self.words.count)] }
      for _ in 0..<next(120) {
        text += Array(kinds[next(kinds.count)].utf8)
        if next(2) == 0 { text.append(0x20) }
      }
      // Bytes that are no UTF-8 must not lead outside, nor elsewhere.
      if round % 5 == 0, !text.isEmpty { text[next(text.count)] = UInt8(0x80 + next(128)) }
      return text
    }
  }

  @Test(arguments: patterns)
  func idsOfThePartsAreThoseOfTheText(pattern: String) throws {
    let tokenizer = try TestVocabulary.tokenizer(TestVocabulary.tiny, pattern)
    let encoder = tokenizer.makeEncoder()
    var cuts = 0
    for text in texts() {
      let expected = encoder.encode(text)
      for size in [1, 2, 7, 40] {
        let parts = text.withUnsafeBufferPointer { tokenizer.independentParts(of: $0, size: size) }
        #expect(parts.first?.lowerBound == 0 && parts.last?.upperBound == text.count)
        #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
        #expect(parts.dropLast().allSatisfy { $0.count >= size })
        cuts += parts.count - 1
        for workers in [1, 2, 3] {
          let parted = PartedEncoder(tokenizer, on: WorkerPool(workers: workers), size: size)
          text.withUnsafeBufferPointer {
            #expect(parted.encodeParts($0).count == parts.count)
            #expect(parted.count($0) == expected.count)
          }
          #expect(parted.encode(text) == expected, "\(pattern) \(text) \(size)")
        }
      }
    }
    #expect(tokenizer.splitter.cutsBeforeSingleSpaces == (cuts > 0))
  }

  @Test func textsWithoutSingleSpacesStayWhole() throws {
    let tokenizer = try TestVocabulary.tokenizer(TestVocabulary.tiny)
    for text in ["", "a", "  a  b  ", "中文。中文。", "a\n b\n c", "a \u{A0} b", "a b"] {
      let bytes = Array(text.utf8)
      let parts = bytes.withUnsafeBufferPointer { tokenizer.independentParts(of: $0, size: 2) }
      #expect(parts == [0..<bytes.count], "\(text.debugDescription)")
    }
  }
}
