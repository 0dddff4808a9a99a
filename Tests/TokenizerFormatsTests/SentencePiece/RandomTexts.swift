import Groundwork

/// Texts of many scripts with the scalars that trouble tokenizers; the same for the same key.
struct RandomTexts {
  private static let alphabet: [Unicode.Scalar] =
    Array(
      "aabceeiklnorstuwABC019 ,.   \t\n\u{A0}\u{2003}\u{3000}▁▁\u{200B}\u{301}\u{307}éžšėÅﬁßİЖзω"
        .unicodeScalars)
    + Array("字畳가Ａ🌾👨\u{200D}𐍈\u{0}\u{1}\u{7F}\u{300}\u{338}ẞΩ⁇\u{FFFD}<>→ठखरोु\u{E49}".unicodeScalars)

  private static let words = [
    "row", "rows ", "<mask>", "<sep>", "</s>", "<0x41>", " sheaves", " laukas", " counted", " ows ",
    " the price", "2024", " žodžiais", "  ", "......", " of", " words",
  ]

  private let random: KeyedRandom
  private var drawn: UInt64 = 0

  init(stream: UInt64) { random = KeyedRandom(seed: 20_240_917, stream: stream) }

  private mutating func below(_ bound: Int) -> Int {
    drawn += 1
    return random.below(bound, drawn)
  }

  /// A text of up to `parts` scalars and words.
  mutating func next(parts: Int) -> [UInt8] {
    var text = ""
    for _ in 0..<below(parts + 1) {
      switch below(8) {
      case 0, 1, 2: text += Self.words[below(Self.words.count)]
      case 3:
        // Any scalar at all.
        let value = UInt32(below(0x110000))
        text.unicodeScalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
      default: text.unicodeScalars.append(Self.alphabet[below(Self.alphabet.count)])
      }
    }
    return Array(text.utf8)
  }

  /// A text over a few letters, spaces and marks.
  mutating func nextPlain(letters: String, count: Int) -> [UInt8] {
    let letters = Array(letters.unicodeScalars)
    var text = ""
    for _ in 0..<below(count + 1) { text.unicodeScalars.append(letters[below(letters.count)]) }
    return Array(text.utf8)
  }

  /// A random model over a few letters, with ties, unused pieces and, if asked for, fixed symbols.
  mutating func nextPieces(
    letters: String, count: Int, symbols: Bool, unused: Bool, across: Bool
  ) -> [(text: String, score: Float, role: Int)] {
    let letters = Array(letters.unicodeScalars)
    var seen: Set<String> = []
    var pieces: [(text: String, score: Float, role: Int)] = []
    for _ in 0..<count {
      var text = ""
      let length = 1 + below(4)
      for place in 0..<length {
        if below(4) == 0, place == 0 || across {
          text += "▁"
        } else {
          text.unicodeScalars.append(letters[below(letters.count)])
        }
      }
      if !seen.insert(text).inserted { continue }
      let tied = -Float(1 + below(6))
      let score = below(3) == 0 ? tied : tied * 1.371 - Float(below(1000)) / 997
      var role = 0
      if symbols, below(12) == 0 { role = 1 }
      if unused, below(5) == 0 { role = 2 }
      pieces.append((text, score, role))
    }
    return pieces
  }
}
