import TokenizerMetrics

/// A result whose texts try to break the page.
enum HostileTexts {
  static let megabyte = String(repeating: "ž", count: 500_000)
  static let attack =
    "</script><img src=x onerror=alert(1)>\u{0}\u{202E}sakul\u{2066} a\tb\r\nc\u{A0}d\u{200B}e -->]]>&amp;"

  static func make() -> BenchmarkResult {
    var result = SampleResult.make()
    result.notice = attack
    result.showcase = [sentence(attack), sentence(megabyte)]
    result.showcase[0].translation = ShowcaseTranslation(language: attack, text: attack)
    result.showcase[1].translation = ShowcaseTranslation(
      language: "eng_Latn", text: megabyte, isPart: true)
    // Offsets that no morphology gives.
    result.showcase[0].morphemes = [
      ShowcaseWord(start: 4, end: 2, cuts: [9]), ShowcaseWord(start: -5, end: 3, cuts: []),
      ShowcaseWord(start: 0, end: 9, cuts: [9, 3]), ShowcaseWord(start: 0, end: .max, cuts: []),
    ]
    result.worstSentences = [
      WorstSentence(
        tokenizer: "cl100k_base", order: .perWord, tokens: 7, against: 0, sentence: sentence(attack)
      ),
      WorstSentence(
        tokenizer: attack, order: .againstBaseline, tokens: 7, against: 1,
        sentence: sentence(megabyte)),
    ]
    result.expensiveWords = WordCostRecord.Order.allCases.map { order in
      WordCostRecord(
        tokenizer: "cl100k_base", corpus: "flores", language: "lit_Latn", order: order,
        words: [
          WordCost(word: megabyte, occurrences: 1, tokens: 9, pieces: [megabyte, attack]),
          WordCost(word: attack, occurrences: 1, tokens: 9, pieces: [attack]),
        ])
    }
    result.warnings = [attack, megabyte]
    result.missing = [MissingInput(name: attack, why: attack)]
    result.corpora[0].languages[0].licence = attack
    result.tokenizers[0].licence = attack
    result.checks[0].finding = attack
    result.trainings[0].file = attack
    result.overlaps[0].training = attack
    return result
  }

  static func none() -> BenchmarkResult {
    var result = SampleResult.make()
    result.showsText = false
    result.showcase = []
    result.worstSentences = []
    result.expensiveWords = []
    return result
  }

  /// A text as one token, as a token for each byte, and as tokens that do not lie in it.
  private static func sentence(_ text: String) -> ShowcaseSentence {
    let count = text.utf8.count
    let bytes = (0..<min(count, 3000)).map {
      ShowcaseToken(id: UInt32($0 % 256), start: $0, end: $0 + 1, isFragment: true)
    }
    return ShowcaseSentence(
      corpus: "flores", language: "lit_Latn", line: 1, text: text, words: 3,
      cuts: [
        ShowcaseCut(
          tokenizer: "cl100k_base",
          tokens: [ShowcaseToken(id: 1, start: 0, end: count, isFragment: false)]),
        ShowcaseCut(tokenizer: "o200k_base", tokens: bytes),
        ShowcaseCut(
          tokenizer: "r50k_base",
          tokens: [ShowcaseToken(id: .max, start: -7, end: .max, isFragment: true)]),
      ])
  }
}
