import Groundwork

/// Tests whether two ratios differ by more than chance, by exchanging A's and B's sums within units.
enum PermutationTest {
  /// One pair's sums within a unit.
  struct UnitSums: Sendable {
    /// A's numerator and denominator.
    var a: (numerator: Double, denominator: Double)
    /// B's numerator and denominator.
    var b: (numerator: Double, denominator: Double)
  }

  /// The number of units from which on a p-value is given.
  static let leastUnits = 20
  /// The least p that a family must be able to reach after Holm's correction.
  static let resolution = 0.001
  /// The most draws that are made for that.
  static let mostDraws = 1_000_000

  /// The draws for a family of some comparisons: as many as the resamples, or as many more as let the least
  /// p, times the comparisons, come to `resolution`.
  static func draws(resamples: Int, comparisons: Int) -> Int {
    let wanted = (Double(comparisons) / resolution).rounded(.up)
    return max(resamples, Int(min(wanted, Double(mostDraws))))
  }

  /// The p-value (k + 1) / (draws + 1), k the draws whose ratios differ at least as much as seen.
  ///
  /// Bit u of draw d is bit u mod 64 of number d · ⌈units / 64⌉ + u / 64 of the stream; a set bit
  /// exchanges the unit. A difference counts as seen from 1 − 10⁻¹² of it, so that exchanges that
  /// only change the order of additions are ties. O(draws · units / 8).
  static func p(_ units: [UnitSums], draws: Int, seed: UInt64, stream: UInt64) -> Double {
    var total = UnitSums(a: (0, 0), b: (0, 0))
    for unit in units {
      total.a.numerator += unit.a.numerator
      total.a.denominator += unit.a.denominator
      total.b.numerator += unit.b.numerator
      total.b.denominator += unit.b.denominator
    }
    let seen = difference(total, exchanged: (0, 0))
    let random = KeyedRandom(seed: seed, stream: stream)
    let words = (units.count + 63) / 64
    var numerators = [Double](repeating: 0, count: draws)
    var denominators = numerators
    let tables = (0..<words * 8).map { SubsetSums(units, from: $0 * 8) }
    numerators.withUnsafeMutableBufferPointer { numerators in
      denominators.withUnsafeMutableBufferPointer { denominators in
        for word in 0..<words {
          for draw in 0..<draws {
            var bits = random.bits(UInt64(draw * words + word))
            for table in word * 8..<word * 8 + 8 {
              let sums = tables[table].sums[Int(bits & 0xFF)]
              numerators[draw] += sums.x
              denominators[draw] += sums.y
              bits >>= 8
            }
          }
        }
      }
    }
    var count = 0
    for draw in 0..<draws {
      let drawn = difference(total, exchanged: (numerators[draw], denominators[draw]))
      if drawn >= seen * (1 - 1e-12) { count += 1 }
    }
    return Double(count + 1) / Double(draws + 1)
  }

  /// How far the two ratios lie apart after sums (A − B) of the exchanged units changed sides.
  private static func difference(
    _ total: UnitSums, exchanged: (numerator: Double, denominator: Double)
  ) -> Double {
    let a =
      (total.a.numerator - exchanged.numerator) / (total.a.denominator - exchanged.denominator)
    let b =
      (total.b.numerator + exchanged.numerator) / (total.b.denominator + exchanged.denominator)
    let difference = abs(a - b)
    return difference.isNaN ? .infinity : difference
  }

  /// The sums of A − B over each subset of eight units: a byte of random bits is one look-up.
  private struct SubsetSums {
    var sums = [SIMD2<Double>](repeating: .zero, count: 256)

    init(_ units: [UnitSums], from start: Int) {
      for bit in 0..<8 {
        // Bits beyond the last unit exchange nothing, and leave what the bits before them do.
        var step = SIMD2<Double>.zero
        if start + bit < units.count {
          let unit = units[start + bit]
          step.x = unit.a.numerator - unit.b.numerator
          step.y = unit.a.denominator - unit.b.denominator
        }
        for subset in 0..<1 << bit { sums[subset | 1 << bit] = sums[subset] + step }
      }
    }
  }
}
