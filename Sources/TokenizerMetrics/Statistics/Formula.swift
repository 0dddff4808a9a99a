/// How a number follows from sums of columns: computed once on the whole, and once on each resample.
enum Formula<Column: Sendable>: Sendable {
  /// One column.
  case sum(Column)
  /// One column divided by another, times a factor.
  case ratio(Column, Column, factor: Double = 1)
  /// A ratio divided by a ratio: numerator and denominator of each.
  case quotient(Column, Column, Column, Column)
  /// Gini's coefficient of the columns.
  case gini([Column])

  /// The columns it reads.
  var columns: [Column] {
    switch self {
    case .sum(let column): [column]
    case .ratio(let numerator, let denominator, _): [numerator, denominator]
    case .quotient(let a, let b, let c, let d): [a, b, c, d]
    case .gini(let columns): columns
    }
  }

  /// The same formula over other columns.
  func map<Other>(_ transform: (Column) -> Other) -> Formula<Other> {
    switch self {
    case .sum(let column): .sum(transform(column))
    case .ratio(let numerator, let denominator, let factor):
      .ratio(transform(numerator), transform(denominator), factor: factor)
    case .quotient(let a, let b, let c, let d):
      .quotient(transform(a), transform(b), transform(c), transform(d))
    case .gini(let columns): .gini(columns.map(transform))
    }
  }
}

extension Formula<Int> {
  /// The value on a row of sums; NaN or infinite where there is nothing to divide by.
  func value(_ sums: UnsafeBufferPointer<Double>) -> Double {
    switch self {
    case .sum(let column): sums[column]
    case .ratio(let numerator, let denominator, let factor):
      factor * sums[numerator] / sums[denominator]
    case .quotient(let a, let b, let c, let d): (sums[a] / sums[b]) / (sums[c] / sums[d])
    case .gini(let columns): Gini.coefficient(columns.map { sums[$0] })
    }
  }

  /// The value on a row of sums.
  func value(_ sums: [Double]) -> Double { sums.withUnsafeBufferPointer { value($0) } }
}

/// Gini's coefficient: Gini 1912, and for tokenizers Foroutan and others 2025.
enum Gini {
  /// Σᵢⱼ|cᵢ − cⱼ| / (2n²μ), from the sorted values: Σᵢ (2i − n + 1) cᵢ / (n Σ c), i from 0.
  ///
  /// NaN without values or where all are 0. O(n log n).
  static func coefficient(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let count = Double(sorted.count)
    var weighted = 0.0
    var total = 0.0
    for (rank, value) in sorted.enumerated() {
      weighted += (2 * Double(rank) - count + 1) * value
      total += value
    }
    return weighted / (count * total)
  }
}
