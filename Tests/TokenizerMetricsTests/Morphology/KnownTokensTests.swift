import Groundwork
import Morphology
import Synchronization
import Testing
import Tokenization
import TokenizerFormats

@testable import TokenizerMetrics

/// Which tokens of a vocabulary are words or morphemes.
@Suite struct KnownTokensTests {
  let provider = WrittenMorphemes(["kalb-os", "pa-kalb-ė", "ir"])

  func values(_ rows: [ResultRow], _ subject: String = "t") -> [String: Double] {
    MorphologyMetricsTests.values(rows, subject)
  }

  static let metrics = ["lt_type", "lt_occurrence", "bayram2025-type", "bayram2025-occurrence"]

  @Test("tokens with the space are words, stems or prefixes; those without are later morphemes")
  func spaces() throws {
    let tokenizer = PieceTokenizer([" Kalb", " os", "os", "kalb", "ir", " ir", " pakalbė", " x"])
    let rows = try MorphologyMetricsTests.rows(
      [" ir os", "Kalbos"], tokenizer, provider, Self.metrics)
    let found = values(rows)
    // " Kalb", "os", "kalb" (after pa), " ir", " pakalbė": 5 of 8 pieces and 256 bytes.
    #expect(found["lt_type"] == 100 * 5.0 / 264)
    // " ir", " os", then K, a, l, b and "os".
    #expect(found["lt_occurrence"] == 100 * 2.0 / 7)
    #expect(found["bayram2025-type %TR"] == 100 * 3.0 / 7)
    #expect(found["bayram2025-type %Pure"] == 100 * 1.0 / 7)
    #expect(found["bayram2025-occurrence %TR"] == 100 * 3.0 / 7)
    // Of the characters space, i, r, o, s, K, a, l and b none is a segment.
    #expect(values(rows, "characters")["lt_type"] == 0)
    #expect(rows.first { $0.metric == "lt_type" }?.n == 264)
    #expect(rows.first { $0.metric == "lt_occurrence" }?.n == 7)
    #expect(Set(rows.map(\.tokenizer)) == ["t", "characters"])
  }

  @Test("SentencePiece's mark is taken off; single letters that are endings count")
  func marks() throws {
    let tokenizer = PieceTokenizer([" kalb", "ė", "kalb ", "▁"], spaceMark: "▁")
    let rows = try MorphologyMetricsTests.rows(["kalbė ė"], tokenizer, provider, Self.metrics)
    #expect(values(rows)["lt_type"] == 100 * 2.0 / 260)
    // k, a, l, b, ė twice and the space: five letters and a space are distinct.
    #expect(values(rows, "characters")["lt_type"] == 100 * 1.0 / 6)
    #expect(values(rows, "characters")["lt_occurrence"] == 100 * 2.0 / 7)
  }

  @Test("a vocabulary without marks is known wherever it stands; bytes and unknown never are")
  func unmarked() throws {
    let tokenizer = PieceTokenizer(["kalb", "os", "pa", "x"])
    let rows = try MorphologyMetricsTests.rows(["kalbos"], tokenizer, provider, ["lt_type"])
    #expect(values(rows)["lt_type"] == 100 * 3.0 / 260)
    let judge = try TokenJudge(WrittenMorphemes(["e"]))
    let verdicts = try judge.verdicts(ToyTokenizer(step: 1))
    let counts = verdicts.types([5, 0, 2])
    // The unknown token, 256 bytes, 8 longer ones and a byte piece; e and E are the word.
    #expect(counts.types == 266 && counts.known == 2)
    #expect(counts.seen == 2 && counts.valid == 0)
    // e, E and the unknown token; an id that is none's.
    var row = [Int64](repeating: 0, count: TokenColumn.count)
    verdicts.count([102, 70, 0, 9999], row: 0, into: &row)
    #expect(row[TokenColumn.knownTokens.rawValue] == 2)
    #expect(row[TokenColumn.validTokens.rawValue] == 2)
    #expect(row[TokenColumn.rootTokens.rawValue] == 2)
  }

  @Test("WordPiece marks the inside of words")
  func wordPieces() throws {
    let vocabulary = "[UNK]\n[CLS]\nkalb\n##kalb\nos\n##os\nir\n##ir\n##\n"
    let tokenizer = try WordPieceReader.load(bytes: Array(vocabulary.utf8), file: "vocab.txt")
    let places = TokenPlaces(tokenizer)
    #expect(places.token(2).place == .initial && places.token(3).place == .inner)
    #expect(Array(places.token(5).text) == Array("os".utf8))
    let known = try TokenJudge(provider).verdicts(tokenizer).types([1, 0, 2, 0, 3, 4])
    // kalb, ##kalb (after pa), ##os and ir, of all but [CLS].
    #expect(known.types == 8 && known.known == 4)
    #expect(known.seen == 4 && known.valid == 3)
  }

