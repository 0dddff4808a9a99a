import Foundation
import Groundwork
import Testing

@testable import TokenizerMetrics

@Suite struct StatisticsTests {
  @Test("interval ends are the order statistics of the sorted values")
  func percentilesMatchSorting() {
    let random = KeyedRandom(seed: 3, stream: 1)
    var draw: UInt64 = 0
    for count in [1, 2, 3, 7, 40, 41, 999, 1000] {
      for spread in [3, 1000] {
        var values = (0..<count).map { _ -> Double in
          draw += 1
          return Double(random.below(spread, draw))
        }
        let sorted = values.sorted()
        let (low, high) = values.withUnsafeMutableBufferPointer {
          Percentiles.interval($0, confidence: 0.95)
        }
        let tail = Double(count) * 25 / 1000
        #expect(low == sorted[Int(tail.rounded(.down))])
        #expect(high == sorted[Int((Double(count) * 975 / 1000).rounded(.up)) - 1])
        #expect(values.sorted() == sorted)
      }
    }
    let ranks = Percentiles.ranks(count: 10_000, confidence: 0.95)
    #expect(ranks.low == 250 && ranks.high == 9749)
  }

  @Test("Holm's correction of a worked example")
  func holm() {
    // 0.01·4, 0.013·3 raised to 0.04, 0.03·2, 0.04·1 raised to 0.06.
    let adjusted = Holm.adjust([0.04, 0.01, 0.03, 0.013])
    let expected = [0.06, 0.04, 0.06, 0.04]
    #expect(zip(adjusted, expected).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(Holm.adjust([0.9, 0.8]) == [1, 1])
    #expect(Holm.adjust([]).isEmpty)
  }

  /// Hands over the sums of each resample.
  func forEachResample(
    _ bootstrap: Bootstrap, _ resamples: Range<Int>, of matrix: UnitMatrix,
    _ body: (Int, [Double]) -> Void
  ) {
    let width = matrix.blocks * UnitMatrix.lanes
    bootstrap.forEachChunk(resamples, of: matrix) { chunk, sums in
      for (index, resample) in chunk.enumerated() {
        body(resample, Array(sums[index * width..<(index + 1) * width]))
      }
    }
  }

  @Test("sums of resamples equal those drawn one by one", arguments: [2, 5, 37, 300])
  func bootstrapMatchesReference(units: Int) {
    let random = KeyedRandom(seed: 9, stream: 2)
    let columns = 19
    func value(_ column: Int, _ unit: Int) -> Double {
      Double(random.below(1000, UInt64(column * 1000 + unit)))
    }
    let matrix = UnitMatrix(units: units, columns: columns, value: value)
    let bootstrap = Bootstrap(seed: 5, stream: Bootstrap.stream("x"), units: units)
    let draws = KeyedRandom(seed: 5, stream: Bootstrap.stream("x"))
    forEachResample(bootstrap, 3..<20, of: matrix) { resample, sums in
      for column in 0..<columns {
        var sum = 0.0
        for draw in 0..<units {
          sum += value(column, draws.below(units, UInt64(resample * units + draw)))
        }
        #expect(sums[column] == sum)
      }
    }
  }

  @Test("many units are drawn in pieces without a difference")
  func bootstrapOfManyUnits() {
    let units = 1 << 16
    let matrix = UnitMatrix(units: units, columns: 1) { _, unit in Double(unit) }
    let bootstrap = Bootstrap(seed: 1, stream: 1, units: units)
    forEachResample(bootstrap, 0..<2, of: matrix) { resample, sums in
      var sum = 0
      for draw in 0..<units { sum += bootstrap.unit(resample: resample, draw: draw) }
      #expect(sums[0] == Double(sum))
    }
  }

