import Groundwork
import Testing

@testable import TokenizerMetrics

/// Resampling units that a corpus knows: articles, documents of a treebank, files of an archive.
@Suite struct GroupUnitTests {
  /// Batches of texts, with the texts at which a group of a kind begins.
  private func source(
    _ texts: [String], starts: [(Int, String)], batch: Int, parallel: Bool = false
  ) -> LanguageSource {
    LanguageSource(corpus: "c", language: "lt", isParallel: parallel) { take throws(Failure) in
      var first = 0
      while first < texts.count {
        let end = min(first + batch, texts.count)
        var part = TextBatch(texts[first..<end])
        for (text, kind) in starts where (first..<end).contains(text) {
          part.groupStarts.append(TextGroupStart(text: text - first, kind: kind))
        }
        try take(part)
        first = end
      }
    }
  }

  private func run(
    _ source: LanguageSource, _ unit: ResamplingUnit = .automatic
  ) throws -> (units: Int, name: String?, row: ResultRow?) {
    var settings = MetricSettings(focus: "lt", baseline: "a")
    settings.resampling.resamples = 200
    settings.resampling.unit = unit
    settings.metrics = ["fertility", "nsl"]
    let outcome = try MetricEngine.run(
      tokenizers: [
        BenchmarkTokenizer(name: "a", tokenizer: ToyTokenizer(step: 3)),
        BenchmarkTokenizer(name: "b", tokenizer: ToyTokenizer(step: 5)),
      ], sources: [source], settings: settings, pool: WorkerPool(workers: 2))
    let row = outcome.rows.first { $0.metric == "fertility" && $0.tokenizer == "b" }
    #expect(Set(outcome.rows.map(\.policy.unit)).count == 1)
    return (outcome.languages[0].units, row?.policy.unit, row)
  }

  private let texts = randomTexts(60, seed: 31)

  @Test("articles are units, whatever the batches; so are named units at the same places")
  func articles() throws {
    let starts = [0, 9, 10, 27, 44].map { ($0, "article") }
    let named = LanguageSource(
      corpus: "c", language: "lt", isParallel: false,
      units: .named("article", ends: [9, 10, 27, 44, 60]),
      read: self.source(texts, starts: [], batch: 60).read)
    let expected = try run(named)
    for batch in [1, 2, 7, 60] {
      let found = try run(source(texts, starts: starts, batch: batch))
      #expect(found.units == 5 && found.name == "article")
      #expect(found.row == expected.row)
    }
  }

  @Test("one group is none: blocks of lines")
  func oneGroup() throws {
    for starts in [[], [(0, "file")], [(0, "article")]] as [[(Int, String)]] {
      let found = try run(source(texts, starts: starts, batch: 8))
      #expect(found.units == 12 && found.name == "block of 5 lines")
    }
  }

  @Test("what stands before the first sign of a group is one too")
  func headless() throws {
    let found = try run(source(texts, starts: [(50, "document")], batch: 8))
    #expect(found.units == 2 && found.name == "document")
  }

  @Test("files that hold articles give way to them, but not where files are asked for")
  func nested() throws {
    let starts = [(0, "file"), (0, "article"), (20, "article"), (30, "file"), (30, "article")]
    for (unit, count, name) in [
      (ResamplingUnit.automatic, 3, "article"), (.group, 3, "article"), (.file, 2, "file"),
      (.document, 60, "document"), (.lines, 12, "block of 5 lines"),
    ] {
      let found = try run(source(texts, starts: starts, batch: 13), unit)
      #expect(found.units == count && found.name == name, "\(unit)")
    }
    let mixed = [(0, "article"), (30, "document")]
    #expect(try run(source(texts, starts: mixed, batch: 13)).name == "group")
  }

  @Test("divisions are units of one file, and give way to several files")
  func divisions() throws {
    let one = [(0, "division"), (20, "division"), (40, "division")]
    for (unit, count, name) in [
      (ResamplingUnit.automatic, 3, "division"), (.group, 3, "division"), (.file, 1, "file"),
    ] {
      let found = try run(source(texts, starts: one, batch: 13), unit)
      #expect(found.units == count && found.name == name, "\(unit)")
    }
    let files = [
      (0, "file"), (0, "division"), (20, "division"), (30, "file"), (30, "division"),
    ]
    for (unit, count, name) in [
      (ResamplingUnit.automatic, 2, "file"), (.group, 3, "division"), (.file, 2, "file"),
    ] {
      let found = try run(source(texts, starts: files, batch: 13), unit)
      #expect(found.units == count && found.name == name, "\(unit)")
    }
  }

  @Test("asked-for groups that are not there make one unit of all, without interval")
  func absent() throws {
    for (unit, name) in [(ResamplingUnit.file, "file"), (.group, "group")] {
      let found = try run(source(texts, starts: [], batch: 13), unit)
      #expect(found.units == 1 && found.name == name)
      #expect(found.row?.low == nil && found.row?.why == "no interval: fewer than 2 units")
    }
  }

  @Test("parallel text keeps its lines")
  func parallel() throws {
    let starts = [(0, "article"), (30, "article")]
    let found = try run(source(texts, starts: starts, batch: 13, parallel: true), .group)
    #expect(found.units == 12 && found.name == "block of 5 lines")
  }
}
