import Foundation
import Groundwork
import Testing

@testable import TokenizerMetrics

/// Entropies and frequencies by their definitions, and the numbers of tokenization-scorer.
@Suite struct TokenSpectrumTests {
  /// pick three times, @@ed twice, @@l and @@les once.
  let example = TokenSpectrum([3, 2, 1, 1])

  func near(_ found: Double?, _ expected: Double, _ slack: Double = 1e-9) -> Bool {
    found.map { abs($0 - expected) < slack } ?? false
  }

  @Test("the example of tokenization-scorer gives its numbers")
  func scorer() {
    let half = example.renyiEntropy(alpha: 2.5)
    #expect(near(half, 1.653012967))
    #expect(near(TokenSpectrum.efficiency(half, types: example.types), 0.826506483))
    let third = example.renyiEntropy(alpha: 3)
    #expect(near(TokenSpectrum.efficiency(third, types: example.types), 0.803152850))
    #expect(near(TokenSpectrum.efficiency(example.entropy, types: 4), 0.921185497))
    #expect(near(example.mass(fromPercent: 3, toPercent: 83), 0.857142857))
  }

  @Test("a distribution of halves has whole bits")
  func wholeBits() {
    let spectrum = TokenSpectrum([4, 2, 1, 1, 0])
    #expect(spectrum.types == 4 && spectrum.tokens == 8)
    #expect(spectrum.entropy == 1.75)
    #expect(spectrum.renyiEntropy(alpha: 1) == 1.75)
    // Σ p² = 1/4 + 1/16 + 2/64 = 22/64.
    #expect(near(spectrum.renyiEntropy(alpha: 2), log2(64.0 / 22), 1e-15))
    #expect(TokenSpectrum.efficiency(2, types: 16) == 0.5)
    // 0·4 + 1·2 + 2 + 3.
    #expect(spectrum.averageRank == 7.0 / 8)
    #expect(TokenSpectrum([5, 5, 5, 5]).entropy == 2)
    #expect(TokenSpectrum([5, 5, 5, 5]).renyiEntropy(alpha: 2.5) == 2)
  }

  @Test("what has no value is nil")
  func nothing() {
    let empty = TokenSpectrum([])
    #expect(empty.entropy == nil && empty.renyiEntropy(alpha: 2.5) == nil)
    #expect(empty.averageRank == nil && empty.mass(fromPercent: 3, toPercent: 83) == nil)
    #expect(empty.leastCount(ofTopPercent: 95) == nil)
    #expect(TokenSpectrum([7]).entropy == 0 && TokenSpectrum([7]).renyiEntropy(alpha: 2.5) == 0)
    #expect(TokenSpectrum.efficiency(0, types: 1) == nil)
    #expect(TokenSpectrum.efficiency(nil, types: 9) == nil)
    #expect(TokenSpectrum([0, 0]) == empty)
  }

  @Test("ranks are cut where hundredths of the types say, down for bounds, up for F95")
  func ranks() {
    // 100 types, of which type i comes 100 − i times.
    let spectrum = TokenSpectrum((0..<100).map { Int64(100 - $0) })
    let middle = (3..<83).reduce(0) { $0 + 100 - $1 }
    #expect(spectrum.mass(fromPercent: 3, toPercent: 83) == Double(middle) / 5050)
    #expect(spectrum.leastCount(ofTopPercent: 95) == 6)
    // ⌈.95 · 3⌉ = 3 types.
    #expect(TokenSpectrum([9, 8, 7]).leastCount(ofTopPercent: 95) == 7)
    // ⌊.03 · 3⌋ = 0 and ⌊.83 · 3⌋ = 2.
    #expect(TokenSpectrum([9, 8, 7]).mass(fromPercent: 3, toPercent: 83) == 17.0 / 24)
  }

  @Test("classes of equal counts give what a loop over types gives, in any order", arguments: 1...5)
  func agreesWithLoops(seed: UInt64) {
    let random = KeyedRandom(seed: seed, stream: 12)
    let counts = (0..<300).map { Int64(random.below(1 + Int(seed) * 7, UInt64($0))) }
    let spectrum = TokenSpectrum(counts)
    #expect(spectrum == TokenSpectrum(counts.reversed()))
    let sorted = counts.filter { $0 > 0 }.sorted(by: >)
    let tokens = Double(sorted.reduce(0, +))
    let shares = sorted.map { Double($0) / tokens }
    #expect(near(spectrum.entropy, -shares.reduce(0) { $0 + $1 * log2($1) }, 1e-12))
    let powers = shares.reduce(0) { $0 + pow($1, 2.5) }
    #expect(near(spectrum.renyiEntropy(alpha: 2.5), log2(powers) / -1.5, 1e-12))
    let ranks = shares.enumerated().reduce(0.0) { $0 + Double($1.offset) * $1.element }
    #expect(near(spectrum.averageRank, ranks, 1e-10))
    let bounds = sorted.count * 3 / 100..<sorted.count * 83 / 100
    let mass = Double(sorted[bounds].reduce(0, +)) / tokens
    #expect(spectrum.mass(fromPercent: 3, toPercent: 83) == mass)
    let least = sorted[Int((0.95 * Double(sorted.count)).rounded(.up)) - 1]
    #expect(spectrum.leastCount(ofTopPercent: 95) == least)
  }

  @Test("divergence: nothing between equal shares, one bit between strangers")
  func divergence() {
    let a = TokenDistribution([0, 1, 3])
    #expect(a.ids == [1, 2] && a.counts == [1, 3])
    #expect(a.divergence(from: TokenDistribution([0, 10, 30])) == 0)
    #expect(a.divergence(from: TokenDistribution([5])) == 1)
    #expect(a.divergence(from: TokenDistribution([])) == nil)
    // Half of each on a token that both have: m = ½, ¼, ¼, so ½·(½·0 + ½·1) twice.
    let left = TokenDistribution([1, 1])
    let right = TokenDistribution([0, 2, 2])
    #expect(near(left.divergence(from: right), 0.5, 1e-15))
    #expect(left.divergence(from: right) == right.divergence(from: left))
    // p = 1, q = ¼ on one token and ¾ on another: m = ⅝ and ⅜.
    let expected = (log2(8.0 / 5) + 0.25 * log2(0.4) + 0.75 * log2(2.0)) / 2
    #expect(
      near(TokenDistribution([9]).divergence(from: TokenDistribution([1, 3])), expected, 1e-15))
  }

  @Test("a compensated sum keeps what a plain one loses")
  func compensated() {
    var sum = CompensatedSum()
    for number in [1.0, 1e100, 1.0, -1e100] { sum.add(number) }
    #expect(sum.value == 2)
  }
}
