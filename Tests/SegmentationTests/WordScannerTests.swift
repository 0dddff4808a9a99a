import CICU
import Groundwork
import TestSupport
import Testing

@testable import Segmentation

/// Our own scan for UAX #29 words against ICU given whole texts.
@Suite struct WordScannerTests {
  /// Both ways side by side, for a rule.
  private final class Pair {
    private let fast: WordSegmenter
    private let slow: WordSegmenter
    private var found: [Range<Int>] = []
    private var expected: [Range<Int>] = []

    init(_ rule: WordRule) throws {
      fast = try WordSegmenter(rule)
      slow = try WordSegmenter(rule)
      slow.usesICUAlone = true
    }

    func agree(_ text: [UInt8]) throws -> Bool {
      try text.withUnsafeBufferPointer { text in
        try fast.words(in: text, into: &found)
        try slow.words(in: text, into: &expected)
        return found == expected
      }
    }
  }

  /// Scalars that stand for all classes, ours and foreign ones.
  private static let alphabet: [Unicode.Scalar] = [
    "a", "ž", "1", "_", ".", "'", ":", "·", ",", ";", " ", "\u{2003}", "\r", "\n", "\u{85}", "-",
    "\"",
    "\u{301}", "\u{AD}", "\u{200D}", "א", "カ", "漢", "ก", "😀", "🇱", "©", "\u{3000}", "\u{2011}",
  ]

  @Test func theClassesAreThere() {
    let classes = WordClasses.shared.bytes
    #expect(classes.count == WordClasses.limit)
    let letters = classes.count { $0 & 15 == WordClass.letter }
    #expect(letters > 5000)
    #expect(classes[0x3A] & 15 != WordClass.foreign)
  }

  /// Every text of up to four scalars of the alphabet.
  @Test(arguments: 0..<29) func everyShortText(_ first: Int) throws {
    let pairs = [try Pair(.uax29), try Pair(.uax29Letters)]
    let alphabet = Self.alphabet.map { Array(String(Character($0)).utf8) }
    #expect(alphabet.count == 29)
    var wrong: [[UInt8]] = []
    func check(_ text: [UInt8]) throws {
      if try !pairs[0].agree(text) || !pairs[1].agree(text) { wrong.append(text) }
    }
    try check(alphabet[first])
    for second in alphabet {
      try check(alphabet[first] + second)
      for third in alphabet {
        let three = alphabet[first] + second + third
        try check(three)
        // The fourth only where it can matter: behind something that waits.
        for fourth in ["a", "1", " ", "\u{301}", "א", "漢"] { try check(three + Array(fourth.utf8)) }
      }
    }
    #expect(wrong.prefix(5).map { String(decoding: $0, as: UTF8.self).debugDescription } == [])
  }

  @Test func everyScalarBetweenLettersNumbersAndSpaces() throws {
    let pairs = [try Pair(.uax29), try Pair(.uax29Letters)]
    var wrong: [UInt32] = []
    for value in 0..<UInt32(0x3100) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let c = Array(String(Character(scalar)).utf8)
      let text =
        c + [0x61] + c + [0x61, 0x20] + c + [0x20, 0x31] + c + [0x31, 0x2D] + c + c + [0x5F]
        + c + [0x0A] + c + [0xCC, 0x81] + c + Array("א".utf8) + c + [0x61, 0x2E] + c + [0x27] + c
      if try !pairs[0].agree(text) || !pairs[1].agree(text) { wrong.append(value) }
    }
    #expect(wrong == [])
  }

  @Test func randomTexts() throws {
    let pairs = [try Pair(.uax29), try Pair(.uax29Letters)]
    let random = KeyedRandom(seed: 29, stream: 1)
    for round in 0..<UInt64(20_000) {
      var text = String.UnicodeScalarView()
      // Fewer kinds at a time, so that runs are longer.
      let kinds = 3 + random.below(Self.alphabet.count - 2, round)
      for place in 0..<UInt64(random.below(24, round &+ 1 << 40)) {
        let draw = round << 6 | place
        text.append(
          Self.alphabet[(random.below(kinds, draw) * 7 + Int(round)) % Self.alphabet.count])
      }
      let bytes = Array(String(text).utf8)
      #expect(
        try pairs[0].agree(bytes) && pairs[1].agree(bytes), "\(String(text).debugDescription)")
    }
  }

  @Test(
    .enabled(if: SharedData.isPresent, "skipped: needs ../shared"),
    arguments: ["lit_Latn", "eng_Latn", "rus_Cyrl", "ell_Grek", "heb_Hebr", "tha_Thai", "zho_Hans"])
  func realText(_ language: String) throws {
    let path = SharedData.path("text/parallel/flores200/dev/\(language).dev")
    guard exists(path) else { return }
    let pairs = [try Pair(.uax29), try Pair(.uax29Letters)]
    let text = try readFile(path)
    for line in text.split(separator: 0x0A) {
      #expect(try pairs[0].agree(Array(line)) && pairs[1].agree(Array(line)))
    }
  }
}
