/// How a number follows from sums of columns: computed once on the whole, and once on each resample.
enum Formula<Column: Sendable>: Sendable {
  /// One column.
  case sum(Column)
  /// One column divided by another, times a factor.
  case ratio(Column, Column, factor: Double = 1)
  /// A ratio divided by a ratio: numerator and denominator of each.
  case quotient(Column, Column, Column, Column)
  /// Precision and recall in one, 2R / (C + G): right cuts R, cuts C, gold cuts G.
  case f1(right: Column, cuts: Column, gold: Column)
  /// Precision beyond chance, (R − E) / (C − E): right cuts R, cuts C, and E in units of 2⁻²⁰.
  case kappa(right: Column, cuts: Column, chance: Column)
  /// Gini's coefficient of the columns.
  case gini([Column])

  /// The columns it reads.
  var columns: [Column] {
    switch self {
    case .sum(let column): [column]
    case .ratio(let numerator, let denominator, _): [numerator, denominator]
    case .quotient(let a, let b, let c, let d): [a, b, c, d]
    case .f1(let a, let b, let c), .kappa(let a, let b, let c): [a, b, c]
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
    case .f1(let right, let cuts, let gold):
      .f1(right: transform(right), cuts: transform(cuts), gold: transform(gold))
    case .kappa(let right, let cuts, let chance):
      .kappa(right: transform(right), cuts: transform(cuts), chance: transform(chance))
    case .gini(let columns): .gini(columns.map(transform))
    }
  }
}

extension Formula<Int> {
  /// The value on a row of sums; NaN or infinite where there is nothing to divide by.
  func value(_ sums: [Double]) -> Double {
    var value = 0.0
    withUnsafeMutablePointer(to: &value) { value in
      sums.withUnsafeBufferPointer {
        fill(UnsafeMutableBufferPointer(start: value, count: 1), $0, width: 0)
      }
    }
    return value
  }
}

/// Gini's coefficient: Gini 1912, and for tokenizers Foroutan and others 2025.
enum Gini {
  /// Σᵢⱼ|cᵢ − cⱼ| / (2n²μ), from the sorted values: Σᵢ (2i − n + 1) cᵢ / (n Σ c), i from 0.
  ///
  /// NaN without values or where all are 0. O(n log n).
  static func coefficient(_ values: [Double]) -> Double { coefficient(sorted: values.sorted()) }

  /// The coefficient of values that rise, in O(n).
  static func coefficient(sorted: some Collection<Double>) -> Double {
    let count = Double(sorted.count)
    var rank = 0.0
    var weighted = 0.0
    var total = 0.0
    for value in sorted {
      weighted += (2 * rank - count + 1) * value
      total += value
      rank += 1
    }
    return weighted / (count * total)
  }
}
