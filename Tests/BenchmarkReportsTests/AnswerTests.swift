import Testing
import TokenizerMetrics

@testable import BenchmarkReports

@Suite struct AnswerTests {
  private static let thin = "\u{202F}"

  private func answer(_ change: (inout BenchmarkResult) -> Void = { _ in }) throws -> [String] {
    var result = SampleResult.make()
    change(&result)
    let answer = try #require(Answer(ReportModel(result)))
    return answer.sentences().map(\.plainText)
  }

  private func plain(_ text: String) -> String {
    String(text.map { $0 == "\u{202F}" || $0 == "\u{A0}" ? " " : $0 })
  }

  private func comparing(
    ratio: Double, _ low: Double, _ high: Double, p: Double?, why: String? = nil
  ) throws -> String {
    let sentences = try answer { result in
      result.comparisons = [
        ComparisonRow(
          tokenizer: "lt-bpe-32k", baseline: "cl100k_base", corpus: "flores", language: "lit_Latn",
          metric: "fertility", ratio: ratio, low: low, high: high, p: p, why: why)
      ]
    }
    return plain(sentences[1])
  }

  @Test func saysTheNumbersOfTheRows() throws {
    let sentences = try answer().map(plain)
    #expect(
      sentences == [
        "lt-bpe-32k needs 1.67 tokens per Lithuanian word (95 % 1.65–1.68); lt-bpe-4k needs 2.40, "
          + "o200k_base 2.58, cl100k_base 3.41, r50k_base 3.76. ",
        "lt-bpe-32k needs 51 % fewer than cl100k_base (95 % interval 51–52 %, p < 0.001). ",
        "1 000 Lithuanian words = 3 405 tokens with cl100k_base, 1 667 with lt-bpe-32k; "
          + "1 000 English words = 1 231 with cl100k_base. ",
        "The same content costs 2.22 × English with cl100k_base (95 % 2.20–2.25). ",
      ])
  }

  @Test func claimsADifferenceOnlyWithPAndOnePerCent() throws {
    #expect(
      try comparing(ratio: 0.95, 0.93, 0.97, p: 0.012)
        == "lt-bpe-32k needs 5.0 % fewer than cl100k_base (95 % interval 3.0–7.0 %, p = 0.012). ")
    #expect(
      try comparing(ratio: 0.95, 0.89, 1.01, p: 0.21)
        == "lt-bpe-32k is about equal to cl100k_base (ratio 0.890–1.010, p = 0.21). ")
    #expect(
      try comparing(ratio: 0.995, 0.992, 0.998, p: 0.0001)
        == "lt-bpe-32k is about equal to cl100k_base (ratio 0.992–0.998, p < 0.001). ")
    #expect(
      try comparing(ratio: 1.25, 1.2, 1.3, p: 0.0001)
        == "lt-bpe-32k needs 25 % more than cl100k_base (95 % interval 20–30 %, p < 0.001). ")
    #expect(
      try comparing(ratio: 2.5, 2.4, 2.6, p: 0.0001)
        == "lt-bpe-32k needs 2.50 × as many as cl100k_base (95 % interval 2.40–2.60, p < 0.001). ")
  }

  @Test func claimsNothingWithoutATest() throws {
    #expect(
      try comparing(ratio: 0.5, 0.4, 0.6, p: nil, why: "12 units, 20 are needed")
        == "lt-bpe-32k is about equal to cl100k_base as far as can be said "
        + "(no test: 12 units, 20 are needed). ")
  }

  @Test func saysNothingOfDifferencesThatWereNotCompared() throws {
    let sentences = try answer { $0.comparisons = [] }
    #expect(sentences.count == 3)
  }

  @Test func comparesTheNextWhenTheBaselineLeads() throws {
    let sentences = try answer { result in
      result.baseline = "lt-bpe-32k"
      result.comparisons = [
        ComparisonRow(
          tokenizer: "lt-bpe-4k", baseline: "lt-bpe-32k", corpus: "flores", language: "lit_Latn",
          metric: "fertility", ratio: 1.44, low: 1.43, high: 1.45, p: 0.0004)
      ]
    }
    #expect(plain(sentences[1]).hasPrefix("lt-bpe-4k needs 44 % more than lt-bpe-32k"))
  }

  @Test func neverCallsALanguageCheapForBeingBadAtEnglish() throws {
    let sentences = try answer { result in
      result.tokenizers.removeAll { ["o200k_base", "r50k_base", "lt-bpe-4k"].contains($0.name) }
    }
    #expect(
      plain(sentences[3])
        == "The same content costs 2.22 × English with cl100k_base (95 % 2.20–2.25), 0.512 × with lt-bpe-32k "
        + "(under 1: dear in English, not cheap here). ")
  }

  @Test func measuresOthersAgainstTheBaselinesEnglish() throws {
    let sentences = try answer { result in
      var policy = Policy()
      policy.further = [SampleResult.seed, NamedText("crossTokenizer", "cl100k_base")]
      let values = [("cl100k_base", 2.2249), ("o200k_base", 1.6876), ("lt-bpe-32k", 1.0893)]
      result.tokenizers.removeAll { ["r50k_base", "lt-bpe-4k"].contains($0.name) }
      result.rows += values.map {
        ResultRow(
          tokenizer: $0, corpus: "flores", language: "lit_Latn", metric: "premium_cross",
          value: $1, n: 997, countedAs: "pairs", policy: policy)
      }
    }
    #expect(
      plain(sentences[3])
        == "The same content costs 2.22 × English with cl100k_base (95 % 2.20–2.25); lt-bpe-32k brings that to 1.09 "
        + "of cl100k_base’s English, o200k_base to 1.69. ")
  }

  @Test func sumsUpAThousandWords() throws {
    let answer = try #require(Answer(ReportModel(SampleResult.make())))
    #expect(
      plain(answer.thousandWords().plainText)
        == "1 000 Lithuanian words = 3 405 tokens with cl100k_base, 1 667 with lt-bpe-32k; "
        + "1 000 English words = 1 231 with cl100k_base. ")
  }

  @Test func everyNumberLinksToItsRow() throws {
    let result = SampleResult.make()
    let answer = try #require(Answer(ReportModel(result)))
    let reading = PageReading(Array(h("p") { answer.sentences() }.rendered().utf8))
    let links = reading.named("a").compactMap { $0.attributes["href"] }
    #expect(links.count == 9)
    for link in links {
      let index = try #require(Int(link.dropFirst(2)))
      switch link.prefix(2) {
      case "#v": #expect(result.rows[index].language == "lit_Latn")
      case "#c": #expect(result.comparisons[index].tokenizer == "lt-bpe-32k")
      default: Issue.record("\(link) leads to no row")
      }
    }
  }

  @Test func warnsOfWordsWhereThereAreNoSpaces() throws {
    let answer = try #require(
      Answer(ReportModel(HostileResults.sentence("jpn_Jpan", "雁が鳴いた。", by: 2))))
    #expect(
      answer.sentences().contains {
        $0.plainText.hasPrefix("Japanese is written without spaces")
      })
  }

  @Test func fortyTokenizersFitASentence() throws {
    let answer = try #require(Answer(ReportModel(HostileResults.forty())))
    #expect(plain(answer.sentences()[0].plainText).contains("; the other 39 need 2.65 to 5.10"))
  }

  @Test func eachClaimHasItsOwnConditions() throws {
    let answer = try #require(Answer(ReportModel(SampleResult.make())))
    let labels = answer.claims().map { plain($0.policy) }
    #expect(
      labels == [
        "white-space words · flores, 997 lines, 16 859 words (2.4 % without a letter) · resampled by "
          + "200 blocks of 5 lines · overlap with training text: unknown for cl100k_base, o200k_base, "
          + "r50k_base; none for lt-bpe-4k, lt-bpe-32k",
        "parity, all tokens against those of English for the same lines · reference eng_Latn · flores, "
          + "997 documents · resampled by 200 blocks of 5 lines",
      ])
    let alone = try #require(Answer(ReportModel(HostileResults.oneTokenizer())))
    #expect(plain(alone.claims()[0].policy).hasSuffix("one tokenizer, nothing to compare it with"))
    let single = try #require(Answer(ReportModel(HostileResults.oneLanguage())))
    #expect(single.claims().count == 1)
  }

  @Test func saysWhyThereIsNoInterval() throws {
    let sentences = try answer { result in
      for index in result.rows.indices where result.rows[index].metric == "fertility" {
        (result.rows[index].low, result.rows[index].high) = (nil, nil)
        result.rows[index].why = "no interval: fewer than 2 units"
      }
    }
    #expect(
      plain(sentences[0]).hasPrefix(
        "lt-bpe-32k needs 1.67 tokens per Lithuanian word (no interval: fewer than 2 units); lt-bpe-4k needs"
      ))
  }

  @Test func claimsNoSavingThatWasNotFound() throws {
    func parity(_ ratio: Double, p: Double?) throws -> String {
      let sentences = try answer { result in
        var policy = Policy()
        policy.further = [SampleResult.seed, NamedText("crossTokenizer", "cl100k_base")]
        result.tokenizers.removeAll { !["cl100k_base", "lt-bpe-32k"].contains($0.name) }
        result.rows += [("cl100k_base", 2.2249), ("lt-bpe-32k", 2.2)].map {
          ResultRow(
            tokenizer: $0, corpus: "flores", language: "lit_Latn", metric: "premium_cross",
            value: $1, n: 997, countedAs: "pairs", policy: policy)
        }
        result.comparisons = [
          ComparisonRow(
            tokenizer: "lt-bpe-32k", baseline: "cl100k_base", corpus: "flores",
            language: "lit_Latn", metric: "fertility", ratio: ratio, low: 0.9, high: 1.1, p: p)
        ]
      }
      return plain(sentences[3])
    }
    let tail = " 2.20 of cl100k_base’s English. "
    #expect(try parity(0.995, p: 0.0001).hasSuffix("lt-bpe-32k leaves that about equal at" + tail))
    #expect(try parity(0.9, p: nil).hasSuffix("lt-bpe-32k comes to" + tail))
    #expect(try parity(1.2, p: 0.0001).hasSuffix("lt-bpe-32k raises that to" + tail))
  }

  @Test func namesOverlapWithTraining() {
    let model = ReportModel(SampleResult.make())
    #expect(
      Headings.overlap(model, corpus: "flores", language: "lit_Latn")
        == "unknown for cl100k_base, o200k_base, r50k_base; none for lt-bpe-4k, lt-bpe-32k")
    #expect(Headings.overlap(model, corpus: "flores", language: "pol_Latn") == "unknown")
  }
}
