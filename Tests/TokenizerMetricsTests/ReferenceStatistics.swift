import Groundwork
import Tokenization

@testable import TokenizerMetrics

/// Intervals and p-values in plain loops, with the draws that the documentation of the fast code names.
struct ReferenceStatistics {
  /// A tokenizer's tokens and words in each unit.
  typealias Units = [(numerator: Int, denominator: Int)]

  var seed: UInt64 = 1
  var corpus: String

  /// A stream's name by FNV-1a.
  func stream(_ name: String) -> UInt64 {
    name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }

  /// The ends of the 95 % interval of a value of the drawn units.
  func interval(
    units: Int, resamples: Int, _ value: ([Int]) -> Double
  ) -> (low: Double, high: Double) {
    let random = KeyedRandom(seed: seed, stream: stream(corpus))
    var values: [Double] = []
    for resample in 0..<resamples {
      let drawn = (0..<units).map { random.below(units, UInt64(resample * units + $0)) }
      values.append(value(drawn))
    }
    values.sort()
    let tail = Double(resamples) * 25 / 1000
    return (
      values[Int(tail.rounded(.down))],
      values[Int((Double(resamples) - tail).rounded(.up)) - 1]
    )
  }

  /// A ratio of sums over drawn units.
  func ratio(_ units: Units, _ drawn: [Int]) -> Double {
    var sums = (0, 0)
    for unit in drawn {
      sums.0 += units[unit].numerator
      sums.1 += units[unit].denominator
    }
    return Double(sums.0) / Double(sums.1)
  }

  /// The p of a permutation test: units whose bit is set change sides, and both ratios are computed anew.
  func p(_ a: Units, _ b: Units, draws: Int) -> Double {
    let random = KeyedRandom(seed: seed, stream: stream("permutation of \(corpus)"))
    let words = (a.count + 63) / 64
    let all = Array(a.indices)
    let seen = abs(ratio(a, all) - ratio(b, all))
    var extreme = 0
    for draw in 0..<draws {
      var left = a
      var right = b
      for unit in all
      where random.bits(UInt64(draw * words + unit / 64)) >> UInt64(unit % 64) & 1 == 1 {
        (left[unit], right[unit]) = (right[unit], left[unit])
      }
      if abs(ratio(left, all) - ratio(right, all)) >= seen * (1 - 1e-12) { extreme += 1 }
    }
    return Double(extreme + 1) / Double(draws + 1)
  }

  /// Holm's step-down correction by its definition: of the i-th smallest the greatest of (m − j) · p over j ≤ i.
  func holm(_ ps: [Double]) -> [Double] {
    ps.map { p in
      let sorted = ps.sorted()
      let rank = sorted.lastIndex { $0 <= p } ?? 0
      // Equal values take their places in order; the first of them has the greatest factor.
      let values = (0...rank).map { min(1, sorted[$0] * Double(ps.count - $0)) }
      return values.max() ?? 1
    }
  }
}
