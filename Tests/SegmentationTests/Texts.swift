import Groundwork

@testable import Segmentation

/// Calls a throwing body with a string's bytes.
func withBytes<R>(
  _ text: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> R
) rethrows -> R {
  try Array(text.utf8).withUnsafeBufferPointer(body)
}

func words(_ text: String, _ segmenter: WordSegmenter) throws -> [String] {
  try withBytes(text) { bytes in
    var ranges: [Range<Int>] = []
    try segmenter.words(in: bytes, into: &ranges)
    return ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
  }
}

func words(_ text: String, _ rule: WordRule, locale: String = "") throws -> [String] {
  try words(text, WordSegmenter(rule, locale: locale))
}

func normalized(_ text: String, _ form: TextForm) throws -> (text: String, changed: Bool) {
  let normalizer = try TextNormalizer(form)
  return try withBytes(text) { bytes in
    try normalizer.withNormalized(bytes) { text, changed throws(Failure) in
      (String(decoding: text, as: UTF8.self), changed)
    }
  }
}

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// Random texts of scalars that matter to white space, marks and case.
func randomTexts(_ count: Int, length: Int, seed: UInt64) -> [String] {
  let pool: [Unicode.Scalar] =
    [
      " ", " ", "\t", "\n", "\r", "\u{B}", "\u{85}", "\u{A0}", "\u{1680}", "\u{2000}", "\u{200A}",
      "\u{200B}", "\u{2028}", "\u{202F}", "\u{205F}", "\u{2060}", "\u{3000}", "\u{3001}",
      "\u{FEFF}",
      "a", "B", "ą", "Ė", "ž", "e", "\u{307}", "\u{301}", "\u{328}", "\u{AD}", "İ", "ß", "Σ", "한",
      "ᄒ",
      "ᅡ", "漢", "ก", "😀", "1", "-", ".", "\u{1E69}", "\u{2126}", "ﬁ", "\u{180E}", "Â", "á",
    ]
  let random = KeyedRandom(seed: seed, stream: 1)
  var index: UInt64 = 0
  return (0..<count).map { _ in
    var text = String.UnicodeScalarView()
    index += 1
    for _ in 0..<random.below(length + 1, index) {
      index += 1
      text.append(pool[random.below(pool.count, index)])
    }
    return String(text)
  }
}
