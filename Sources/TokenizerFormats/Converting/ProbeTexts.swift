import Groundwork

/// Texts that show where tokenizers differ: white space, marks, digits, cases, rare scalars, and rows of
/// them drawn at random, always the same.
enum ProbeTexts {
  /// All probes in a fixed order.
  static let all: [[UInt8]] = fixed.map { Array($0.utf8) } + drawn

  /// A long line without a line end, for what accumulates.
  static let longLine: String =
    (0..<40).map { _ in SampleSentences.texts.prefix(30).joined(separator: " ") }
    .joined(separator: " ")

  private static let parts: [String] = [
    "a", "b", "A", "Z", "e", "the", " the", "The", "ing", "x", "0", "7", "12", "123", "2024",
    "12345",
    " ", " ", "  ", "   ", "\n", "\r\n", "\n\n", "\t", "\u{A0}", "\u{3000}", "\u{2028}", "\u{85}",
    "\u{B}",
    ".", ",", "!", "...", "—", "(", ")", "'", "'s", "'S", "'ll", "’s", "\"", "/", "\\", "-", "_",
    "=", "==", "#",
    "<", ">", "<s>", "</s>", "<|endoftext|>", "<0x0A>", "[UNK]", "<unk>", "é", "e\u{301}", "Å",
    "\u{212B}",
    "ß", "ẞ", "ſ", "İ", "ı", "ﬁ", "Ａ", "Ａ\u{301}", "²", "①", "㎏", "\u{FF76}\u{FF9E}", "ガ",
    "か\u{3099}",
    "한", "\u{1112}\u{1161}\u{11AB}", "\u{1100}", "漢", "字", "。", "ą", "ė", "Š", "я", "Ї", "ω", "ς",
    "א", "ب", "ا\u{654}",
    "क", "क्षि", "ไ", "ก็", "ა", "\u{200B}", "\u{200D}", "\u{200E}", "\u{FEFF}", "\u{FFFD}", "\u{AD}",
    "\u{0}", "\u{1}", "\u{7F}",
    "😀", "👩‍👩‍👧", "👍🏽", "🇱🇹", "\u{10FFFD}", "\u{E000}", "\u{FFFE}", "\u{2581}", "▁▁", "Ġ", "##",
    "\u{1F9FF}", "𝒳", "𐍈", "\u{301}", "\u{64B}\u{651}", "\u{323}\u{307}", "camelCase", "HTTPServer",
    "ŠĮmet",
  ]

  private static let fixed: [String] = {
    var texts = [""] + parts
    for count in 1...40 { texts.append(String(repeating: " ", count: count)) }
    for count in 2...40 { texts.append("x" + String(repeating: " ", count: count) + "a") }
    for text in ["\n", "\t", "a", "0", "é", "😀", "=", "▁", "\u{301}", "漢"] {
      for count in [2, 3, 4, 5, 8, 16, 33, 64, 100] {
        texts.append(String(repeating: text, count: count))
      }
    }
    for part in parts {
      texts += [" \(part)", "\(part) ", "a\(part)", "\(part)a", "a \(part) b", "\(part)\(part)"]
    }
    // The first scalar of each block of 64, where it may stand in a text.
    for value in stride(from: UInt32(0), to: 0x20000, by: 64) {
      if let scalar = Unicode.Scalar(value) { texts.append("a\(scalar) \(scalar)") }
    }
    return texts
  }()

  private static let drawn: [[UInt8]] = {
    let random = KeyedRandom(seed: 20_261_126, stream: 1)
    var texts: [[UInt8]] = []
    for index in 0..<1500 {
      var text: [UInt8] = []
      let count = 2 + random.below(11, UInt64(index) << 8)
      for place in 0..<count {
        text += parts[random.below(parts.count, UInt64(index) << 8 | UInt64(place + 1))].utf8
      }
      texts.append(text)
    }
    return texts
  }()
}
