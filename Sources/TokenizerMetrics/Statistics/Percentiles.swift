/// Order statistics of resampled values, without sorting them whole.
enum Percentiles {
  /// The ends of the interval that holds `confidence` of the values: the order statistics (from 0)
  /// at ⌊α/2 · B⌋ and ⌈(1 − α/2) · B⌉ − 1 of B values, α = 1 − confidence.
  ///
  /// With 10,000 values and 95 %, those are the 251st and the 9,750th smallest. `values` are
  /// reordered; there is at least one and none is NaN. Expected O(B).
  static func interval(
    _ values: UnsafeMutableBufferPointer<Double>, confidence: Double
  ) -> (low: Double, high: Double) {
    let ranks = ranks(count: values.count, confidence: confidence)
    let low = select(ranks.low, in: values, from: 0)
    // Everything from the low rank on is not less, so the search for the high one starts there.
    return (low, select(ranks.high, in: values, from: ranks.low))
  }

  /// The ranks (from 0) of an interval's ends among `count` values.
  ///
  /// The share outside is rounded to 12 decimal places first, so that 0.95 means 0.025 exactly on
  /// each side and not a rank more through binary rounding.
  static func ranks(count: Int, confidence: Double) -> (low: Int, high: Int) {
    let tail = ((1 - confidence) / 2 * 1e12).rounded() / 1e12 * Double(count)
    let nearest = tail.rounded()
    let exact = abs(tail - nearest) < 1e-6 ? nearest : tail
    let low = Int(exact.rounded(.down))
    let high = Int((Double(count) - exact).rounded(.up)) - 1
    return (min(max(low, 0), count - 1), min(max(high, 0), count - 1))
  }

  /// The value of a rank, by quickselect (Hoare 1961) with the median of three as pivot.
  private static func select(
    _ rank: Int, in values: UnsafeMutableBufferPointer<Double>, from start: Int
  ) -> Double {
    var low = start
    var high = values.count - 1
    while low < high {
      let middle = low + (high - low) / 2
      if values[middle] < values[low] { values.swapAt(middle, low) }
      if values[high] < values[low] { values.swapAt(high, low) }
      if values[high] < values[middle] { values.swapAt(high, middle) }
      let pivot = values[middle]
      var left = low
      var right = high
      while left <= right {
        while values[left] < pivot { left += 1 }
        while pivot < values[right] { right -= 1 }
        if left <= right {
          values.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if rank <= right {
        high = right
      } else if rank >= left {
        low = left
      } else {
        return values[rank]
      }
    }
    return values[rank]
  }
}
