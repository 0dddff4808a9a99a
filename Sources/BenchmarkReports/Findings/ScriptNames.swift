/// Scripts as people call them, by the codes of ISO 15924.
enum ScriptNames {
  /// The script's code in a language tag such as `srp_Cyrl`; nil where it names none.
  static func code(_ tag: String) -> String? {
    for part in tag.split(whereSeparator: { $0 == "_" || $0 == "-" }).dropFirst() {
      let letters = Array(part.utf8)
      let isTitle = letters.first.map { (0x41...0x5A).contains($0) } ?? false
      if letters.count == 4, isTitle, letters.dropFirst().allSatisfy({ (0x61...0x7A).contains($0) })
      {
        return String(part)
      }
    }
    return nil
  }

  /// The name of a code; the code where there is none here.
  static func name(_ code: String) -> String { names[code] ?? code }

  private static let names: [String: String] = [
    "Adlm": "Adlam", "Arab": "Arabic", "Armn": "Armenian", "Bali": "Balinese", "Batk": "Batak",
    "Beng": "Bengali", "Bopo": "Bopomofo", "Brai": "Braille", "Bugi": "Buginese",
    "Cans": "Canadian syllabics", "Cher": "Cherokee", "Copt": "Coptic", "Cyrl": "Cyrillic",
    "Deva": "Devanagari", "Ethi": "Ethiopic", "Geor": "Georgian", "Goth": "Gothic", "Grek": "Greek",
    "Gujr": "Gujarati", "Guru": "Gurmukhi", "Hang": "Hangul", "Hani": "Han",
    "Hans": "Han, simplified", "Hant": "Han, traditional", "Hebr": "Hebrew", "Hira": "Hiragana",
    "Java": "Javanese", "Jpan": "Japanese", "Kana": "Katakana", "Khmr": "Khmer", "Knda": "Kannada",
    "Kore": "Korean", "Laoo": "Lao", "Latn": "Latin", "Mlym": "Malayalam", "Mong": "Mongolian",
    "Mtei": "Meetei Mayek", "Mymr": "Myanmar", "Nkoo": "N’Ko", "Olck": "Ol Chiki", "Orya": "Odia",
    "Sinh": "Sinhala", "Sund": "Sundanese", "Syrc": "Syriac", "Taml": "Tamil", "Telu": "Telugu",
    "Tfng": "Tifinagh", "Thaa": "Thaana", "Thai": "Thai", "Tibt": "Tibetan", "Vaii": "Vai",
    "Yiii": "Yi",
  ]
}
