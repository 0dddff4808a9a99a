import TokenizerMetrics

/// Results for every state that the page must stand.
enum HostileResults {
  struct Sample: Sendable, CustomStringConvertible {
    let name: String
    let result: BenchmarkResult
    var description: String { name }
  }

  static let all: [Sample] = [
    Sample(name: "full", result: SampleResult.make()),
    Sample(name: "one-tokenizer", result: oneTokenizer()),
    Sample(name: "one-language", result: oneLanguage()),
    Sample(name: "no-value", result: noValue()),
    Sample(name: "no-focus", result: noFocus()),
    Sample(name: "forty", result: forty()),
    Sample(name: "hostile-names", result: hostileNames()),
    Sample(name: "wide", result: WideResult.make()),
    Sample(name: "hostile-texts", result: HostileTexts.make()),
    Sample(name: "no-text", result: HostileTexts.none()),
    Sample(name: "arabic", result: sentence("arb_Arab", "ذهب الأطفال إلى المدرسة صباحا.", by: 3)),
    Sample(name: "japanese", result: sentence("jpn_Jpan", "昨日の夜、川のそばで雁が鳴いた。", by: 2)),
  ]

  static func oneTokenizer() -> BenchmarkResult {
    var result = SampleResult.make()
    result.notice = nil
    result.tokenizers = [SampleResult.tokenizers[0]]
    result.rows = result.rows.filter { $0.tokenizer == "cl100k_base" }
    result.comparisons = []
    result.overlaps = []
    result.wordLengths = result.wordLengths.filter { $0.tokenizer == "cl100k_base" }
    result.showcase = [
      ShowcaseSentence(
        corpus: "flores", language: "lit_Latn", line: 12, text: SampleSentences.text, words: 10,
        cuts: [SampleSentences.lithuanian.cuts[0]])
    ]
    result.missing = []
    result.warnings = []
    result.checks = []
    result.worstSentences.removeAll {
      $0.tokenizer != "cl100k_base" || $0.order == .againstBaseline
    }
    return result
  }

  static func oneLanguage() -> BenchmarkResult {
    var result = SampleResult.make()
    result.referenceLanguage = nil
    result.rows = result.rows.filter { $0.language == "lit_Latn" && $0.metric != "premium" }
    result.corpora = [
      CorpusRecord(
        name: "flores", isParallel: false,
        languages: SampleResult.corpus.languages.filter { $0.language == "lit_Latn" })
    ]
    return result
  }

  static func noValue() -> BenchmarkResult {
    var result = oneLanguage()
    result.rows = result.rows.map { row in
      var row = row
      if row.tokenizer == "r50k_base" || row.metric == "premium" {
        (row.value, row.low, row.high) = (nil, nil, nil)
        row.why = "the tokenizer has no id for 12 bytes of the text"
      }
      return row
    }
    return result
  }

  static func noFocus() -> BenchmarkResult {
    var result = SampleResult.make()
    result.focus = "sgs_Latn"
    result.languageNames.append(NamedText("sgs_Latn", "Samogitian"))
    result.showcase = []
    result.worstSentences = []
    return result
  }

  static func forty() -> BenchmarkResult {
    var result = SampleResult.make()
    let names = (1...40).map { "family-\($0 % 7)-of-tokenizers-v\($0)-\($0 * 4)k" }
    result.tokenizers = names.map { SampleResult.tokenizer($0, "huggingface", 32_000) }
    result.baseline = names[11]
    result.comparisons = []
    result.wordLengths = []
    let base = SampleResult.rows().filter {
      $0.tokenizer == "o200k_base" && ["lit_Latn", "eng_Latn", "pol_Latn"].contains($0.language)
    }
    result.rows = names.enumerated().flatMap { place, name in
      base.map { row in
        var row = row
        row.tokenizer = name
        let factor = 1 + Double(place * 37 % 40) / 40
        row.value = row.value.map { $0 * factor }
        row.low = row.low.map { $0 * factor }
        row.high = row.high.map { $0 * factor }
        return row
      }
    }
    let sentence = SampleSentences.lithuanian
    result.worstSentences = []
    result.showcase[0].cuts = names.enumerated().map { place, name in
      ShowcaseCut(tokenizer: name, tokens: sentence.cuts[place % sentence.cuts.count].tokens)
    }
    return result
  }

  static func hostileNames() -> BenchmarkResult {
    var result = SampleResult.make()
    let names = [
      "cl100k_base": "</script><script>alert('1 & 2')</script>",
      "o200k_base": String(repeating: "a-very-long-name-", count: 4) + "that-ends-32k",
      "r50k_base": "\u{202E}מְנַתֵּחַ \"ציטוט\" | `x` \u{1}",
      "lt-bpe-4k": "分词器,\n第二行 <b>粗体</b>",
    ]
    func renamed(_ name: String) -> String { names[name] ?? name }
    result.title = "Lithuanian & <others>: \"which\" tokenizer?"
    result.baseline = renamed(result.baseline)
    for index in result.tokenizers.indices {
      result.tokenizers[index].name = renamed(result.tokenizers[index].name)
    }
    for index in result.rows.indices {
      result.rows[index].tokenizer = renamed(result.rows[index].tokenizer)
    }
    for index in result.comparisons.indices {
      result.comparisons[index].tokenizer = renamed(result.comparisons[index].tokenizer)
      result.comparisons[index].baseline = renamed(result.comparisons[index].baseline)
    }
    for index in result.wordLengths.indices {
      result.wordLengths[index].tokenizer = renamed(result.wordLengths[index].tokenizer)
    }
    for place in result.showcase.indices {
      for index in result.showcase[place].cuts.indices {
        result.showcase[place].cuts[index].tokenizer = renamed(
          result.showcase[place].cuts[index].tokenizer)
      }
    }
    for index in result.worstSentences.indices {
      result.worstSentences[index].tokenizer = renamed(result.worstSentences[index].tokenizer)
      for cut in result.worstSentences[index].sentence.cuts.indices {
        result.worstSentences[index].sentence.cuts[cut].tokenizer = renamed(
          result.worstSentences[index].sentence.cuts[cut].tokenizer)
      }
    }
    return result
  }

  static func sentence(_ focus: String, _ text: String, by step: Int) -> BenchmarkResult {
    var result = SampleResult.make()
    result.focus = focus
    result.wordLengths = []
    result.comparisons = []
    result.overlaps = []
    let characters = Array(text)
    let words = stride(from: 0, to: characters.count, by: step).map {
      String(characters[$0..<min($0 + step, characters.count)])
    }.joined(separator: "|")
    let bytes = text.utf8.map { (UInt32($0), 1) }
    result.worstSentences = []
    result.showcase = [
      ShowcaseSentence(
        corpus: "flores", language: focus, line: 3, text: text, words: 5,
        cuts: [
          SampleSentences.cut("cl100k_base", bytes, text: text),
          SampleSentences.cut("o200k_base", text: text, words),
        ])
    ]
    return result
  }
}
