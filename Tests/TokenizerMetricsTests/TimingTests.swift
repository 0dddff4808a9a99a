import Foundation
import Groundwork
import TestSupport
import Testing

@testable import TokenizerMetrics

/// Timings to run by hand in release: `DERLIUS_TIMING=1 swift test -c release -Xswiftc
/// -enable-testing --filter TimingTests`.
@Suite(
  .enabled(
    if: ProcessInfo.processInfo.environment["DERLIUS_TIMING"] != nil,
    "skipped: set DERLIUS_TIMING to measure"), .serialized)
struct TimingTests {
  /// Seconds by the clock and of both processors that a run over `languages` parallel texts with `tokenizers` toys takes.
  func seconds(
    languages: Int, tokenizers: Int, lines: Int, resamples: Int
  ) throws -> (seconds: Double, processor: Double, rows: Int) {
    let texts = (0..<languages).map { randomTexts(lines, seed: UInt64($0)) }
    var settings = MetricSettings(focus: "l1", reference: "l0", baseline: "t0")
    settings.resampling.resamples = resamples
    let start = ContinuousClock.now
    let processor = clock()
    let outcome = try MetricEngine.run(
      tokenizers: (0..<tokenizers).map {
        BenchmarkTokenizer(name: "t\($0)", tokenizer: ToyTokenizer(step: $0 % 7 + 2))
      },
      sources: texts.indices.map {
        source("c", "l\($0)", texts[$0], parallel: languages > 1, batch: 500)
      },
      settings: settings, pool: WorkerPool())
    let time = ContinuousClock.now - start
    return (
      Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18,
      Double(clock() - processor) / Double(CLOCKS_PER_SEC), outcome.rows.count
    )
  }

  @Test("intervals of 45 languages and 13 tokenizers")
  func parallelText() throws {
    let counted = try seconds(languages: 45, tokenizers: 13, lines: 997, resamples: 0)
    let drawn = try seconds(languages: 45, tokenizers: 13, lines: 997, resamples: 10_000)
    print("45 × 13, 200 units: counting \(counted), with intervals \(drawn)")
    #expect(drawn.seconds < 60)
  }

  @Test("intervals of one long text and 13 tokenizers", arguments: [50_000, 330_000])
  func longText(lines: Int) throws {
    let counted = try seconds(languages: 1, tokenizers: 13, lines: lines, resamples: 0)
    let drawn = try seconds(languages: 1, tokenizers: 13, lines: lines, resamples: 10_000)
    print("1 × 13, \(lines) lines: counting \(counted), with intervals \(drawn)")
    #expect(drawn.seconds < 600)
  }

  @Test("FLORES dev whole: time, and Gini over all 45 languages")
  func allLanguages() throws {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: SharedData.path("text/parallel/flores200/dev")
    ).filter { $0.hasSuffix(".dev") }.map { String($0.dropLast(4)) }.sorted()
    let tokenizers = Array(try PublishedNumbersTests.tokenizers.get().dropFirst())
    let start = ContinuousClock.now
    let outcome = try MetricEngine.run(
      tokenizers: tokenizers, sources: names.map { PublishedNumbersTests.flores($0) },
      settings: MetricSettings(
        focus: "lit_Latn", reference: "eng_Latn", baseline: "o200k_base"), pool: WorkerPool())
    print("FLORES × 2: \(ContinuousClock.now - start), \(outcome.rows.count) rows")
    let gini = outcome.rows.filter { $0.metric == "gini" }.compactMap(\.value)
    #expect(zip(gini, [0.360422967, 0.164682233]).allSatisfy { abs($0 - $1) < 5e-10 }, "\(gini)")
  }
}
