import Groundwork

/// How often each token of a vocabulary came in a text.
struct TokenDistribution: Sendable {
  /// The ids that came, rising.
  let ids: [UInt32]
  /// How often each did.
  let counts: [Int64]
  /// The same without ids.
  let spectrum: TokenSpectrum

  /// Takes counts by id, zeros for tokens that did not come.
  init(_ counts: [Int64]) {
    var ids: [UInt32] = []
    var found: [Int64] = []
    for (id, count) in counts.enumerated() where count > 0 {
      ids.append(UInt32(truncatingIfNeeded: id))
      found.append(count)
    }
    self.ids = ids
    self.counts = found
    spectrum = TokenSpectrum(found)
  }

  /// The Jensen–Shannon divergence from another distribution in bits (Lin 1991): 0 for equal ones, 1 for those
  /// without a common token; nil where one is empty.
  ///
  /// ½ Σ p log₂(p / m) + ½ Σ q log₂(q / m), m = (p + q) / 2, over ids in order. O(types).
  func divergence(from other: TokenDistribution) -> Double? {
    let mine = Double(spectrum.tokens)
    let theirs = Double(other.spectrum.tokens)
    if mine == 0 || theirs == 0 { return nil }
    var sum = CompensatedSum()
    var left = 0
    var right = 0
    while left < ids.count || right < other.ids.count {
      let first = left < ids.count ? ids[left] : .max
      let second = right < other.ids.count ? other.ids[right] : .max
      var p = 0.0
      var q = 0.0
      if first <= second {
        p = Double(counts[left]) / mine
        left += 1
      }
      if second <= first {
        q = Double(other.counts[right]) / theirs
        right += 1
      }
      if p == 0 || q == 0 {
        // What one side alone has counts half its share: log₂ 2.
        sum.add((p + q) / 2)
      } else {
        sum.add((p * logarithm(2 * p / (p + q)) + q * logarithm(2 * q / (p + q))) / 2)
      }
    }
    return min(1, max(0, sum.value))
  }
}
