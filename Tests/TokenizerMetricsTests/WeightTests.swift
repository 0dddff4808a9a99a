import Groundwork
import Testing
import Tokenization

@testable import TokenizerMetrics

/// Texts that occur more than once: a list with counts is measured as the text that it was made from.
@Suite struct WeightTests {
  private let tokenizers = [
    BenchmarkTokenizer(name: "three", tokenizer: ToyTokenizer(step: 3)),
    BenchmarkTokenizer(name: "five", tokenizer: ToyTokenizer(step: 5, marks: true)),
  ]

  private func source(_ texts: [(String, UInt64)], batch: Int, repeated: Bool) -> LanguageSource {
    LanguageSource(corpus: "list", language: "lt", isParallel: false, morphology: ToyMorphemes()) {
      take throws(Failure) in
      var first = 0
      while first < texts.count {
        var part = TextBatch()
        for (text, weight) in texts[first..<min(first + batch, texts.count)] {
          if repeated {
            for _ in 0..<weight { part.append(text.utf8) }
          } else {
            part.append(text.utf8, weight: weight)
          }
        }
        try take(part)
        first += batch
      }
    }
  }

  @Test func aWeighedTextCountsAsOftenAsItOccurs() throws {
    let random = KeyedRandom(seed: 3, stream: 5)
    let texts = randomTexts(40, seed: 21).enumerated().map {
      ($1, UInt64(1 + random.below(4, UInt64($0))))
    }
    for space in LeadingSpace.allCases {
      var settings = MetricSettings(focus: "lt", baseline: "five")
      settings.resampling.resamples = 0
      settings.leadingSpace = space
      func outcome(batch: Int, repeated: Bool) throws -> MetricOutcome {
        try MetricEngine.run(
          tokenizers: tokenizers, sources: [source(texts, batch: batch, repeated: repeated)],
          settings: settings, pool: WorkerPool(workers: 2))
      }
      let expected = try outcome(batch: 5, repeated: true)
      let found = try outcome(batch: 7, repeated: false)
      #expect(found.rows.count == expected.rows.count && found.rows.count > 20)
      for (found, expected) in zip(found.rows, expected.rows) {
        #expect(found.metric == expected.metric && found.tokenizer == expected.tokenizer)
        if found.metric == "mattr" {
          // Of a list with counts nobody knows the order of the text.
          #expect(found.value == nil && found.why == "texts with counts are no running text")
          continue
        }
        #expect(found.n == expected.n, "\(found.metric)")
        let difference = abs((found.value ?? -1) - (expected.value ?? -1))
        #expect(difference < 1e-9, "\(found.metric) of \(found.tokenizer)")
      }
      var counts = found.languages[0]
      counts.units = expected.languages[0].units
      #expect(counts == expected.languages[0])
    }
  }

  @Test func linesThatAreEmptyInSomeLanguagesAreWarnedOf() throws {
    func warnings(_ lt: [String], _ en: [String]) throws -> [String] {
      try MetricEngine.run(
        tokenizers: tokenizers,
        sources: [
          TokenizerMetricsTests.source("pairs", "lt", lt, parallel: true),
          TokenizerMetricsTests.source("pairs", "en", en, parallel: true),
        ], settings: MetricSettings(focus: "lt"), pool: WorkerPool(workers: 1)
      ).warnings
    }
    #expect(try warnings(["a", "", "b"], ["a", " ", "b"]) == [])
    #expect(
      try warnings(["a", "", "b", "c"], ["a", "x", "b", ""]) == [
        "pairs: 2 lines are empty in some languages and not in others (first line 2 in lt); "
          + "pairs with an empty side are left out of means over pairs, and kept in sums"
      ])
  }
}
