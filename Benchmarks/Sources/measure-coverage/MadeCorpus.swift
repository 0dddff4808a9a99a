import Groundwork

/// Texts of words that say how many tokens two tokenizers make of them.
///
/// A text has a level l of 1, 2 or 3, drawn evenly, and l · m words, m = ⌈5 · e^0.8z⌉ with z nearly normal: sizes
/// are skewed (the longest of 200 texts has some 40 times the words of the shortest) and go with the level. A
/// word is l or l + 1 tokens for each tokenizer, each drawn evenly and apart from the other: so tokens
/// per word of all texts there could be are E[l (l + ½)] / E[l] for both, and the tokenizers may be exchanged.
struct MadeCorpus {
  /// E[l²] / E[l] + ½.
  static let truth = 14.0 / 6 + 0.5
  private(set) var texts = TextBatch()

  init(seed: UInt64, units: Int) {
    let random = KeyedRandom(seed: seed, stream: 5)
    var draws: UInt64 = 0
    func next() -> UInt64 {
      draws += 1
      return random.bits(draws)
    }
    for _ in 0..<units {
      let level = UInt8(next() % 3 + 1)
      var z = -6.0
      for _ in 0..<12 { z += Double(next() >> 11) * 0x1p-53 }
      let size = Int((5 * exponential(0.8 * z)).rounded(.up)) * Int(level)
      for word in 0..<size {
        if word > 0 { texts.bytes.append(0x20) }
        let bits = next()
        texts.bytes.append(0x30 + level + UInt8(bits & 1))
        texts.bytes.append(0x30 + level + UInt8(bits >> 1 & 1))
      }
      texts.endText()
    }
  }

  /// e to a small power, by its series: no library's rounding decides what is drawn.
  private func exponential(_ power: Double) -> Double {
    var sum = 1.0
    var term = 1.0
    for index in 1..<60 {
      term *= power / Double(index)
      sum += term
    }
    return sum
  }
}
