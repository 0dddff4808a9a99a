import TokenizerMetrics

/// Ten tokenizers on 200 languages, with numbers as long as real ones: what a page must stand at most.
enum WideResult {
  static let languages = (0..<200).map { place -> (tag: String, name: String) in
    if place == 0 { return ("eng_Latn", "English") }
    if place == 1 { return ("lit_Latn", "Lithuanian") }
    let letters = Array("abcdefghijklmnopqrst")
    let code = "q\(letters[place / 20 % 20])\(letters[place % 20])"
    let script = ["Latn", "Latn", "Cyrl", "Arab", "Deva", "Latn", "Ethi", "Latn"][place % 8]
    return ("\(code)_\(script)", "Language \(code.uppercased())")
  }

  static let metrics = [
    "tokens", "fertility", "pcw", "chars_per_token", "bytes_per_token", "fragments", "premium",
  ]

  static func make() -> BenchmarkResult {
    var result = SampleResult.make()
    result.languageNames = languages.map { NamedText($0.tag, $0.name) }
    result.tokenizers = (1...10).map { number in
      SampleResult.tokenizer("tokenizer-\(number)-of-ten", "huggingface", 16_000 * number)
    }
    result.baseline = result.tokenizers[0].name
    result.comparisons = []
    result.overlaps = []
    result.wordLengths = []
    result.showcase = []
    result.corpora = [
      CorpusRecord(
        name: "flores", isParallel: true,
        languages: languages.map { language in
          LanguageRecord(
            language: language.tag, file: "\(language.tag).dev", fileBytes: 135_708,
            sha256: SampleResult.hash(language.tag), documents: 997, emptyDocuments: 0,
            words: 16_859, wordsWithoutLetter: 405, scalars: 125_914, bytes: 134_711, units: 281,
            changedDocuments: 3)
        })
    ]
    result.rows = languages.enumerated().flatMap { place, language in
      metrics.flatMap { metric in
        result.tokenizers.enumerated().map { number, tokenizer in
          row(language.tag, metric, tokenizer.name, seed: place * 31 + number * 7 + metric.count)
        }
      }
    }
    return result
  }

  private static func row(
    _ language: String, _ metric: String, _ tokenizer: String, seed: Int
  ) -> ResultRow {
    let value = 1 + Double(seed % 211) / 37
    var policy = Policy()
    if metric == "premium" { policy.further = [SampleResult.seed] }
    return ResultRow(
      tokenizer: tokenizer, corpus: "flores", language: language, metric: metric, value: value,
      low: value * 0.9871, high: value * 1.0133, n: 997, countedAs: "documents", policy: policy)
  }
}
