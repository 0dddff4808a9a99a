import Groundwork
import Testing

@testable import TokenizerMetrics

@Suite struct EngineTests {
  let short = ToyTokenizer(step: 3)
  let long = ToyTokenizer(step: 5, marks: true)

  func run(
    _ lithuanian: [String], _ english: [String], workers: Int = 2, batch: Int = 3,
    window: Int = 16 << 20, change: (inout MetricSettings) -> Void = { _ in }
  ) throws -> MetricOutcome {
    var settings = MetricSettings(focus: "lit", reference: "eng", baseline: "short")
    settings.resampling.resamples = 60
    settings.windowBytes = window
    change(&settings)
    return try MetricEngine.run(
      tokenizers: [
        BenchmarkTokenizer(name: "short", tokenizer: short),
        BenchmarkTokenizer(name: "long", tokenizer: long),
      ],
      sources: [
        source("toy", "eng", english, parallel: true, batch: batch),
        source("toy", "lit", lithuanian, parallel: true, batch: batch, morphology: ToyMorphemes()),
      ],
      settings: settings, pool: WorkerPool(workers: workers))
  }

  @Test("every metric agrees with its definition, computed text by text", arguments: 1...6)
  func agreesWithReference(seed: UInt64) throws {
    let lithuanian = randomTexts(60, seed: seed)
    let english = randomTexts(60, seed: seed + 100)
    for prefixed in [true, false] {
      let outcome = try run(lithuanian, english) {
        $0.resampling.resamples = 0
        if !prefixed { $0.leadingSpace = .bare }
      }
      let reference = ReferenceEngine(prefixed: prefixed)
      for (name, tokenizer) in [("short", short), ("long", long)] {
        var expected = try reference.values(lithuanian, reference: english, tokenizer, short)
        expected["coverage"] = nil
        if !prefixed { expected["fertility"] = nil }
        for (metric, value) in expected {
          let row = try #require(
            outcome.rows.first {
              $0.tokenizer == name && $0.metric == metric
                && $0.language == (metric == "gini" ? "*" : "lit")
            }, "\(metric)")
          let found = try #require(row.value, "\(metric)")
          // Chance is counted in units of 2⁻²⁰ a cut.
          let slack = metric == "boundary_kappa" ? 1e-6 : 1e-12 * abs(value)
          #expect(abs(found - value) <= slack, "\(metric) of \(name), seed \(seed)")
        }
      }
      let words = lithuanian.flatMap { $0.unicodeScalars.split { $0.properties.isWhitespace } }
      let counts = try #require(outcome.languages.first { $0.language == "lit" })
      #expect(
        counts.wordsWithoutLetter
          == words.count {
            !$0.contains { letterCategories.contains($0.properties.generalCategory) }
          })
      #expect(counts.words == words.count && counts.wordsWithoutLetter > 0)
      let coverage = try #require(outcome.rows.first { $0.metric == "morphology_coverage" })
      let values = try reference.values(lithuanian, reference: english, short, short)
      #expect(coverage.value == values["coverage"])
    }
  }

  @Test("neither workers nor batches nor windows show in a result")
  func isDeterministic() throws {
    let lithuanian = randomTexts(90, seed: 1)
    let english = randomTexts(90, seed: 2)
    let first = try run(lithuanian, english, workers: 1, batch: 90)
    for (workers, batch, window) in [(2, 1, 1), (3, 7, 200), (2, 10, 1000), (8, 90, 1 << 20)] {
      let other = try run(lithuanian, english, workers: workers, batch: batch, window: window)
      #expect(other.rows == first.rows)
      #expect(other.comparisons == first.comparisons)
      #expect(other.languages == first.languages)
    }
  }

  @Test("rows are ordered by corpus, language, metric, tokenizer; controls last")
  func ordersRows() throws {
    var outcome = try run(randomTexts(30, seed: 3), randomTexts(30, seed: 4)) {
      $0.window = 1000
      $0.price = 1
    }
    // A row for each letter stands under that for all.
    outcome.rows.removeAll { row in
      row.policy.further.contains { $0.name == "letter" && $0.value != "*" }
    }
    let ids = MetricList.records.map(\.id)
    let languages = ["eng", "lit", "*"]
    let names = ["short", "long", "bytes", "characters", "words", "gold"]
    var policies: [String: [Policy]] = [:]
    let keys = outcome.rows.map { row in
      // A metric that is measured under two policies has two columns.
      if policies[row.metric]?.contains(row.policy) != true {
        policies[row.metric, default: []].append(row.policy)
      }
      return [
        languages.firstIndex(of: row.language) ?? -1, ids.firstIndex(of: row.metric) ?? -1,
        policies[row.metric]?.firstIndex(of: row.policy) ?? -1,
        names.firstIndex(of: row.tokenizer) ?? -1,
      ]
    }
    #expect(keys.allSatisfy { !$0.contains(-1) })
    #expect(zip(keys, keys.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    #expect(outcome.controls.map(\.name) == ["bytes", "characters", "words", "gold"])
    let found = Set(outcome.rows.map(\.metric))
    #expect(outcome.metrics.map(\.id) == ids.filter { found.contains($0) })
    // What the toy corpus cannot give: features, a treebank's words, a list of words.
    #expect(
      ids.filter { !found.contains($0) } == [
        "feature_alignment", "rust2021-fertility", "rust2021-pcw", "nayeem2025-strr",
      ])
  }

  @Test("every row has a value and an interval around it, or says why not")
  func explainsGaps() throws {
    let outcome = try run(randomTexts(60, seed: 5), randomTexts(60, seed: 6))
    for row in outcome.rows {
      if let value = row.value, let low = row.low, let high = row.high {
        #expect(low <= high)
        // Kappa is a difference from chance and may be near 0.
        if row.metric != "boundary_kappa" {
          #expect(low <= value * 1.5 && high >= value * 0.5, "\(row)")
        }
        #expect(row.why == nil)
      } else {
        #expect(row.why != nil)
      }
    }
    #expect(
      outcome.rows.filter { $0.metric == "strr" }.allSatisfy { $0.why == "no interval defined" })
  }

  @Test("controls count bytes, characters and words, and gold is pure")
  func countsControls() throws {
    let texts = ["ąžuolas žydi", "", "kopa 12"]
    let outcome = try run(texts, ["an oak", "", "dune 12"])
    func value(_ tokenizer: String, _ metric: String) -> Double? {
      outcome.rows.first {
        $0.tokenizer == tokenizer && $0.metric == metric && $0.language == "lit"
      }?.value
    }
    #expect(value("bytes", "tokens") == 22)
    #expect(value("characters", "tokens") == 19)
    #expect(value("words", "tokens") == 4)
    #expect(value("words", "premium") == 1)
    #expect(value("gold", "pure") == 100)
    #expect(value("gold", "aligned") == 100)
    #expect(value("words", "aligned") == 100)
    // ąž-uola-s žy-d-i ko-p-a: of the single letters s, d, i, p and a are segments.
    #expect(value("characters", "pure") == 100 * 5.0 / 15)
    #expect(value("gold", "morphology_coverage") == 1)
    let counts = try #require(outcome.languages.last)
    #expect(counts.documents == 2 && counts.emptyDocuments == 1 && counts.words == 4)
    #expect(counts.scalars == 19 && counts.bytes == 22 && counts.units == 1)
  }

  @Test("one unit gives values without intervals")
  func needsUnits() throws {
    let outcome = try run(["vienas", "du"], ["one", "two"])
    let row = try #require(outcome.rows.first { $0.metric == "fertility" })
    #expect(row.value != nil && row.low == nil)
    #expect(row.why == "no interval: fewer than 2 units")
    let comparison = try #require(outcome.comparisons.first)
    #expect(comparison.p == nil)
    #expect(comparison.why == "fewer than 2 units: neither interval nor p")
  }

  @Test("a corpus without words has no fertility, and says so")
  func handlesEmptyCorpora() throws {
    let outcome = try run(["", " "], ["", ""])
    let row = try #require(
      outcome.rows.first { $0.metric == "fertility" && $0.language == "lit" })
    #expect(row.value == nil)
    #expect(row.why == "nothing was counted to divide by")
    let nothing = try run([], [])
    #expect(nothing.languages.map(\.units) == [0, 0])
    #expect(nothing.rows.filter { $0.metric == "tokens" }.allSatisfy { $0.value == 0 })
  }

  @Test("units that the corpus knows are resampled as they are")
  func takesNamedUnits() throws {
    let texts = randomTexts(12, seed: 8)
    var settings = MetricSettings(focus: "lit")
    settings.resampling.resamples = 20
    let outcome = try MetricEngine.run(
      tokenizers: [BenchmarkTokenizer(name: "short", tokenizer: short)],
      sources: [source("x", "lit", texts, units: .named("article", ends: [1, 4, 9, 12]))],
      settings: settings, pool: WorkerPool(workers: 1))
    #expect(outcome.languages.map(\.units) == [4])
    #expect(outcome.rows.allSatisfy { $0.policy.unit == "article" })
    #expect(!outcome.rows.contains { $0.metric.hasPrefix("premium") || $0.metric == "gini" })
  }

  @Test("units beyond 65,536 share sums, and nothing is lost")
  func wrapsUnits() throws {
    var settings = MetricSettings(focus: "lit")
    settings.metrics = ["tokens"]
    settings.resampling.resamples = 0
    settings.resampling.linesPerUnit = 1
    let texts = [String](repeating: "ab", count: 65_540)
    let outcome = try MetricEngine.run(
      tokenizers: [BenchmarkTokenizer(name: "short", tokenizer: ToyTokenizer(step: 1))],
      sources: [source("x", "lit", texts, batch: 10_000)], settings: settings,
      pool: WorkerPool(workers: 2))
    #expect(outcome.languages.map(\.units) == [65_536])
    #expect(outcome.languages.map(\.documents) == [65_540])
    #expect(outcome.rows.compactMap(\.value) == [131_080, 131_080, 131_080, 65_540])
    #expect(outcome.rows.first?.policy.unit == "document")
  }

  @Test("what is asked for and cannot be had stands in a row with its reason")
  func saysWhy() throws {
    var settings = MetricSettings(focus: "lit")
    settings.metrics = ["premium", "gini", "nsl", "pure"]
    let outcome = try MetricEngine.run(
      tokenizers: [BenchmarkTokenizer(name: "short", tokenizer: short)],
      sources: [source("x", "lit", ["vienas"])], settings: settings, pool: WorkerPool(workers: 1))
    #expect(
      outcome.rows.map(\.why) == [
        "no baseline is named that lengths are divided by", "needs parallel text",
        "no morphology is given for this language", "needs parallel text",
      ])
  }

  @Test("faults of the call are told in whole sentences")
  func refuses() throws {
    let tokenizer = BenchmarkTokenizer(name: "a", tokenizer: short)
    func message(
      _ tokenizers: [BenchmarkTokenizer], _ sources: [LanguageSource] = [],
      _ change: (inout MetricSettings) -> Void = { _ in }
    ) -> String {
      var settings = MetricSettings(focus: "lit")
      change(&settings)
      do throws(Failure) {
        _ = try MetricEngine.run(
          tokenizers: tokenizers, sources: sources, settings: settings, pool: WorkerPool(workers: 1)
        )
        return ""
      } catch {
        return error.description
      }
    }
    #expect(
      message([tokenizer, tokenizer])
        == "two tokenizers are named \"a\", or it is the name of a control; give each a name of its "
        + "own: NAME=TOKENIZER")
    #expect(
      message([tokenizer]) { $0.baseline = "b" }
        == "the baseline \"b\" is not among the tokenizers; name one of a")
    #expect(
      message([tokenizer]) { $0.metrics = ["fertilty"] }
        .hasPrefix("there is no metric \"fertilty\"; known ones: tokens, fertility, pcw, "))
    #expect(
      message(
        [tokenizer],
        [
          source("p", "lit", ["a", "b"], parallel: true), source("p", "eng", ["a"], parallel: true),
        ])
        == "p: eng has 1 lines, lit has 2; parallel files have the same sentence on the same line")
  }
}

private let letterCategories: Set<Unicode.GeneralCategory> = [
  .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
]
