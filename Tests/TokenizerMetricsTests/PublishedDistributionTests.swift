import Groundwork
import Testing

@testable import TokenizerMetrics

extension PublishedNumbersTests {
  @Test("FLORES dev, Lithuanian: types, entropies and efficiencies")
  func distributions() throws {
    var settings = MetricSettings(focus: "lit_Latn")
    settings.resampling.resamples = 0
    settings.metrics = [
      "vocabulary_use", "entropy", "renyi_entropy", "renyi_efficiency", "renyi_efficiency_observed",
      "round_trip", "unreachable", "unk_scalars",
    ]
    let outcome = try MetricEngine.run(
      tokenizers: Array(try Self.tokenizers.get().dropFirst()),
      sources: [Self.flores("lit_Latn")], settings: settings, pool: WorkerPool())
    let known: [String: [String: Double]] = [
      "cl100k_base": [
        "vocabulary_use": 3672.0 / 100_256, "entropy": 8.961058304, "renyi_entropy": 6.711101287,
        "renyi_efficiency_observed": 0.566703491, "renyi_efficiency": 0.403958849,
        "round_trip": 100, "unreachable": 0, "unk_scalars": 0,
      ],
      "o200k_base": [
        "vocabulary_use": 4631.0 / 199_998, "entropy": 10.021153040, "renyi_entropy": 7.252254495,
        "renyi_efficiency_observed": 0.595564601, "renyi_efficiency": 0.411834668,
        "round_trip": 100, "unreachable": 0, "unk_scalars": 0,
      ],
    ]
    #expect(outcome.rows.count == 16)
    for row in outcome.rows {
      let expected = try #require(known[row.tokenizer]?[row.metric])
      let value = try #require(row.value)
      #expect(abs(value - expected) < 1e-9, "\(row.metric) of \(row.tokenizer): \(value)")
    }
    #expect(
      outcome.rows.filter { $0.metric == "vocabulary_use" }.map(\.note) == [
        "3672 of 100256 types", "4631 of 199998 types",
      ])
  }
}
