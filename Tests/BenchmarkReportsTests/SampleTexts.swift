import TokenizerMetrics

/// What a sample result says of texts beside its leading sentences: morphemes, the worst ones, checks, licences.
enum SampleTexts {
  /// Sentences of our own, with cuts by eye.
  static let dear = "Išsigandusios žąsys gągsėdamos nuskrido už ežero."

  static func add(to result: inout BenchmarkResult) {
    result.showcase[0].morphemes = words(
      SampleSentences.text,
      [
        "Vakar", "vakar-e", "kaimyn-ai", "šnek-uč-iav-o-si", "prie", "Nemun-o", "žąs-ys",
        "gag-ėj-o",
      ])
    result.worstSentences = worst
    for index in result.tokenizers.indices where result.tokenizers[index].format == "tiktoken" {
      result.tokenizers[index].licence = "MIT"
    }
    for index in result.corpora[0].languages.indices {
      result.corpora[0].languages[index].licence = "CC BY-SA 4.0"
    }
    result.morphologies[0].bytes = 1_204_112
    result.trainings = ["lt-bpe-4k", "lt-bpe-32k"].map {
      TrainingRecord(
        tokenizer: $0, file: "law.txt", bytes: 52_428_800, sha256: SampleResult.hash("law"))
    }
    result.checks = [
      CheckRecord(
        corpus: "flores", language: "lit_Latn", kind: "repeated",
        finding: "12 of 997 documents repeat an earlier one",
        advice: "repeats make intervals too narrow: keep one of each", isDoubt: true),
      CheckRecord(
        corpus: "flores", language: "pol_Latn", kind: "not_nfc",
        finding: "1 of 997 documents are not in NFC", advice: "compare with --form NFC",
        isDoubt: false),
    ]
    result.warnings.insert("flores lit_Latn: 12 of 997 documents repeat an earlier one", at: 0)
  }

  /// The words of a text with their morphemes, which are written with hyphens, in order.
  static func words(_ text: String, _ marked: [String]) -> [ShowcaseWord] {
    let bytes = Array(text.utf8)
    var done = 0
    return marked.compactMap { word in
      let parts = word.split(separator: "-").map { Array($0.utf8) }
      let whole = Array(parts.joined())
      guard
        let start = (done...bytes.count - whole.count).first(where: {
          bytes[$0..<$0 + whole.count].elementsEqual(whole)
        })
      else { return nil }
      done = start + whole.count
      var cuts: [Int] = []
      for part in parts.dropLast() { cuts.append((cuts.last ?? start) + part.count) }
      return ShowcaseWord(start: start, end: done, cuts: cuts)
    }
  }

  private static var worst: [WorstSentence] {
    let mine = SampleSentences.cut(
      "lt-bpe-32k", text: dear, "Iš|sigand|usios| ž|ąsys| gąg|sė|damos| nu|skrido| už| ežero|.")
    let base = SampleSentences.cut(
      "cl100k_base", text: dear,
      "I|š|sig|and|us|ios| |ž|ą|sys| g|ą|g|s|ė|d|am|os| n|us|k|rido| u|ž| e|ž|ero|.")
    func sentence(_ cuts: [ShowcaseCut]) -> ShowcaseSentence {
      ShowcaseSentence(
        corpus: "flores", language: "lit_Latn", line: 812, text: dear, words: 6, cuts: cuts)
    }
    return [
      WorstSentence(
        tokenizer: "cl100k_base", order: .perWord, tokens: base.tokens.count, against: 6,
        sentence: sentence([base])),
      WorstSentence(
        tokenizer: "cl100k_base", order: .perWord, tokens: 33, against: 10,
        sentence: SampleSentences.lithuanian),
      WorstSentence(
        tokenizer: "lt-bpe-32k", order: .perWord, tokens: mine.tokens.count, against: 6,
        sentence: sentence([base, mine])),
      WorstSentence(
        tokenizer: "lt-bpe-32k", order: .againstBaseline, tokens: mine.tokens.count,
        against: base.tokens.count, sentence: sentence([base, mine])),
    ]
  }
}
