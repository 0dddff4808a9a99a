import Groundwork
import Tokenization
import TokenizerMetrics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Times the metric engine on made-up text, without and with 10,000 resamples, and prints a JSON object.
///
/// Arguments: languages (more than one are parallel), tokenizers, lines of each language. Tokenizers cut
/// every few bytes, so that counting costs little and the intervals show.
@main
struct MeasureIntervals {
  static func main() throws {
    let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    guard numbers.count == 3, numbers.allSatisfy({ $0 > 0 }) else {
      printToStandardError("usage: measure-intervals LANGUAGES TOKENIZERS LINES")
      exit(64)
    }
    let texts = (0..<numbers[0]).map { lines(numbers[2], language: $0) }
    let counted = try measure(texts, tokenizers: numbers[1], resamples: 0)
    let drawn = try measure(texts, tokenizers: numbers[1], resamples: 10_000)
    print(
      JSONValue.object([
        .init("rows", .integer(drawn.rows)),
        .init("countingSeconds", .double(counted.seconds)),
        .init("countingProcessorSeconds", .double(counted.processor)),
        .init("withIntervalsSeconds", .double(drawn.seconds)),
        .init("withIntervalsProcessorSeconds", .double(drawn.processor)),
      ]).serialized())
  }

  /// Seconds by the clock and of all processors that a run takes.
  private static func measure(
    _ texts: [[UInt8]], tokenizers: Int, resamples: Int
  ) throws -> (seconds: Double, processor: Double, rows: Int) {
    var settings = MetricSettings(focus: "l0", reference: "l\(texts.count - 1)", baseline: "t0")
    settings.resampling.resamples = resamples
    let start = ContinuousClock.now
    let processor = processorSeconds()
    let outcome = try MetricEngine.run(
      tokenizers: (0..<tokenizers).map {
        BenchmarkTokenizer(name: "t\($0)", tokenizer: EveryFewBytes(step: $0 % 7 + 2))
      },
      sources: texts.indices.map { index in
        LanguageSource(
          corpus: "made-up", language: "l\(index)", isParallel: texts.count > 1
        ) { (take) throws(Failure) in
          var batch = TextBatch()
          for line in texts[index].split(separator: 0x0A) { batch.append(line) }
          try take(batch)
        }
      },
      settings: settings, pool: WorkerPool())
    let time = ContinuousClock.now - start
    return (
      Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18,
      processorSeconds() - processor, outcome.rows.count
    )
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Lines of 5 to 20 words of 1 to 12 letters.
  private static func lines(_ count: Int, language: Int) -> [UInt8] {
    var text: [UInt8] = []
    var state = UInt64(language) &+ 1
    func draw(_ below: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % below
    }
    for _ in 0..<count {
      for word in 0...draw(16) + 4 {
        if word > 0 { text.append(0x20) }
        for _ in 0...draw(12) { text.append(0x61 + UInt8(truncatingIfNeeded: draw(26))) }
      }
      text.append(0x0A)
    }
    return text
  }
}

/// A tokenizer whose tokens are `step` bytes long.
private struct EveryFewBytes: Tokenizer {
  let step: Int
  let vocabulary: Vocabulary
  let summary = TokenizerSummary(
    format: "made-up", model: "steps", addsLeadingSpace: false, sha256: "")

  init(step: Int) {
    self.step = step
    var vocabulary = Vocabulary()
    for byte in UInt8.min...UInt8.max { vocabulary.append([byte]) }
    self.vocabulary = vocabulary
  }

  func makeEncoder() -> any TextEncoder { Encoder(step: step) }
  func decode(_ ids: [UInt32]) throws(Failure) -> [UInt8] { [] }

  final class Encoder: TextEncoder {
    let step: Int
    init(step: Int) { self.step = step }

    func encode(_ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32]) {
      for at in stride(from: 0, to: text.count, by: step) { ids.append(UInt32(text[at])) }
    }

    func encode(
      _ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32], spans: inout [TokenSpan]
    ) {
      for at in stride(from: 0, to: text.count, by: step) {
        ids.append(UInt32(text[at]))
        spans.append(TokenSpan(start: at, end: min(at + step, text.count)))
      }
    }
  }
}
