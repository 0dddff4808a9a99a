import Groundwork
import TokenizerMetrics

/// `timing.json`, which docs/result.md describes.
struct TimingJSON: Sendable {
  /// The number of the file's description.
  static let schema = 1

  let timing: TimingResult
  let result: BenchmarkResult
  let manifestSHA256: String

  /// The file's text.
  var text: String { json.serialized(indented: true, inlineDepth: 4) + "\n" }

  private var json: JSONValue {
    .object([
      .init("derlius", .string(result.derlius)),
      .init("schema", .integer(Self.schema)),
      .init("manifestSHA256", .string(manifestSHA256)),
      .init("build", .string(timing.isDebugBuild ? "debug" : "release")),
      .init("versions", pairs(result.versions)),
      .init("machine", pairs(timing.machine)),
      .init("processors", .integer(timing.processors)),
      .init(
        "loadAverages",
        .object([
          .init("before", numbers(timing.loadBefore)), .init("after", numbers(timing.loadAfter)),
        ])),
      .init("threads", .integer(1)),
      .init("rounds", .integer(timing.rounds)),
      .init("bytes", .integer(timing.bytes)),
      .init("texts", .array(timing.texts.map(text))),
      .init("tokenizers", .array(timing.rows.map(row))),
    ])
  }

  private func text(_ text: TimingResult.Text) -> JSONValue {
    .object([
      .init("corpus", .string(text.corpus)),
      .init("language", .string(text.language)),
      .init("documents", .integer(text.documents)),
      .init("bytes", .integer(text.bytes)),
      .init("isPart", .bool(text.isPart)),
    ])
  }

  private func row(_ row: TimingResult.Row) -> JSONValue {
    .object([
      .init("name", .string(row.name)),
      .init("sha256", .string(row.sha256)),
      .init("tokens", .integer(row.tokens)),
      .init("idsSHA256", .string(row.idsSHA256)),
      .init("load", .object(times(row.load))),
      .init("first", .object(speeds(row.first, row) + times(row.first))),
      .init("warm", .object(speeds(row.warm, row) + times(row.warm))),
    ])
  }

  private func speeds(
    _ samples: TimingResult.Samples, _ row: TimingResult.Row
  ) -> [JSONValue.Member] {
    func number(_ amount: Int, _ seconds: [Double], per unit: Double) -> JSONValue {
      TimingResult.speed(amount, seconds).map { .double($0 / unit) } ?? .null
    }
    return [
      .init("megabytesPerSecond", number(timing.bytes, samples.clock, per: 1e6)),
      .init("megabytesPerProcessorSecond", number(timing.bytes, samples.processor, per: 1e6)),
      .init("tokensPerSecond", number(row.tokens, samples.clock, per: 1)),
      .init("tokensPerProcessorSecond", number(row.tokens, samples.processor, per: 1)),
    ]
  }

  private func times(_ samples: TimingResult.Samples) -> [JSONValue.Member] {
    func median(_ seconds: [Double]) -> JSONValue {
      TimingResult.Samples.median(seconds).map { .double($0) } ?? .null
    }
    return [
      .init("medianSeconds", median(samples.clock)),
      .init("medianProcessorSeconds", median(samples.processor)),
      .init("seconds", numbers(samples.clock)),
      .init("processorSeconds", numbers(samples.processor)),
    ]
  }

  private func numbers(_ values: [Double]) -> JSONValue { .array(values.map { .double($0) }) }

  private func pairs(_ pairs: [NamedText]) -> JSONValue {
    .object(pairs.map { .init($0.name, .string($0.value)) })
  }
}
