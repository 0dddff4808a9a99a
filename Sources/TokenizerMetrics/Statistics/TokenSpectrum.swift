import Groundwork

/// How many token types came how often: all that entropies and frequencies depend on.
///
/// A sum over types is a sum over these few classes, from the most frequent down, so that it is the same
/// however the counts were gathered, and which ids tie does not matter.
struct TokenSpectrum: Sendable, Hashable {
  /// Types that came equally often.
  struct Class: Sendable, Hashable {
    /// How often each of them came, at least once.
    var count: Int64
    /// How many there are.
    var types: Int
  }

  /// The classes, the most frequent first.
  private(set) var classes: [Class] = []
  /// The types that came.
  private(set) var types = 0
  /// The tokens: N.
  private(set) var tokens: Int64 = 0

  /// Makes the spectrum of counts by type, in any order; types that never came are left out.
  ///
  /// - Complexity: O(n log n).
  init(_ counts: some Sequence<Int64>) {
    for count in counts.filter({ $0 > 0 }).sorted(by: >) {
      if classes.last?.count == count {
        classes[classes.count - 1].types += 1
      } else {
        classes.append(Class(count: count, types: 1))
      }
      types += 1
      tokens += count
    }
  }

  /// Shannon's entropy in bits, H₁ = −Σ p log₂ p; nil without tokens.
  var entropy: Double? {
    if tokens == 0 { return nil }
    var sum = CompensatedSum()
    for item in classes {
      let p = Double(item.count) / Double(tokens)
      sum.add(-Double(item.types) * p * logarithm(p))
    }
    return max(0, sum.value)
  }

  /// Rényi's entropy in bits, H_α = log₂ Σ p^α / (1 − α); Shannon's for α = 1, nil without tokens.
  ///
  /// - Parameter alpha: the order, positive and finite.
  func renyiEntropy(alpha: Double) -> Double? {
    if alpha == 1 { return entropy }
    if tokens == 0 { return nil }
    var sum = CompensatedSum()
    for item in classes {
      let p = Double(item.count) / Double(tokens)
      sum.add(Double(item.types) * power(p, alpha))
    }
    return max(0, logarithm(sum.value) / (1 - alpha))
  }

  /// An entropy divided by that of `types` equally frequent types; nil where that is 0 or there is no entropy.
  static func efficiency(_ entropy: Double?, types: Int) -> Double? {
    guard let entropy, types > 1 else { return nil }
    return entropy / logarithm(Double(types))
  }

  /// The share of tokens whose types have a rank from `low` on and below `high`; nil without tokens.
  ///
  /// Both are in hundredths of the number of types, rounded down; the most frequent type has rank 0.
  func mass(fromPercent low: Int, toPercent high: Int) -> Double? {
    if tokens == 0 { return nil }
    let ranks = types * low / 100..<max(types * low / 100, types * high / 100)
    var rank = 0
    var sum: Int64 = 0
    for item in classes {
      let part = ranks.clamped(to: rank..<rank + item.types)
      sum += Int64(part.count) * item.count
      rank += item.types
    }
    return Double(sum) / Double(tokens)
  }

  /// How often the rarest came of the `percent` hundredths of types that are the most frequent (rounded up to
  /// whole types); nil without tokens.
  func leastCount(ofTopPercent percent: Int) -> Int64? {
    let wanted = (types * percent + 99) / 100
    var rank = 0
    for item in classes {
      rank += item.types
      if rank >= wanted { return item.count }
    }
    return nil
  }

  /// The mean rank of a token, Σ p · rank, the most frequent type having rank 0; nil without tokens.
  var averageRank: Double? {
    if tokens == 0 { return nil }
    var sum = CompensatedSum()
    var rank = 0
    for item in classes {
      let ranks = Double(item.types) * Double(2 * rank + item.types - 1) / 2
      sum.add(ranks * Double(item.count))
      rank += item.types
    }
    return sum.value / Double(tokens)
  }
}

/// A sum whose rounding errors are added up beside it (Neumaier 1974).
struct CompensatedSum: Sendable {
  private var sum = 0.0
  private var lost = 0.0

  /// The sum with what was lost.
  var value: Double { sum + lost }

  /// Adds a finite number.
  mutating func add(_ number: Double) {
    let next = sum + number
    lost += abs(sum) >= abs(number) ? (sum - next) + number : (number - next) + sum
    sum = next
  }
}