  @Test("95 % intervals hold the true ratio about 95 times of 100")
  func coverage() {
    let random = KeyedRandom(seed: 11, stream: 4)
    var draw: UInt64 = 0
    func next() -> Double {
      draw += 1
      return random.unit(draw)
    }
    let experiments = 300
    var held = 0
    for experiment in 0..<experiments {
      // Tokens are words times a number whose mean is 2.
      var words: [Double] = []
      var tokens: [Double] = []
      for _ in 0..<40 {
        words.append((10 + 20 * next()).rounded())
        tokens.append(words[words.count - 1] * (1 + 2 * next()))
      }
      let matrix = UnitMatrix(units: 40, columns: 2) { $0 == 0 ? tokens[$1] : words[$1] }
      let bootstrap = Bootstrap(seed: UInt64(experiment), stream: 1, units: 40)
      var values: [Double] = []
      forEachResample(bootstrap, 0..<200, of: matrix) { values.append($1[0] / $1[1]) }
      let interval = values.withUnsafeMutableBufferPointer {
        Percentiles.interval($0, confidence: 0.95)
      }
      if interval.low <= 2, 2 <= interval.high { held += 1 }
    }
    // Percentile intervals of 40 units fall a little short; three standard errors around 94 %.
    #expect((270...297).contains(held), "\(held) of \(experiments)")
  }

  @Test("permutation: all exchanges of few units give the exact share")
  func permutationMatchesExhaustion() {
    let units = [(5.0, 2.0), (7, 3), (4, 6), (9, 5), (3, 3), (8, 2), (6, 7), (5, 1)].map {
      PermutationTest.UnitSums(a: ($0.0, 10), b: ($0.1, 12))
    }
    func difference(_ set: Int) -> Double {
      var a = (0.0, 0.0)
      var b = (0.0, 0.0)
      for (index, unit) in units.enumerated() {
        let (x, y) = set >> index & 1 == 1 ? (unit.b, unit.a) : (unit.a, unit.b)
        a = (a.0 + x.numerator, a.1 + x.denominator)
        b = (b.0 + y.numerator, b.1 + y.denominator)
      }
      return abs(a.0 / a.1 - b.0 / b.1)
    }
    let seen = difference(0)
    let exact = Double((0..<256).count { difference($0) >= seen - 1e-12 }) / 256
    let p = PermutationTest.p(units, draws: 20_000, seed: 1, stream: 1)
    #expect(abs(p - exact) < 0.01, "\(p) for \(exact)")
    let alike = units.map { PermutationTest.UnitSums(a: $0.a, b: $0.a) }
    #expect(PermutationTest.p(alike, draws: 100, seed: 1, stream: 1) == 1)
  }

  @Test("Gini's coefficient is its definition")
  func gini() {
    let values = [3.0, 9, 4, 4, 0, 7]
    let mean = values.reduce(0, +) / 6
    let pairs = values.flatMap { a in values.map { abs(a - $0) } }.reduce(0, +)
    #expect(abs(Gini.coefficient(values) - pairs / (2 * 36 * mean)) < 1e-15)
    #expect(Gini.coefficient([2, 2, 2]) == 0)
    #expect(Gini.coefficient([]).isNaN)
  }

  @Test("formulas over many rows give what they give on each alone")
  func formulasOverRows() {
    let random = KeyedRandom(seed: 2, stream: 8)
    let width = 9
    let rows = 50
    let sums = (0..<rows * width).map { Double(random.below(20, UInt64($0))) }
    let formulas: [Formula<Int>] = [
      .sum(3), .ratio(1, 2, factor: 100), .quotient(0, 5, 7, 8), .gini([8, 1, 4, 2, 6]),
    ]
    let values = ResampledValues(formulas: formulas.count, resamples: rows)
    sums.withUnsafeBufferPointer { values.fill(formulas, 0..<rows, $0, width: width) }
    func alone(_ row: Int) -> [Double] {
      let sum = Array(sums[row * width..<(row + 1) * width])
      return [
        sum[3], 100 * sum[1] / sum[2], sum[0] / sum[5] / (sum[7] / sum[8]),
        Gini.coefficient([sum[8], sum[1], sum[4], sum[2], sum[6]]),
      ]
    }
    for index in formulas.indices {
      let finite = (0..<rows).map { alone($0)[index] }.filter(\.isFinite).sorted()
      let ranks = Percentiles.ranks(count: finite.count, confidence: 0.9)
      let interval = values.interval(index, confidence: 0.9)
      #expect(interval?.low == finite[ranks.low])
      #expect(interval?.high == finite[ranks.high])
    }
  }
}
