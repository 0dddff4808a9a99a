#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A horizontal scale: values to places between two ends, with a few round ticks.
struct Axis: Sendable {
  /// The values at the ends.
  let low: Double
  let high: Double
  /// The places of the ends, in pixels.
  let start: Double
  let end: Double
  /// Whether equal steps are equal factors.
  let isLogarithmic: Bool
  /// The values with a line.
  let ticks: [Double]
  /// Which of them have room for their number.
  let numbered: [Bool]

  /// Spans all values with round ends; not necessarily from zero, since dots show places, not lengths.
  init(covering values: [Double], start: Double, end: Double, isLogarithmic: Bool = false) {
    self.start = start
    self.end = end
    self.isLogarithmic = isLogarithmic
    let finite = values.filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
    let least = finite.min() ?? 0
    let most = finite.max() ?? 1
    if isLogarithmic {
      // A twentieth of the span stays free on each side; without a span, half a doubling.
      let first = log2(finite.isEmpty ? 1 : least)
      let last = log2(most)
      let margin = last > first ? (last - first) / 20 : 0.5
      low = exp2(first - margin)
      high = exp2(last + margin)
      let doublings = stride(
        from: (first - margin).rounded(.up), through: last + margin, by: 1
      ).map { $0 }
      // Every doubling has its line; numbers need some 34 pixels each, or they run together.
      let step = max((34 * (last - first + 2 * margin) / (end - start)).rounded(.up), 1)
      ticks = doublings.map { exp2($0) }
      numbered = doublings.map { $0.truncatingRemainder(dividingBy: step) == 0 }
      return
    }
    let step = Self.roundStep((most - least) / 5, scale: max(most.magnitude, least.magnitude))
    let first = floor(least / step + 1e-9)
    let last = max(ceil(most / step - 1e-9), first + 1)
    ticks = stride(from: first, through: last, by: 1).map { $0 * step }
    numbered = ticks.map { _ in true }
    low = first * step
    high = last * step
  }

  /// The place of a value, in pixels; values outside lie on the nearer end.
  func place(_ value: Double) -> Double {
    let share: Double
    if isLogarithmic {
      share = value > 0 ? (log2(value) - log2(low)) / (log2(high) - log2(low)) : 0
    } else {
      share = (value - low) / (high - low)
    }
    return start + (end - start) * min(max(share.isFinite ? share : 0, 0), 1)
  }

  /// The number beside a tick.
  func label(_ tick: Double) -> String {
    if isLogarithmic { return NumberText.exact(tick) }
    let step = (high - low) / Double(max(ticks.count - 1, 1))
    return NumberText.fixed(tick, decimals: max(0, NumberText.decimals(of: step, significant: 1)))
  }

  /// 1, 2 or 5 times a power of ten, at least `wanted`.
  private static func roundStep(_ wanted: Double, scale: Double) -> Double {
    let least = max(wanted, scale * 1e-3, 1e-9)
    let power = pow(10, floor(log10(least)))
    let factor = least / power
    return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10)
  }
}
