import CHints
import Groundwork
import Testing
import UnicodeTables

@testable import Tokenization

/// Scanners that cut 64 bytes at once, against those that tell each scalar by itself.
@Suite struct BlockScanTests {
  /// Words and signs as texts have them, and what is hard about them.
  private static let words: [String] = [
    "the", " quick", " žodis", "Žodis", " ŽODIS", "žodŽ", " iPhone", "don't", "we'll", " 'tis",
    "'s", "''", "'ſ", "'Re", "’s",
    "2024", " 12345", "1234567", "½", "١٢٣", "3½", ".", ",", "...", " (", ")", "(a", "((a", "\"„",
    "“", " –", "–a", "——a", "\n", "\r\n",
    "\n\n", " \n", "\n ", "\n  \n", "  ", "    ", "\t", "\t\t", "\u{A0}", " \u{A0}", "\u{85}",
    "\u{3000}", "/", "//", ".\n/", ".\n\n",
    "中文", "日本A", "a中A", " Слово", "слоВо", "кот", "\u{301}", "e\u{301}", " \u{301}", "ก\u{E34}",
    "हिन्दी", "ǅ", "ʰ", "ª", "😀", "😀a", "\u{0}",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "ąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąą", "éÀ×ß÷", "ŁłŊŉŸžſ", "ѐЀяЯѡѠ", "Žž", "ÿĸŹ", "ѿҀ",
  ]

  @Test(arguments: SplitPattern.all + SplitPattern.ofLlamaCpp)
  func cutsLikeTheRules(pattern: SplitPattern) {
    let fast = pattern.makeSplitter()
    let plain = pattern.makePlainSplitter()
    let random = KeyedRandom(seed: 3, stream: 11)
    var draw: UInt64 = 0
    func next(_ bound: Int) -> Int {
      draw += 1
      return random.below(bound, draw)
    }
    for round in 0..<2000 {
      var text: [UInt8] = []
      let count = next(60)
      // Few kinds at a time, so that runs of them come.
      let kinds = (0..<1 + next(12)).map { _ in Self.words[next(Self.words.count)] }
      for _ in 0..<count {
        let word = round % 3 == 0 ? Self.words[next(Self.words.count)] : kinds[next(kinds.count)]
        text += Array(word.utf8)
        if next(3) == 0 { text.append(0x20) }
      }
      if round % 7 == 0, !text.isEmpty { text[next(text.count)] = UInt8(0x80 + next(128)) }
      let batch = [1, 3, 64, 512][round % 4]
      let wanted = pieceEnds(plain, text, batch: batch)
      let found = pieceEnds(fast, text, batch: batch)
      if found != wanted {
        Issue.record(
          "\(pattern.name) cuts \(String(decoding: text, as: UTF8.self).debugDescription) at \(found)"
        )
        return
      }
    }
  }

  /// Every one of the words at places all over two blocks.
  @Test(arguments: SplitPattern.all + SplitPattern.ofLlamaCpp)
  func cutsLikeTheRulesAtEveryPlace(pattern: SplitPattern) {
    let fast = pattern.makeSplitter()
    let plain = pattern.makePlainSplitter()
    for filler in ["a", "a ", "A b,", "1", "\n", " ", "„", "ą", "中"] {
      let base = String(repeating: filler, count: 160 / filler.utf8.count)
      for word in Self.words where word.utf8.count < 30 {
        for place in stride(from: 0, to: base.unicodeScalars.count, by: 3) {
          var text = String(base.unicodeScalars.prefix(place)) + word
          if place % 2 == 0 { text += String(base.unicodeScalars.suffix(70)) }
          let bytes = Array(text.utf8)
          if pieceEnds(fast, bytes, batch: 64) != pieceEnds(plain, bytes, batch: 64) {
            Issue.record("\(pattern.name) cuts \(text.debugDescription)")
            return
          }
        }
      }
    }
  }

  /// Vectors of 128 bits, and wider ones where the processor has them.
  @Test(arguments: [128, 256, 512] as [Int32])
  func vectorsTellWhatPlainSwiftTells(bits: Int32) {
    let random = KeyedRandom(seed: 4, stream: 11)
    for round in 0..<4000 {
      let block = (0..<64).map { place in
        let byte = random.below(256, UInt64(round * 64 + place))
        return UInt8(round % 2 == 0 ? byte : byte & 0x7F)
      }
      block.withUnsafeBufferPointer { block in
        guard let base = block.baseAddress, let one = Self.classify(base, bits) else { return }
        let other = ASCIIBlock.plain(base)
        #expect(one.letters == other.letters)
        #expect(one.capitals == other.capitals)
        #expect(one.digits == other.digits)
        #expect(one.spaces == other.spaces)
        #expect(one.controls == other.controls)
        #expect(one.newlines == other.newlines)
        #expect(one.apostrophes == other.apostrophes)
        #expect(one.slashes == other.slashes)
        #expect(one.high == other.high)
      }
    }
  }

  /// Every two bytes of which the first is not ASCII, between others: what is told is what the tables say.
  @Test(arguments: [256, 512] as [Int32])
  func vectorsTellLettersOfTwoBytes(bits: Int32) throws {
    var told = 0
    for first in 0x80...0xFF as ClosedRange<UInt8> {
      for second in UInt8.min...UInt8.max {
        for place in [0, 31, 62, 63] {
          var block = [UInt8](repeating: 0x61, count: 65)
          block[place] = first
          block[place + 1] = second
          try block.withUnsafeBufferPointer { text in
            let base = try #require(text.baseAddress)
            guard let classes = Self.classify(base, bits) else { return }
            let scalar = try #require(ScannedText(text)).scalar(at: place)
            let isLetter = scalar.length == 2 && scalar.bits & ScalarClass.letter.rawValue != 0
            let isCapital = scalar.bits & ScalarClass.upper.rawValue != 0
            let here: UInt64 = 1 << UInt64(place)
            if classes.pairs == 0 {
              #expect(classes.pair_leads | classes.pair_capitals == 0)
              return
            }
            told += 1
            #expect(isLetter && place < 63)
            #expect(scalar.bits & ScalarClass.caseless.rawValue == 0)
            #expect(classes.pair_leads == here && classes.pairs == here | here << 1)
            #expect(classes.pair_capitals == (isCapital ? here : 0))
            #expect(isCapital || scalar.bits & ScalarClass.lower.rawValue != 0)
          }
        }
      }
    }
    // U+00C0 ... U+017F without two signs, and U+0400 ... U+047F, at three places.
    #expect(told == 0 || told == (190 + 128) * 3)
  }

  private static func classify(_ base: UnsafePointer<UInt8>, _ bits: Int32) -> derlius_ascii? {
    if bits == 128 { return ASCIIBlock.classify(base) }
    guard let classify = derlius_classifier_of(bits) else { return nil }
    var result = derlius_ascii()
    classify(base, &result)
    return result
  }
}
