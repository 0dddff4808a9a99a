import Groundwork
import Morphology
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

@testable import TokenizerMetrics

/// Metrics of morphemes on FLORES dev Lithuanian by the morphemics list, as a script of its own found them with
/// the formats' own libraries; see Tests/Fixtures/Morphology/make.py.
@Suite(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"), .serialized)
struct MorphologyPublishedTests {
  struct Expected {
    var pure: Double
    var kappa: Double
    var pureWords: Double
    var precision: Double
    var recall: Double
    var pureTypes: Double
    var f1Types: Double
    var f1Frequency: Double
    var morphScore1: Double
    var morphScore2: (recall: Double, precision: Double)
    var consistency: Double
  }

  let expected = [
    "cl100k_base": Expected(
      pure: 6443.0 / 29_078, kappa: 0.118, pureWords: 1130.0 / 8369,
      precision: 0.3877353935296958, recall: 0.5654929577464789, pureTypes: 3334.0 / 15_964,
      f1Types: 0.46605264482359454, f1Frequency: 0.4629284469737761, morphScore1: 2464.0 / 4086,
      morphScore2: (0.60741718674988, 0.20732789107729208),
      consistency: 2 * 246_643.0 / (693_485 + 635_905)),
    "o200k_base": Expected(
      pure: 6868.0 / 21_232, kappa: 0.276, pureWords: 1495.0 / 8369,
      precision: 0.4912539842960429, recall: 0.445, pureTypes: 3902.0 / 12_001,
      f1Types: 0.4828366654092795, f1Frequency: 0.4480482214989985, morphScore1: 1831.0 / 4072,
      morphScore2: (0.47959673547767645, 0.21123579772763618),
      consistency: 2 * 134_663.0 / (231_108 + 635_905)),
    "llama2": Expected(
      pure: 7941.0 / 27_794, kappa: 0.181, pureWords: 1352.0 / 8369,
      precision: 0.42805662805662803, recall: 0.5855633802816902, pureTypes: 4119.0 / 15_322,
      f1Types: 0.4957611691891611, f1Frequency: 0.5101353188882496, morphScore1: 2527.0 / 4102,
      morphScore2: (0.6236197791646664, 0.2146496772816993),
      consistency: 2 * 262_702.0 / (692_917 + 635_905)),
  ]

  @Test("FLORES dev Lithuanian on the morphemics list: words, forms, pairs, MorphScore")
  func lithuanian() throws {
    let list = SharedData.path("morphology/rimkute-2011-morphemes.tsv")
    let llama = try SentencePieceReader.load(SharedData.path("vocab/sentencepiece/llama2.model"))
    var settings = MetricSettings(focus: "lit_Latn")
    settings.resampling.resamples = 0
    settings.metrics = [
      "pure", "boundary_kappa", "words_pure", "boundary_precision", "boundary_recall", "pure_types",
      "boundary_f1_types", "boundary_f1_frequency", "morphscore-v1", "morphscore-v2",
      "morph_consistency", "morphology_coverage", "morphology_ambiguity", "bayram2025-type",
      "bayram2025-occurrence", "lt_type",
    ]
    let outcome = try MetricEngine.run(
      tokenizers: Array(try PublishedNumbersTests.tokenizers.get().dropFirst()) + [
        BenchmarkTokenizer(name: "llama2", tokenizer: llama)
      ],
      sources: [PublishedNumbersTests.flores("lit_Latn", try SegmentList(path: list, name: "VMU"))],
      settings: settings, pool: WorkerPool())
    for (name, expected) in expected {
      let values = MorphologyMetricsTests.values(outcome.rows, name)
      func expect(_ metric: String, _ known: Double, within slack: Double = 1e-12) {
        #expect(abs((values[metric] ?? .nan) - known) <= slack, "\(metric) of \(name)")
      }
      expect("pure", 100 * expected.pure)
      expect("boundary_kappa", expected.kappa, within: 0.0005)
      expect("words_pure", 100 * expected.pureWords)
      expect("boundary_precision", expected.precision)
      expect("boundary_recall", expected.recall)
      expect("pure_types", 100 * expected.pureTypes)
      expect("boundary_f1_types", expected.f1Types)
      expect("boundary_f1_frequency", expected.f1Frequency)
      expect("morphscore-v1", expected.morphScore1)
      expect("morphscore-v2 recall", expected.morphScore2.recall)
      expect("morphscore-v2 precision", expected.morphScore2.precision)
      expect("morph_consistency", expected.consistency)
    }
    let gold = MorphologyMetricsTests.values(outcome.rows, "gold")
    // 51 % of running words, as those who published the list's numbers found.
    #expect(gold["morphology_coverage"] == 8369.0 / 16_448)
    #expect(gold["morphology_ambiguity"] == 144.0 / 8369)
    for metric in ["pure_types", "words_pure"] { #expect(gold[metric] == 100) }
    for metric in ["boundary_f1_types", "morph_consistency"] { #expect(gold[metric] == 1) }
    // A tokenizer that cuts into letters gets more of its types called valid than any other.
    let characters = MorphologyMetricsTests.values(outcome.rows, "characters")
    for name in expected.keys {
      let values = MorphologyMetricsTests.values(outcome.rows, name)
      for metric in ["bayram2025-type %TR", "bayram2025-occurrence %TR", "lt_type"] {
        #expect((values[metric] ?? .infinity) < (characters[metric] ?? 0), "\(metric) of \(name)")
      }
    }
  }
}
