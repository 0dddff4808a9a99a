import TokenizerMetrics

/// One measure of a sweep's vocabularies: how it is named, found, and written.
struct SweepColumn: Sendable {
  /// The head of its column.
  var name: String
  /// What it means, in a few words.
  var meaning: String
  /// The name of its member in files, in snake case.
  var key: String
  /// The value of a vocabulary.
  var value: @Sendable (SweepResult.Point) -> Double?
  /// The interval, where it has one.
  var interval: @Sendable (SweepResult.Point) -> (low: Double, high: Double)? = { _ in nil }
  /// What values are multiplied by where they are shown, such as 100 for a share.
  var scale = 1.0
  /// Whether values are counts.
  var isCount = false

  /// A metric of the engine.
  static func metric(_ record: MetricRecord) -> SweepColumn {
    let isShare =
      record.unit.isEmpty && ["pcw", "vocabulary_use", "fragments", "unk"].contains(record.id)
    var column = SweepColumn(
      name: record.name, meaning: record.meaning + (isShare || record.unit == "%" ? ", %" : ""),
      key: record.id, value: { $0.value(record.id) })
    column.interval = { point in
      guard let row = point.row(record.id), let low = row.low, let high = row.high else {
        return nil
      }
      return (low, high)
    }
    if isShare { column.scale = 100 }
    column.isCount = record.id == "tokens"
    return column
  }

  /// What a doubling saved on the way to a size.
  static func saving(_ result: SweepResult) -> SweepColumn {
    var column = SweepColumn(
      name: "A doubling saves", meaning: "of the tokens, from the size before, %",
      key: "saving_per_doubling", value: { result.saving(at: $0) })
    column.scale = 100
    return column
  }

  /// What a size costs a model.
  static func costs(_ cost: ModelCost) -> [SweepColumn] {
    var columns = [
      SweepColumn(
        name: "Embedding parameters",
        meaning: cost.isUntied ? "2 · V · D, untied, millions" : "V · D, tied, millions",
        key: "embedding_parameters", value: { cost.embeddingParameters($0.size) }),
      SweepColumn(
        name: "Softmax share", meaning: "of a token's forward pass, %", key: "softmax_share",
        value: { cost.softmaxShare($0.size) }),
      SweepColumn(
        name: "Operations per token", meaning: "of a forward pass, millions",
        key: "operations_per_token", value: { cost.forwardOperations($0.size) }),
      SweepColumn(
        name: "Operations per MB",
        meaning: "of forward passes over a megabyte of text, 10\u{B9}\u{B2}",
        key: "operations_per_mb", value: { $0.operationsPerMegabyte(cost) }),
    ]
    for (index, scale) in [1e-6, 100, 1e-6, 1e-12].enumerated() { columns[index].scale = scale }
    return columns
  }

  /// What a size makes of a megabyte and of a window.
  static func text(window: Int?) -> [SweepColumn] {
    var perMegabyte = SweepColumn(
      name: "Tokens per MB", meaning: "of text like the held-out one, thousands",
      key: "tokens_per_mb", value: { $0.tokensPerMegabyte })
    perMegabyte.scale = 1e-3
    guard let window else { return [perMegabyte] }
    var words = SweepColumn(
      name: "Words per window", meaning: "that fill \(NumberText.count(window)) tokens",
      key: "words_per_window", value: { $0.value("words_per_window") })
    words.interval = { point in
      guard let row = point.row("words_per_window"), let low = row.low, let high = row.high else {
        return nil
      }
      return (low, high)
    }
    var bytes = SweepColumn(
      name: "Text per window", meaning: "that fills \(NumberText.count(window)) tokens, kB",
      key: "bytes_per_window", value: { $0.bytes(inWindow: window) })
    bytes.scale = 1e-3
    return [perMegabyte, words, bytes]
  }
}
