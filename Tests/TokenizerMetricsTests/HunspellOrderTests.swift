import Groundwork
import Morphology
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

@testable import TokenizerMetrics

/// The order of tokenizers by %pure on the treebank ALKSNIS with the Lithuanian hunspell dictionary.
@Suite(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
struct HunspellOrderTests {
  private static let treebank = LanguageSource(
    corpus: "alksnis", language: "lt", isParallel: false,
    morphology: try? HunspellDictionary(
      words: SharedData.path("morphology/hunspell/lt_LT.dic"),
      affixes: SharedData.path("morphology/hunspell/lt_LT.aff"), language: "lt")
  ) { take throws(Failure) in
    let bytes = try readFile(SharedData.path("morphology/ud/lt_alksnis-ud-dev.conllu"))
    var batch = TextBatch()
    for line in bytes.split(separator: 0x0A) where line.starts(with: "# text = ".utf8) {
      batch.append(line.dropFirst(9))
    }
    try take(batch)
  }

  @Test func theOrderOfPureTokens() throws {
    var tokenizers = try ["r50k_base", "cl100k_base", "o200k_base"].map(PublishedNumbersTests.read)
    let llama = try SentencePieceReader.load(SharedData.path("vocab/sentencepiece/llama2.model"))
    tokenizers.insert(BenchmarkTokenizer(name: "llama2", tokenizer: llama), at: 2)
    var settings = MetricSettings(focus: "lt")
    settings.resampling.resamples = 0
    settings.metrics = ["pure", "boundary_f1", "boundary_kappa", "morphology_coverage"]
    let outcome = try MetricEngine.run(
      tokenizers: tokenizers, sources: [Self.treebank], settings: settings, pool: WorkerPool())
    func values(_ metric: String) -> [(name: String, value: Double)] {
      outcome.rows.filter { $0.metric == metric }.compactMap { row in
        row.value.map { (row.tokenizer, $0) }
      }
    }
    let coverage = try #require(values("morphology_coverage").first?.value)
    // 9,071 of 9,327 letter words: docs/morphology.md.
    #expect(coverage == 9_071.0 / 9_327)
    #expect(
      values("pure").sorted { $0.value < $1.value }.map(\.name) == [
        "characters", "r50k_base", "cl100k_base", "llama2", "o200k_base", "words", "gold",
      ])
    let expected = [
      ("r50k_base", 9.7), ("cl100k_base", 13.1), ("llama2", 14.2), ("o200k_base", 26.5),
      ("characters", 2.8), ("words", 38.2), ("gold", 100),
    ]
    for (name, value) in expected {
      let found = try #require(values("pure").first { $0.name == name }?.value)
      #expect(abs(found - value) < 0.051, "\(name): \(found)")
    }
    // Where cuts stand: better than chance in the order of the VMU list.
    #expect(
      values("boundary_kappa").filter { !["characters", "gold"].contains($0.name) }
        .sorted { $0.value < $1.value }.map(\.name)
        == ["r50k_base", "cl100k_base", "llama2", "o200k_base"])
  }
}