  @Test(
    "other languages' metrics have their own names, and are refused where they are no language's")
  func names() throws {
    func ids(_ language: String, _ metrics: [String]?) throws -> [String] {
      var settings = MetricSettings(focus: language)
      settings.resampling.resamples = 0
      settings.metrics = metrics
      let outcome = try MetricEngine.run(
        tokenizers: [BenchmarkTokenizer(name: "t", tokenizer: PieceTokenizer([]))],
        sources: [source("c", language, ["ir"], morphology: provider)], settings: settings,
        pool: WorkerPool(workers: 1))
      #expect(Set(outcome.metrics.map(\.id)) == Set(outcome.rows.map(\.metric)))
      return outcome.metrics.map(\.id).filter {
        $0.hasSuffix("_type") || $0.hasSuffix("_occurrence")
      }
    }
    #expect(try ids("lit_Latn", nil) == ["lt_type", "lt_occurrence"])
    #expect(try ids("lvs_Latn", nil) == ["lv_type", "lv_occurrence"])
    #expect(try ids("lvs_Latn", ["lv_type"]) == ["lv_type"])
    #expect(try ids("lvs_Latn", ["lt_type"]) == [])
    #expect(try ids("xyz", nil) == ["xyz_type", "xyz_occurrence"])
    #expect(LanguagePrefix.record("lv_type")?.name == "%lv of types")
    #expect(LanguagePrefix.listed("pure_type") == nil && LanguagePrefix.listed("x_type") == nil)
    #expect(throws: Failure.self) { try MetricList.chosen(["LV_type"]) }
  }

  @Test("a run asks once what the tokens of a vocabulary are; who reads counts asks again")
  func judgedOnce() throws {
    let counting = CountingMorphemes(provider)
    let tokenizers = [
      BenchmarkTokenizer(name: "t", tokenizer: PieceTokenizer([" kalb", "os"]))
    ]
    let source = LanguageSource(
      corpus: "c", language: "lt", isParallel: false, morphology: counting
    ) { take throws(Failure) in try take(TextBatch(["kalbos ir"])) }
    var settings = MetricSettings(focus: "lt")
    settings.resampling.resamples = 0
    settings.metrics = ["lt_type", "lt_occurrence"]
    let pool = WorkerPool(workers: 2)
    let rows = try MetricEngine.run(
      tokenizers: tokenizers, sources: [source], settings: settings, pool: pool
    ).rows
    #expect(counting.asked == 1)
    let counts = try MetricEngine.count(
      tokenizers: tokenizers, sources: [source], settings: settings, pool: pool)
    var writer = ArchiveWriter()
    counts.write(to: &writer)
    var reader = ArchiveReader(writer.bytes, name: "part")
    let read = try MetricCounts(from: &reader)
    #expect(counting.asked == 2)
    for counts in [counts, read] {
      let outcome = try MetricEngine.outcome(
        of: counts, tokenizers: tokenizers, sources: [source], settings: settings, pool: pool)
      #expect(outcome.rows == rows && !rows.isEmpty)
    }
    #expect(counting.asked == 3)
  }
}

/// Counts how often it is asked for one piece, `kalb` at the start of words, which no character is.
private final class CountingMorphemes: MorphemeProvider {
  let name = "counting"
  let language = "lt"
  let sha256 = ""
  private let provider: WrittenMorphemes
  private let count = Atomic<Int>(0)

  init(_ provider: WrittenMorphemes) { self.provider = provider }

  var asked: Int { count.load(ordering: .sequentiallyConsistent) }

  func findCuts(of form: UnsafeBufferPointer<UInt8>, into cuts: inout [Int]) -> Bool {
    provider.findCuts(of: form, into: &cuts)
  }

  func knowsSegment(
    _ piece: UnsafeBufferPointer<UInt8>, at position: SegmentPosition
  ) -> Bool {
    if position == .initial, piece.elementsEqual("kalb".utf8) {
      count.add(1, ordering: .sequentiallyConsistent)
    }
    return provider.knowsSegment(piece, at: position)
  }
}
