import Groundwork
import Testing

@testable import TokenizerMetrics

/// Metrics of morphemes against a slow reference, on random words, pieces and texts.
@Suite struct MorphologyReferenceTests {
  /// Draws from a few letters, so that pieces, segments and words meet.
  struct Draw {
    let random: KeyedRandom
    var next: UInt64 = 0

    init(_ seed: UInt64) { random = KeyedRandom(seed: seed, stream: 11) }

    mutating func below(_ bound: Int) -> Int {
      next += 1
      return random.below(bound, next)
    }

    mutating func letters(_ count: Int) -> String {
      (0..<count).map { _ in ["a", "b", "ė", "k", "ž"][below(5)] }.joined()
    }
  }

  @Test("agrees with the definitions", arguments: 1...12)
  func agrees(seed: UInt64) throws {
    var draw = Draw(seed)
    let stems = (0..<6).map { _ in draw.letters(1 + draw.below(3)) }
    let endings = ["a", "ė", "ab", "kė"]
    var rows: Set<String> = []
    for _ in 0..<30 {
      var segments = [stems[draw.below(6)]]
      if draw.below(4) > 0 { segments.append(stems[draw.below(6)]) }
      if draw.below(3) > 0 { segments.append(endings[draw.below(4)]) }
      let form = segments.joined(separator: "-")
      rows.insert(
        form + (draw.below(3) > 0 ? ":\(1 + draw.below(9))" : "") + (draw.below(4) == 0 ? "?" : ""))
    }
    let provider = WrittenMorphemes(rows.sorted())
    let forms = provider.entries.keys.sorted()
    let texts = (0..<25).map { _ in
      (0..<draw.below(7)).map { _ in
        let word = draw.below(5) == 0 ? draw.letters(3) : forms[draw.below(forms.count)]
        return draw.below(6) == 0 ? word.uppercased() : word
      }.joined(separator: [" ", "  ", ", ", "-"][draw.below(4)])
    }
    let pieces = Set(
      (0..<25).map { index in
        (index % 3 == 0 ? " " : "") + draw.letters(1 + draw.below(4))
          + (index % 11 == 0 ? " " + draw.letters(1) : "")
      } + stems.prefix(3) + endings.prefix(2))
    let tokenizer = PieceTokenizer(pieces.sorted())
    let weights = texts.map { _ in [1, 1, 1, 0, 3][draw.below(5)] }
    let expected = try ReferenceMorphology(
      texts: texts, weights: weights, tokenizer: tokenizer, provider: provider
    ).values()
    let found = try MorphologyMetricsTests.rows(
      texts, tokenizer, provider, weights: weights.map(UInt64.init))
    let values = MorphologyMetricsTests.values(found)
    for (metric, value) in expected
    where !["coverage", "ambiguity", "coverage_types"].contains(metric)
      && !metric.hasPrefix("characters ")
    {
      let own = values[metric] ?? .nan
      #expect(
        abs(own - value) <= 1e-12 * abs(value) || own.isNaN && value.isNaN,
        "\(metric): \(own) for \(value)")
    }
    let characters = MorphologyMetricsTests.values(found, "characters")
    for metric in ["lt_type", "lt_occurrence"] {
      let value = try #require(characters[metric])
      #expect(abs(value - (expected["characters \(metric)"] ?? .nan)) < 1e-12, "\(metric)")
    }
    let gold = MorphologyMetricsTests.values(found, "gold")
    #expect(gold["morphology_coverage"] == expected["coverage"])
    #expect(gold["morphology_ambiguity"] == expected["ambiguity"])
    #expect(gold["morphology_coverage_types"] == expected["coverage_types"])
    for metric in ["pure", "pure_types", "words_pure", "aligned"] { #expect(gold[metric] == 100) }
    for metric in [
      "boundary_f1", "boundary_f1_types", "boundary_f1_frequency", "morph_consistency",
    ] {
      #expect(gold[metric] == 1)
    }
  }

  @Test("neither workers nor batches show in metrics of forms")
  func isDeterministic() throws {
    var draw = Draw(99)
    let texts = (0..<40).map { _ in
      (0..<6).map { _ in draw.letters(1 + draw.below(5)) }.joined(separator: " ")
    }
    let words = Set(texts.flatMap { $0.split(separator: " ").map(String.init) }).sorted()
    let provider = WrittenMorphemes(
      words.enumerated().map { index, word in
        index % 2 == 0 || word.count < 2 ? word : "\(word.prefix(1))-\(word.dropFirst()):\(index)"
      })
    func rows(workers: Int, batch: Int, window: Int) throws -> [ResultRow] {
      var settings = MetricSettings(focus: "lit")
      settings.resampling.resamples = 30
      settings.windowBytes = window
      return try MetricEngine.run(
        tokenizers: [
          BenchmarkTokenizer(name: "a", tokenizer: PieceTokenizer([" a", "bė", "k"])),
          BenchmarkTokenizer(name: "b", tokenizer: ToyTokenizer(step: 2, marks: true)),
        ],
        sources: [source("c", "lit", texts, batch: batch, morphology: provider)],
        settings: settings, pool: WorkerPool(workers: workers)
      ).rows
    }
    let first = try rows(workers: 1, batch: 40, window: 1 << 20)
    for (workers, batch, window) in [(2, 1, 1), (3, 7, 200)] {
      #expect(try rows(workers: workers, batch: batch, window: window) == first)
    }
  }

  @Test("a sample of forms depends on the forms and the seed, not on their order")
  func samples() throws {
    var draw = Draw(7)
    let words = Set((0..<150).map { _ in "a" + draw.letters(4) }).sorted()
    let provider = WrittenMorphemes(words.map { "\($0.prefix(1))-\($0.dropFirst())" })
    func sample(_ words: [String], seed: UInt64) -> Set<String> {
      var table = FormTable()
      for word in words {
        Array(word.utf8).withUnsafeBufferPointer { table.add($0, times: 1) }
      }
      let forms = AnalyzedForms(table, provider)
      return Set(
        FormSample(forms, seed: seed, most: 20).forms.map {
          String(decoding: forms.bytes[forms.range($0)], as: UTF8.self)
        })
    }
    let one = sample(words, seed: 1)
    #expect(one.count == 20)
    #expect(sample(words.reversed(), seed: 1) == one)
    #expect(sample(words, seed: 2) != one)
  }

  @Test("how often a form came has no end that a file could pass")
  func saturates() throws {
    var table = FormTable()
    Array("ir".utf8).withUnsafeBufferPointer { form in
      table.add(form, times: 0)
      #expect(table.count == 0)
      table.add(form, times: .max)
      table.add(form, times: .max)
    }
    #expect(table.counts == [.max])
    let forms = AnalyzedForms(table, WrittenMorphemes(["ir:9000000000000"]))
    #expect(forms.occurrences == [1 << 32] && forms.frequencies == [1 << 32])
  }
}
