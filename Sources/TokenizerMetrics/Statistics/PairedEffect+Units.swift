extension PairedEffect {
  /// The effect of sums by unit.
  ///
  /// Sums run over units in order: once for the mean, once for the squares of differences from it. O(n).
  init(_ units: [PermutationTest.UnitSums]) {
    var differences: [Double] = []
    var below = 0.0
    for unit in units {
      let a = unit.a.numerator / unit.a.denominator
      let b = unit.b.numerator / unit.b.denominator
      guard a.isFinite, b.isFinite else { continue }
      differences.append(a - b)
      if a < b { below += 1 } else if a == b { below += 0.5 }
    }
    let count = Double(differences.count)
    let mean = differences.reduce(0, +) / count
    let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / (count - 1)).squareRoot()
    let standardized = mean / deviation
    self.init(
      units: differences.count,
      standardized: deviation > 0 && standardized.isFinite ? standardized : nil,
      shareBelow: differences.isEmpty ? nil : below / count)
  }
}
