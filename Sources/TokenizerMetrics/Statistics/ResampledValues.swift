/// A value per formula and resample, written by many workers, each its own resamples.
///
/// Every place is written once, before the join that reads it; then each row is taken by one worker.
final class ResampledValues: @unchecked Sendable {
  /// The number of resamples.
  let resamples: Int
  private let values: UnsafeMutableBufferPointer<Double>

  init(formulas: Int, resamples: Int) {
    self.resamples = resamples
    values = .allocate(capacity: formulas * resamples)
    values.initialize(repeating: 0)
  }

  deinit { values.deallocate() }

  /// Computes each formula on rows of sums, `width` doubles apart, of some resamples.
  func fill(
    _ formulas: [Formula<Int>], _ resamples: Range<Int>, _ sums: UnsafeBufferPointer<Double>,
    width: Int
  ) {
    for (index, formula) in formulas.enumerated() {
      let start = index * self.resamples + resamples.lowerBound
      let row = UnsafeMutableBufferPointer(rebasing: values[start..<start + resamples.count])
      formula.fill(row, sums, width: width)
    }
  }

  /// The ends of a formula's interval over the resamples that give it a finite value.
  ///
  /// Nil where none does. Reorders the formula's values.
  func interval(_ formula: Int, confidence: Double) -> (low: Double, high: Double)? {
    let row = UnsafeMutableBufferPointer(
      rebasing: values[formula * resamples..<(formula + 1) * resamples])
    var finite = 0
    for index in 0..<row.count where row[index].isFinite {
      if finite != index { row[finite] = row[index] }
      finite += 1
    }
    if finite == 0 { return nil }
    return Percentiles.interval(
      UnsafeMutableBufferPointer(rebasing: row[..<finite]), confidence: confidence)
  }
}

extension Formula<Int> {
  /// The values on rows of sums that are `width` doubles apart.
  func fill(
    _ values: UnsafeMutableBufferPointer<Double>, _ sums: UnsafeBufferPointer<Double>, width: Int
  ) {
    switch self {
    case .sum(let column):
      for row in 0..<values.count { values[row] = sums[row * width + column] }
    case .ratio(let numerator, let denominator, let factor):
      for row in 0..<values.count {
        values[row] = factor * sums[row * width + numerator] / sums[row * width + denominator]
      }
    case .quotient(let a, let b, let c, let d):
      for row in 0..<values.count {
        let start = row * width
        values[row] = (sums[start + a] / sums[start + b]) / (sums[start + c] / sums[start + d])
      }
    case .f1(let right, let cuts, let gold):
      for row in 0..<values.count {
        let start = row * width
        values[row] = 2 * sums[start + right] / (sums[start + cuts] + sums[start + gold])
      }
    case .kappa(let right, let cuts, let chance):
      for row in 0..<values.count {
        let start = row * width
        let expected = sums[start + chance] * 0x1p-20
        values[row] = (sums[start + right] - expected) / (sums[start + cuts] - expected)
      }
    case .gini(let columns):
      // The order of the row before is nearly that of the next: insertion sorts it in few steps.
      var order = columns
      for row in 0..<values.count {
        let start = row * width
        for index in order.indices.dropFirst() {
          let column = order[index]
          let value = sums[start + column]
          var place = index
          while place > 0, sums[start + order[place - 1]] > value {
            order[place] = order[place - 1]
            place -= 1
          }
          order[place] = column
        }
        values[row] = Gini.coefficient(sorted: order.lazy.map { sums[start + $0] })
      }
    }
  }
}
