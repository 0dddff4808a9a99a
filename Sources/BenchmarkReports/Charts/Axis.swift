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
  /// The values with a line and a number.
  let ticks: [Double]

  /// Spans all values with round ends; not necessarily from zero, since dots show places, not lengths.
  init(covering values: [Double], start: Double, end: Double, isLogarithmic: Bool = false) {
    self.start = start
    self.end = end
    self.isLogarithmic = isLogarithmic
    let finite = values.filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
    let least = finite.min() ?? 0
    let most = finite.max() ?? 1
    if isLogarithmic {
      let first = floor(log2(least) + 1e-9)
      let last = max(ceil(log2(most) - 1e-9), first + 1)
      // A dozen doublings at most get ticks of their own.
      let step = max(1, ((last - first) / 8).rounded(.up))
      ticks = stride(from: first, through: last, by: step).map { exp2($0) }
      low = exp2(first)
      high = exp2(last)
      return
    }
    let step = Self.roundStep((most - least) / 5, scale: max(most.magnitude, least.magnitude))
    let first = floor(least / step + 1e-9)
    let last = max(ceil(most / step - 1e-9), first + 1)
    ticks = stride(from: first, through: last, by: 1).map { $0 * step }
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
    if isLogarithmic { return NumberText.significant(tick, 3) }
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
