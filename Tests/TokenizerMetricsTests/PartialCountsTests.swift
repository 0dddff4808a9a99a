import Groundwork
import Testing

@testable import TokenizerMetrics

/// Counts that are written, read back and merged, whole and damaged.
@Suite struct PartialCountsTests {
  private let tokenizers = [3, 5].map {
    BenchmarkTokenizer(name: "t\($0)", tokenizer: ToyTokenizer(step: $0))
  }

  private var settings: MetricSettings {
    var settings = MetricSettings(focus: "lt", reference: "en", baseline: "t3")
    settings.resampling.resamples = 0
    return settings
  }

  private func source(_ language: String, _ texts: [String]) -> LanguageSource {
    LanguageSource(corpus: "c", language: language, isParallel: true) { take throws(Failure) in
      try take(TextBatch(texts))
    }
  }

  private func sources() -> [LanguageSource] {
    [source("lt", randomTexts(8, seed: 1)), source("en", randomTexts(8, seed: 2))]
  }

  private func archived(_ sources: [LanguageSource]) throws -> [UInt8] {
    let counts = try MetricEngine.count(
      tokenizers: tokenizers, sources: sources, settings: settings, pool: WorkerPool(workers: 1))
    var writer = ArchiveWriter()
    counts.write(to: &writer)
    return writer.bytes
  }

  private func outcome(
    _ bytes: [UInt8], _ sources: [LanguageSource]
  ) throws(Failure) -> MetricOutcome {
    var reader = ArchiveReader(bytes, name: "part")
    let counts = try MetricCounts(from: &reader)
    return try MetricEngine.outcome(
      of: counts, tokenizers: tokenizers, sources: sources, settings: settings,
      pool: WorkerPool(workers: 1))
  }

  @Test func countsThatAreReadBackGiveTheSameRows() throws {
    let sources = sources()
    let expected = try MetricEngine.run(
      tokenizers: tokenizers, sources: sources, settings: settings, pool: WorkerPool(workers: 1))
    let found = try outcome(try archived(sources), sources)
    #expect(found.rows == expected.rows && found.rows.count > 100)
    #expect(found.languages == expected.languages)
  }

  @Test func whatWasDamagedIsRefusedOrEvaluatedAndNeverTraps() throws {
    let sources = sources()
    let bytes = try archived(sources)
    let random = KeyedRandom(seed: 7, stream: 3)
    var refused = 0
    for round in 0..<400 {
      var damaged = bytes
      let place = random.below(bytes.count, UInt64(3 * round))
      switch round % 3 {
      case 0: damaged[place] = UInt8(random.below(256, UInt64(3 * round + 1)))
      case 1: damaged.remove(at: place)
      default: damaged.insert(UInt8(random.below(256, UInt64(3 * round + 2))), at: place)
      }
      do throws(Failure) {
        let rows = try outcome(damaged, sources).rows
        #expect(rows.allSatisfy { $0.value?.isFinite ?? ($0.why != nil) })
      } catch {
        refused += 1
      }
    }
    #expect(refused > 200)
  }

  @Test func countsOfOtherSourcesAreRefused() throws {
    let sources = sources()
    let bytes = try archived(sources)
    do throws(Failure) {
      _ = try outcome(bytes, [sources[1], sources[0]])
      Issue.record("the languages' order was not looked at")
    } catch {
      #expect(
        error.description
          == "what was counted does not fit the manifest; measure the shards again")
    }
  }
}
