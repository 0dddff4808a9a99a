import TokenizerMetrics

/// What a comparison lets the page say, and nothing beyond it.
///
/// A difference is claimed only with p < 0.05 (after Holm) and a ratio at least 1 % from one.
enum Verdict: Sendable, Equatable {
  /// Fewer (or less) than the baseline.
  case fewer
  /// More than the baseline.
  case more
  /// Tested, and not significant or under 1 %.
  case equal
  /// There is no p: no difference is claimed.
  case untested

  init(_ comparison: ComparisonRow) {
    guard let p = comparison.p, p.isFinite, comparison.ratio.isFinite else {
      self = .untested
      return
    }
    if p >= 0.05 || (comparison.ratio - 1).magnitude < 0.01 {
      self = .equal
    } else {
      self = comparison.ratio < 1 ? .fewer : .more
    }
  }

  /// The claim with its evidence, after the tokenizer's name and a verb: `51 % fewer than b (95 % 50–52 %, p < 0.001)`.
  static func claim(_ row: ComparisonRow, confidence: Double) -> String {
    let parts = parts(row, confidence: confidence)
    return parts.head + parts.tail
  }

  /// The claim in two: what is said, and against what and by which evidence.
  static func parts(_ row: ComparisonRow, confidence: Double) -> (head: String, tail: String) {
    let level = NumberText.percent(confidence)
    let baseline = plain(row.baseline)
    let evidence = row.p.map { ", " + NumberText.probability($0, isBound: row.pIsBound) } ?? ""
    // Where there is a p, there is an interval.
    let low = row.low ?? row.ratio
    let high = row.high ?? row.ratio
    switch Verdict(row) {
    case .untested:
      let why = row.why.map { ": \($0)" } ?? ""
      return ("about equal", " to \(baseline) as far as can be said (no test\(why))")
    case .equal:
      let interval = NumberText.interval(low, high, decimals: 3)
      return ("about equal", " to \(baseline) (ratio \(interval)\(evidence))")
    case .fewer:
      let decimals = NumberText.decimals(of: (1 - row.ratio) * 100, significant: 2)
      let interval = NumberText.interval(
        (1 - high) * 100, (1 - low) * 100, decimals: decimals)
      return (
        "\(NumberText.percent(1 - row.ratio)) fewer",
        " than \(baseline) (\(level) interval \(interval)\(NumberText.thin)%\(evidence))"
      )
    case .more where row.ratio >= 2:
      let interval = NumberText.interval(low, high, decimals: 2)
      return (
        "\(NumberText.significant(row.ratio))\(NumberText.thin)×",
        " as many as \(baseline) (\(level) interval \(interval)\(evidence))"
      )
    case .more:
      let decimals = NumberText.decimals(of: (row.ratio - 1) * 100, significant: 2)
      let interval = NumberText.interval(
        (low - 1) * 100, (high - 1) * 100, decimals: decimals)
      return (
        "\(NumberText.percent(row.ratio - 1)) more",
        " than \(baseline) (\(level) interval \(interval)\(NumberText.thin)%\(evidence))"
      )
    }
  }
}
