import TokenizerMetrics

/// A result as a small benchmark gives it.
///
/// The figures of r50k_base, cl100k_base and o200k_base are those
/// of FLORES dev; the trained tokenizers' are plausible, nothing more.
enum SampleResult {
  static let reference = "eng_Latn"
  static let seed = NamedText("reference", "eng_Latn")

  /// The full sample: 5 tokenizers, 3 controls, 22 languages.
  static func make() -> BenchmarkResult {
    var result = BenchmarkResult(derlius: "0.1.0", focus: "lit_Latn", baseline: "cl100k_base")
    result.versions = [
      NamedText("icu", "72.1"), NamedText("icuUnicode", "15.0"), NamedText("unicodeTables", "16.0"),
    ]
    result.notice = "Illustration, not for citation: two tokenizers were trained on a small text."
    result.referenceLanguage = reference
    result.languageNames = SampleLanguages.names
    result.tokenizers = tokenizers
    result.corpora = [corpus]
    result.morphologies = [
      MorphologyRecord(
        language: "lit_Latn", file: "morphemes.tsv", sha256: hash("morphemes"), forms: 62_689,
        droppedRows: 9)
    ]
    result.overlaps = ["lt-bpe-32k", "lt-bpe-4k"].map {
      OverlapRecord(
        tokenizer: $0, corpus: "flores", language: "lit_Latn", training: "law", lines: 997,
        exactLines: 0, sharingLines: 0)
    }
    result.metrics = SampleMetrics.records
    result.rows = rows()
    result.comparisons = comparisons()
    result.wordLengths = SampleLengths.records
    result.showcase = [SampleSentences.lithuanian, SampleSentences.second]
    SampleTexts.add(to: &result)
    result.missing = [
      MissingInput(
        name: "o300k_base", why: "not in the vocabulary folder; derlius pull o300k_base gets it")
    ]
    result.warnings = ["8 files of flores have no language in their names and were left out"]
    return result
  }

  static let tokenizers: [TokenizerRecord] = [
    tokenizer("cl100k_base", "tiktoken", 100_277), tokenizer("o200k_base", "tiktoken", 200_019),
    tokenizer("r50k_base", "tiktoken", 50_257), tokenizer("lt-bpe-4k", "sentencepiece", 4_096),
    tokenizer("lt-bpe-32k", "sentencepiece", 32_000),
    TokenizerRecord(name: "bytes", isControl: true),
    TokenizerRecord(name: "characters", isControl: true),
    TokenizerRecord(name: "words", isControl: true),
  ]

  static func tokenizer(_ name: String, _ format: String, _ size: Int) -> TokenizerRecord {
    TokenizerRecord(
      name: name, format: format, model: "bpe", vocabularySize: size, ordinarySize: size - 21,
      file: "\(name).\(format == "tiktoken" ? "tiktoken" : "model")", bytes: size * 17,
      sha256: hash(name), details: [NamedText("pattern", name)])
  }

  static var corpus: CorpusRecord {
    CorpusRecord(
      name: "flores", isParallel: true,
      languages: SampleLanguages.all.map { language in
        LanguageRecord(
          language: language.tag, file: "\(language.tag).dev", fileBytes: 135_708,
          sha256: hash(language.tag), documents: 997, emptyDocuments: 0, words: 16_859,
          wordsWithoutLetter: 405,
          scalars: 125_914, bytes: 134_711, units: 200, changedDocuments: 3)
      })
  }

  static func rows() -> [ResultRow] {
    var rows: [ResultRow] = []
    var parallel = Policy()
    parallel.further = [seed]
    func add(
      _ language: String, _ metric: String, _ policy: Policy, _ values: [(String, Double, Double)]
    ) {
      for (name, value, spread) in values {
        rows.append(
          ResultRow(
            tokenizer: name, corpus: "flores", language: language, metric: metric, value: value,
            low: spread == 0 ? nil : value - spread, high: spread == 0 ? nil : value + spread,
            n: 997,
            countedAs: "documents", why: spread == 0 ? "no interval defined" : nil, policy: policy))
      }
    }
    for language in SampleLanguages.all {
      add(language.tag, "fertility", Policy(), language.fertility.map { ($0, $1, $1 * 0.0081) })
      if language.tag == "lit_Latn" {
        var letters = Policy()
        letters.words = "uax29-letters"
        add(
          "lit_Latn", "fertility", letters,
          [
            ("cl100k_base", 3.50, 0.03), ("o200k_base", 2.66, 0.02), ("r50k_base", 3.86, 0.03),
            ("lt-bpe-4k", 2.36, 0.02), ("lt-bpe-32k", 1.62, 0.02),
          ])
      }
      add(language.tag, "premium", parallel, language.premium.map { ($0, $1, $1 * 0.013) })
    }
    for (metric, values) in SampleMetrics.lithuanian {
      add("lit_Latn", metric, Policy(), zip(tokenizers.map(\.name), values).map { ($0, $1, 0) })
    }
    for name in tokenizers.prefix(5).map(\.name) {
      rows.append(
        ResultRow(
          tokenizer: name, corpus: "flores", language: "lit_Latn", metric: "strr", value: nil, n: 0,
          countedAs: "words", why: "needs a word list", policy: Policy()))
    }
    add(
      "*", "gini", parallel, [("cl100k_base", 0.3604, 0), ("o200k_base", 0.1647, 0)])
    return rows
  }

  static func comparisons() -> [ComparisonRow] {
    [
      ("o200k_base", 0.7585, 0.754, 0.763), ("r50k_base", 1.104, 1.099, 1.109),
      ("lt-bpe-4k", 0.7048, 0.699, 0.711), ("lt-bpe-32k", 0.4896, 0.485, 0.494),
    ].map {
      ComparisonRow(
        tokenizer: $0.0, baseline: "cl100k_base", corpus: "flores", language: "lit_Latn",
        metric: "fertility", ratio: $0.1, low: $0.2, high: $0.3, p: 0.0004)
    }
  }

  /// 64 digits that look like a hash.
  static func hash(_ name: String) -> String {
    var state: UInt64 = 0xcbf2_9ce4_8422_2325
    var text = ""
    for round in 0..<4 {
      for byte in name.utf8 { state = (state ^ UInt64(byte) ^ UInt64(round)) &* 0x100_0000_01b3 }
      let digits = String(state, radix: 16)
      text += String(repeating: "0", count: 16 - digits.count) + digits
    }
    return text
  }
}
