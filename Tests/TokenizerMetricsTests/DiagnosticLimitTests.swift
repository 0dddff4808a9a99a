import Groundwork
import Testing
import Tokenization

@testable import TokenizerMetrics

/// Surcharges and letter fragments look at the first part of long texts, the same part whatever batches and shards are.
@Suite struct DiagnosticLimitTests {
  private let tokenizers = [
    BenchmarkTokenizer(name: "three", tokenizer: ToyTokenizer(step: 3)),
    BenchmarkTokenizer(name: "four", tokenizer: ToyTokenizer(step: 4, marks: true)),
  ]

  private func settings(bytes: Int) -> MetricSettings {
    var settings = MetricSettings(focus: "lit")
    settings.metrics = ["surcharge_nfd", "surcharge_diacritics", "letter_fragments", "fertility"]
    settings.resampling.resamples = 0
    settings.diagnosedBytes = bytes
    return settings
  }

  private func rows(
    _ texts: [String], bytes: Int, batch: Int = 3, shards: Int = 1
  ) throws -> [ResultRow] {
    let sources = [source("x", "lit", texts, batch: batch)]
    let settings = settings(bytes: bytes)
    let pool = WorkerPool(workers: 2)
    var counts = try MetricEngine.count(
      tokenizers: tokenizers, sources: sources, settings: settings,
      shard: Shard(number: 1, of: shards), pool: pool)
    for number in 1..<max(shards, 1) {
      let shard = Shard(number: number + 1, of: shards)
      try counts.merge(
        try MetricEngine.count(
          tokenizers: tokenizers, sources: sources, settings: settings, shard: shard, pool: pool))
    }
    return try MetricEngine.outcome(
      of: counts, tokenizers: tokenizers, sources: sources, settings: settings, pool: pool
    ).rows
  }

  private func text(_ row: ResultRow) -> String? {
    row.policy.further.first { $0.name == "text" }?.value
  }

  @Test(arguments: [1, 2, 7, 100])
  func longTextsAreCutOff(batch: Int) throws {
    let texts = ["ąžuolas ir ėglė", "", "  ", "šaltis ėjo", "namo", "ą ąą Ą"]
    // The second text with words begins within 19 bytes, the third does not.
    let limit = texts[0].utf8.count + texts[2].utf8.count + 1
    let found = try rows(texts, bytes: limit, batch: batch)
    let part = try rows(Array(texts[..<4]), bytes: .max)
    let diagnostics = found.filter { $0.metric != "fertility" }
    let expected = part.filter { $0.metric != "fertility" }
    #expect(diagnostics.count == expected.count && !expected.isEmpty)
    for (found, expected) in zip(diagnostics, expected) {
      #expect(found.metric == expected.metric && found.value == expected.value)
      #expect(found.n == expected.n)
      #expect(text(found) == "first \(limit) bytes" && text(expected) == nil)
    }
    #expect(diagnostics.contains { $0.metric == "surcharge_nfd" && $0.n == 2 })
    // Everything else is of the whole.
    let whole = try rows(texts, bytes: .max)
    #expect(
      found.filter { $0.metric == "fertility" }.map(\.value)
        == whole.filter { $0.metric == "fertility" }.map(\.value))
    #expect(whole.allSatisfy { text($0) == nil })
  }

  @Test func shardsLookAtTheSamePart() throws {
    let texts = (0..<9000).map { "ąž \($0)" }
    let bytes = texts[..<5000].reduce(0) { $0 + $1.utf8.count }
    let found = try rows(texts, bytes: bytes, batch: 1000, shards: 2)
    let whole = try rows(texts, bytes: bytes, batch: 700)
    #expect(found == whole)
    #expect(found.contains { $0.metric == "surcharge_nfd" && $0.n == 5000 })
  }
}
