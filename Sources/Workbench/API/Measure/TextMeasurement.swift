import Groundwork
import Segmentation
import TokenizerMetrics

/// One tokenizer's metrics of a text, by the definitions of docs/metrics.md; the text is one document.
struct TextMeasurement: Sendable {
  /// The rows of the text, one for each metric.
  private(set) var rows: [ResultRow] = []

  private static let corpus = "workbench"
  private static let second = "x-second"

  /// The metrics of every text.
  static let always = [
    "tokens", "fertility", "pcw", "chars_per_token", "bytes_per_token", "fragments", "unk",
    "round_trip",
  ]
  /// Those that need a second text.
  static let ofPairs = ["premium"]
  /// Those that need morphemes.
  static let ofMorphemes = ["pure", "aligned"]

  /// Measures.
  init(
    _ request: MeasureRequest, with tokenizer: BenchmarkTokenizer,
    _ morphology: WorkbenchService.NamedMorphology?
  ) throws(Failure) {
    let language = morphology?.language ?? "und"
    var settings = MetricSettings(
      focus: language, reference: request.second == nil ? nil : Self.second)
    settings.words = request.words.rule
    settings.showsText = false
    settings.metrics =
      Self.always + (request.second == nil ? [] : Self.ofPairs)
      + (morphology == nil ? [] : Self.ofMorphemes)
    var sources = [
      Self.source(
        request.text, language: language, isParallel: request.second != nil,
        morphology: morphology)
    ]
    if let second = request.second {
      sources.append(
        Self.source(second, language: Self.second, isParallel: true, morphology: nil))
    }
    // On this thread alone, which holds the bounds on what patterns may take.
    let outcome = try MetricEngine.run(
      tokenizers: [tokenizer], sources: sources, settings: settings, pool: WorkerPool(workers: 1))
    rows = outcome.rows.filter { $0.tokenizer == tokenizer.name && $0.language == language }
  }

  /// The row of a metric; of several, which stand for further links of a chain of morphologies, the first.
  func row(_ metric: String) -> ResultRow? { rows.first { $0.metric == metric } }

  private static func source(
    _ text: [UInt8], language: String, isParallel: Bool,
    morphology: WorkbenchService.NamedMorphology?
  ) -> LanguageSource {
    LanguageSource(
      corpus: corpus, language: language, isParallel: isParallel, morphology: morphology?.provider
    ) { (take) throws(Failure) in
      var batch = TextBatch()
      batch.append(text)
      try take(batch)
    }
  }
}
