import TokenizerMetrics

/// `results.csv`: one row per number, the policy in columns (RFC 4180: CRLF, quotes doubled).
enum ResultCSV {
  private static let leading = [
    "tokenizer", "corpus", "language", "metric", "value", "low", "high", "n", "countedAs", "why",
  ]

  /// The file's text, with a header.
  ///
  /// What a policy says beyond the common keys follows in columns of
  /// its own, in the order of first appearance.
  static func text(_ result: BenchmarkResult) -> String {
    let common = Policy().entries.map(\.name)
    var further: [String] = []
    for row in result.rows {
      for entry in row.policy.further where !further.contains(entry.name) {
        further.append(entry.name)
      }
    }
    let known = leading + common
    var text = ""
    write(known + further.map { known.contains($0) ? "policy.\($0)" : $0 }, to: &text)
    for row in result.rows {
      let hasValue = row.value.map(\.isFinite) ?? false
      let entries = Array(row.policy.entries.prefix(common.count).map(\.value))
      let more = further.map { name in
        row.policy.further.first { $0.name == name }?.value ?? ""
      }
      write(
        [
          row.tokenizer, row.corpus, row.language, row.metric, number(row.value), number(row.low),
          number(row.high), "\(row.n)", row.countedAs,
          row.why ?? (hasValue ? "" : "not computed"),
        ] + entries + more, to: &text)
    }
    return text
  }

  private static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "" }
    return NumberText.exact(value)
  }

  private static func write(_ fields: [String], to text: inout String) {
    for (index, field) in fields.enumerated() {
      if index > 0 { text += "," }
      let needsQuotes = field.utf8.contains {
        $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D
      }
      guard needsQuotes else {
        text += field
        continue
      }
      text += "\""
      for scalar in field.unicodeScalars {
        if scalar == "\"" { text += "\"" }
        text.unicodeScalars.append(scalar)
      }
      text += "\""
    }
    text += "\r\n"
  }
}
