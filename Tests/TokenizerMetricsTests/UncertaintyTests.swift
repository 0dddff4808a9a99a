import Groundwork
import Testing
import Tokenization

@testable import TokenizerMetrics

/// What a run says of its uncertainty, against plain loops over the same draws.
@Suite struct UncertaintyTests {
  private let tokenizers = [3, 5, 4].map { ("t\($0)", ToyTokenizer(step: $0)) }

  private func outcome(
    _ texts: [String], lines: Int, resamples: Int, batch: Int = 4, baseline: String? = "t5"
  ) throws -> MetricOutcome {
    var settings = MetricSettings(focus: "lt", baseline: baseline)
    settings.resampling.resamples = resamples
    settings.resampling.linesPerUnit = lines
    settings.metrics = ["fertility"]
    return try MetricEngine.run(
      tokenizers: tokenizers.map { BenchmarkTokenizer(name: $0.0, tokenizer: $0.1) },
      sources: [source("news", "lt", texts, batch: batch)], settings: settings,
      pool: WorkerPool(workers: 2))
  }

  /// Tokens and words of each block of lines, text by text.
  private func units(
    _ texts: [String], lines: Int, _ tokenizer: ToyTokenizer
  ) -> ReferenceStatistics.Units {
    var units: ReferenceStatistics.Units = []
    for (index, text) in texts.enumerated() {
      if index % lines == 0 { units.append((0, 0)) }
      units[index / lines].numerator += tokenizer.makeEncoder().encode(text).count
      units[index / lines].denominator +=
        text.unicodeScalars.split { $0.properties.isWhitespace }.count
    }
    return units
  }

  // 63 units: bits beyond the last unit once took away the exchanges of the units beside it.
  @Test("intervals, differences and p are those of plain loops", arguments: [(63, 1), (200, 3)])
  func equalsReference(count: Int, lines: Int) throws {
    let texts = randomTexts(count, seed: UInt64(count))
    let outcome = try outcome(texts, lines: lines, resamples: 400)
    let reference = ReferenceStatistics(corpus: "news")
    let units = tokenizers.map { self.units(texts, lines: lines, $0.1) }
    let base = units[1]
    for (index, tokenizer) in tokenizers.enumerated() {
      let row = try #require(
        outcome.rows.first { $0.tokenizer == tokenizer.0 && $0.metric == "fertility" })
      let ends = reference.interval(units: base.count, resamples: 400) {
        reference.ratio(units[index], $0)
      }
      #expect(row.low == ends.low && row.high == ends.high, "\(tokenizer.0)")
    }
    // The family has two members, so more draws are made than resamples.
    #expect(PermutationTest.draws(resamples: 400, comparisons: 2) == 2000)
    let ps = reference.holm([0, 2].map { reference.p(units[$0], base, draws: 2000) })
    #expect(outcome.comparisons.map(\.tokenizer) == ["t3", "t4"])
    for (place, index) in [0, 2].enumerated() {
      let row = outcome.comparisons[place]
      let ends = reference.interval(units: base.count, resamples: 400) {
        reference.ratio(units[index], $0) / reference.ratio(base, $0)
      }
      #expect(row.low == ends.low && row.high == ends.high)
      #expect(row.p == ps[place])
      #expect(row.pIsBound == (ps[place] <= 2.0 / 2001))
      #expect(row.baseline == "t5" && row.why == nil)
    }
  }

  @Test("more draws are made where Holm needs a smaller p than the resamples resolve")
  func draws() {
    #expect(PermutationTest.draws(resamples: 10_000, comparisons: 3) == 10_000)
    #expect(PermutationTest.draws(resamples: 10_000, comparisons: 44) == 44_000)
    #expect(PermutationTest.draws(resamples: 1, comparisons: 1) == 1000)
    #expect(PermutationTest.draws(resamples: 5, comparisons: 1 << 30) == 1_000_000)
  }

  @Test("Holm's correction agrees with its definition")
  func holm() {
    let reference = ReferenceStatistics(corpus: "")
    let random = KeyedRandom(seed: 4, stream: 4)
    for round in 0..<200 {
      let ps = (0..<(round % 7)).map {
        Double(random.below(12, UInt64(round * 10 + $0)) + 1) / 40
      }
      #expect(Holm.adjust(ps) == reference.holm(ps), "\(ps)")
    }
  }

  @Test("effects by hand")
  func effects() {
    func effect(_ values: [(Double, Double)]) -> PairedEffect {
      PairedEffect(
        values.map { PermutationTest.UnitSums(a: ($0.0 * 10, 10), b: ($0.1 * 5, 5)) })
    }
    // Differences −1, 1, −2, 0: mean −0.5, squares 0.25 + 2.25 + 2.25 + 0.25, deviation √(5/3).
    let four = effect([(1, 2), (3, 2), (1, 3), (2, 2)])
    #expect(four.units == 4 && four.shareBelow == 0.625)
    #expect(abs((four.standardized ?? 0) + 0.5 / (5.0 / 3).squareRoot()) < 1e-15)
    #expect(
      effect([(1, 2), (2, 3)]) == PairedEffect(units: 2, standardized: nil, shareBelow: 1))
    #expect(effect([(1, 2)]) == PairedEffect(units: 1, standardized: nil, shareBelow: 1))
    #expect(effect([]) == PairedEffect(units: 0, standardized: nil, shareBelow: nil))
    let empty = PermutationTest.UnitSums(a: (0, 0), b: (3, 1))
    #expect(
      PairedEffect([empty]) == PairedEffect(units: 0, standardized: nil, shareBelow: nil))
  }

  @Test("few units have no p, one has no interval, and both have an effect")
  func fewUnits() throws {
    let texts = randomTexts(30, seed: 5).filter { !$0.isEmpty }
    let few = try outcome(Array(texts.prefix(19)), lines: 1, resamples: 50)
    #expect(
      few.comparisons.map(\.why) == ["fewer than 20 units: no p", "fewer than 20 units: no p"])
    #expect(few.comparisons.allSatisfy { $0.p == nil && $0.low != nil && !$0.pIsBound })
    #expect(few.comparisons.allSatisfy { $0.effect?.units ?? 0 > 10 })
    let enough = try outcome(Array(texts.prefix(20)), lines: 1, resamples: 50)
    #expect(enough.comparisons.allSatisfy { $0.p != nil && $0.why == nil })
    let one = try outcome(Array(texts.prefix(1)), lines: 1, resamples: 50)
    #expect(one.rows.allSatisfy { $0.why == "no interval: fewer than 2 units" && $0.low == nil })
    #expect(
      one.comparisons.allSatisfy {
        $0.low == nil && $0.high == nil && $0.why == "fewer than 2 units: neither interval nor p"
      })
    let none = try outcome(texts, lines: 1, resamples: 0)
    #expect(none.rows.allSatisfy { $0.why == "no interval: no resamples were asked for" })
    #expect(
      none.comparisons.allSatisfy { $0.low == nil && $0.why == "no resamples were asked for" })
  }

  @Test("without a baseline the best tokenizer is what others are compared with")
  func bestIsBaseline() throws {
    let outcome = try outcome(randomTexts(60, seed: 9), lines: 1, resamples: 10, baseline: nil)
    let best = try #require(
      outcome.rows.filter { !$0.tokenizer.contains("s") && $0.metric == "fertility" }
        .min { ($0.value ?? 9) < ($1.value ?? 9) })
    #expect(outcome.comparisons.count == 2)
    #expect(outcome.comparisons.allSatisfy { $0.baseline == best.tokenizer && $0.ratio >= 1 })
  }
}
