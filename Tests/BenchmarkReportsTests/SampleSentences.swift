import TokenizerMetrics

/// Sentences with their cuts: real ids for the public vocabularies, cuts by eye for the others.
enum SampleSentences {
  static let text = "Vakar vakare kaimynai šnekučiavosi prie Nemuno, o žąsys gagėjo pievoje."

  static let translation =
    "Last night the neighbours chatted by the Nemunas, and geese honked in the meadow."

  static var lithuanian: ShowcaseSentence {
    var sentence = ShowcaseSentence(
      corpus: "flores", language: "lit_Latn", line: 12, text: text, words: 10,
      cuts: [
        cut(
          "cl100k_base",
          [
            (53, 1), (587, 2), (277, 2), (75925, 4), (548, 3), (597, 2), (2706, 3), (1910, 2),
            (2192, 2), (37524, 3), (818, 2), (12407, 2), (13453, 2), (72, 1), (402, 2), (31824, 3),
            (281, 2), (7379, 3), (63268, 4), (16711, 3), (11, 1), (297, 2), (32063, 3), (5985, 2),
            (7947, 3), (46692, 4), (128, 1), (245, 1), (7453, 2), (4447, 4), (3415, 2), (3841, 2),
            (13, 1),
          ]),
        cut(
          "o200k_base",
          [
            (53, 1), (30150, 4), (14453, 4), (644, 3), (1908, 3), (321, 2), (1276, 2), (1361, 2),
            (6735, 3), (611, 2), (4159, 2), (19642, 3), (407, 2), (12409, 3), (58083, 5),
            (49376, 4), (12811, 3), (11, 1), (293, 2), (6872, 3), (1624, 2), (17324, 3), (25235, 4),
            (87906, 4), (5148, 4), (172494, 4), (13, 1),
          ]),
        cut(
          "r50k_base",
          [
            (53, 1), (461, 2), (283, 2), (410, 2), (461, 2), (533, 3), (479, 2), (1385, 3),
            (2047, 2), (1872, 2), (25370, 2), (94, 1), (710, 2), (23063, 2), (46195, 2), (544, 2),
            (85, 1), (21707, 3), (1293, 4), (68, 1), (22547, 4), (36909, 3), (11, 1), (267, 2),
            (25370, 2), (122, 1), (128, 1), (227, 1), (17597, 3), (32261, 4), (128, 1), (245, 1),
            (7639, 2), (2508, 4), (13038, 2), (18015, 2), (13, 1),
          ]),
        cut(
          "lt-bpe-4k",
          "Va|kar| vakar|e| kaimyn|ai| š|ne|ku|či|avo|si| prie| Ne|mun|o|,| o| ž|ą|sys| ga|gė|jo| piev|oje|."
        ),
        cut(
          "lt-bpe-32k",
          "Vakar| vakare| kaimynai| šne|kuč|iavosi| prie| Nemuno|,| o| ž|ąsys| ga|gė|jo| pievoje|."),
      ])
    sentence.translation = ShowcaseTranslation(language: "eng_Latn", text: translation)
    return sentence
  }

  static var second: ShowcaseSentence {
    let text = "Rytą lijo."
    return ShowcaseSentence(
      corpus: "flores", language: "lit_Latn", line: 40, text: text, words: 2,
      cuts: [
        cut("cl100k_base", text: text, "R|yt|ą| li|jo|."),
        cut("lt-bpe-32k", text: text, "Rytą| lijo|."),
      ])
  }

  static func cut(_ name: String, _ pieces: [(UInt32, Int)], text: String = text) -> ShowcaseCut {
    let bytes = Array(text.utf8)
    var place = 0
    return ShowcaseCut(
      tokenizer: name,
      tokens: pieces.map { id, length in
        let slice = bytes[place..<min(place + length, bytes.count)]
        let isFragment = String(validating: slice, as: UTF8.self) == nil
        defer { place += length }
        return ShowcaseToken(id: id, start: place, end: place + length, isFragment: isFragment)
      })
  }

  static func cut(_ name: String, text: String = text, _ marked: String) -> ShowcaseCut {
    let pieces = marked.split(separator: "|").enumerated().map {
      (UInt32($0.offset + 300), $0.element.utf8.count)
    }
    return cut(name, pieces, text: text)
  }
}
