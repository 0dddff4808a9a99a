/// Kendall's rank correlation with ties, τ-b (Kendall 1945).
enum KendallTau {
  /// (C − D) / √((n₀ − n₁)(n₀ − n₂)) over all pairs: concordant C, discordant D, all n₀, tied in each ranking n₁
  /// and n₂; nil where a ranking has nothing but ties, or there are fewer than two values.
  ///
  /// The two have as many values. O(n²).
  static func b(_ one: [Double], _ two: [Double]) -> Double? {
    var difference = 0
    var untied = (one: 0, two: 0)
    for first in one.indices {
      for second in one.indices where second > first {
        let (a, b) = (sign(one[first] - one[second]), sign(two[first] - two[second]))
        difference += a * b
        untied.one += a == 0 ? 0 : 1
        untied.two += b == 0 ? 0 : 1
      }
    }
    if untied.one == 0 || untied.two == 0 { return nil }
    // One root of each would not give 1 for rankings that agree.
    if untied.one == untied.two { return Double(difference) / Double(untied.one) }
    return Double(difference) / (Double(untied.one) * Double(untied.two)).squareRoot()
  }

  private static func sign(_ value: Double) -> Int { value > 0 ? 1 : value < 0 ? -1 : 0 }
}
