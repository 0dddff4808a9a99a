import TokenizerMetrics

/// `sweep.csv`: one row for each vocabulary (RFC 4180: CRLF; no field needs quotes).
enum SweepCSV {
  /// What follows from sizes and metrics.
  static func derived(_ result: SweepResult) -> [SweepColumn] {
    // What the window holds in words is a metric.
    [.saving(result)] + (result.cost.map(SweepColumn.costs) ?? [])
      + SweepColumn.text(window: result.window).filter { $0.key != "words_per_window" }
  }

  /// The file's text, with a header; intervals stand in columns `…_low` and `…_high`.
  static func text(_ result: SweepResult) -> String {
    let metrics = result.metrics.map(SweepColumn.metric)
    let derived = derived(result)
    let withIntervals = metrics.map { metric in
      result.points.contains { metric.interval($0) != nil }
    }
    var header = ["kind", "size", "tokenizer", "sha256", "knee"]
    for (metric, hasInterval) in zip(metrics, withIntervals) {
      header.append(metric.key)
      if hasInterval { header += [metric.key + "_low", metric.key + "_high"] }
    }
    header += derived.map(\.key)
    var text = header.joined(separator: ",") + "\r\n"
    for point in result.points {
      var fields = [
        point.kind, "\(point.size)", point.record.name, point.record.sha256,
        result.knee(of: point.kind) == point.size ? "1" : "0",
      ]
      for (metric, hasInterval) in zip(metrics, withIntervals) {
        fields.append(number(metric.value(point)))
        if hasInterval {
          let interval = metric.interval(point)
          fields += [number(interval?.low), number(interval?.high)]
        }
      }
      fields += derived.map { number($0.value(point)) }
      text += fields.joined(separator: ",") + "\r\n"
    }
    return text
  }

  private static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "" }
    return NumberText.exact(value)
  }
}
