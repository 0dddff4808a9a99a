import Groundwork
import TokenizerMetrics

/// The numbers for scripts that read the page: rows as arrays, each policy once.
///
/// Of languages besides the focus only what the page shows of them; `result.json` has everything, which for hundreds of
/// languages is more than a page should weigh.
enum PageData {
  static func text(_ result: BenchmarkResult) -> JSONText {
    var policies: [Policy] = []
    var rows: [JSONValue] = []
    let shown = Set(
      ["fertility", "premium"] + result.metrics.filter { $0.group == .morphology }.map(\.id))
    for row in result.rows
    where row.language == result.focus || row.language == "*" || shown.contains(row.metric) {
      let place = policies.firstIndex(of: row.policy) ?? policies.count
      if place == policies.count { policies.append(row.policy) }
      rows.append(
        .array([
          .string(row.tokenizer), .string(row.corpus), .string(row.language), .string(row.metric),
          ResultJSON.number(row.value), ResultJSON.number(row.low), ResultJSON.number(row.high),
          .integer(row.n), .integer(place),
        ]))
    }
    let columns = [
      "tokenizer", "corpus", "language", "metric", "value", "low", "high", "n", "policy",
    ]
    let value = ResultJSON.object {
      $0["derlius"] = .string(result.derlius)
      $0["settings"] = ResultJSON.settings(result)
      $0["columns"] = .array(columns.map { .string($0) })
      $0["policies"] = .array(policies.map { ResultJSON.pairs($0.entries) })
      $0["rows"] = .array(rows)
    }
    return JSONText(text: value.serialized())
  }
}
