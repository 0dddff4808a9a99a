import Groundwork

/// Draws units with replacement (Efron 1979) and sums what they hold.
///
/// Draw i of resample r is number r · units + i of the stream, so that every column summed under one
/// stream and number of units sees the same resamples: intervals of ratios between languages and
/// tokenizers are paired.
struct Bootstrap: Sendable {
  /// The number of units, and of draws in a resample; at most 65,536.
  let units: Int
  private let random: KeyedRandom

  /// Creates the draws of a stream.
  init(seed: UInt64, stream: UInt64, units: Int) {
    self.units = units
    random = KeyedRandom(seed: seed, stream: stream)
  }

  /// The stream of a corpus: FNV-1a over its name, so that other corpora in a run change nothing.
  static func stream(_ corpus: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in corpus.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash
  }

  /// The unit of a draw.
  func unit(resample: Int, draw: Int) -> Int {
    random.below(units, UInt64(resample * units + draw))
  }

  /// Adds up every column over the draws of some resamples and hands each row of sums to `body`.
  ///
  /// The row has the matrix's columns, then zeros to a multiple of 16. The order of additions is that
  /// of the draws. About 1 ns per draw and block of 16 columns while a block of rows fits the cache.
  func forEachResample(
    _ resamples: Range<Int>, of matrix: UnitMatrix,
    _ body: (_ resample: Int, _ sums: UnsafeBufferPointer<Double>) -> Void
  ) {
    let blocks = matrix.blocks
    // Draws of several resamples are made at once: then a block's rows are read again while cached.
    let chunk = max(1, min(resamples.count, (1 << 16) / max(units, 1)))
    var draws = [UInt16](repeating: 0, count: chunk * units)
    var sums = [SIMD16<Double>](repeating: .zero, count: chunk * blocks)
    var first = resamples.lowerBound
    while first < resamples.upperBound {
      let count = min(chunk, resamples.upperBound - first)
      fill(&draws, from: first * units, count: count * units)
      add(matrix, draws, count: count, to: &sums)
      sums.withUnsafeBytes { bytes in
        let values = bytes.bindMemory(to: Double.self)
        for index in 0..<count {
          let start = index * blocks * UnitMatrix.lanes
          let row = values[start..<start + blocks * UnitMatrix.lanes]
          body(first + index, UnsafeBufferPointer(rebasing: row))
        }
      }
      first += count
    }
  }

  private func fill(_ draws: inout [UInt16], from start: Int, count: Int) {
    let random = random
    let units = units
    draws.withUnsafeMutableBufferPointer { draws in
      for index in 0..<count {
        draws[index] = UInt16(truncatingIfNeeded: random.below(units, UInt64(start + index)))
      }
    }
  }

  private func add(
    _ matrix: UnitMatrix, _ draws: [UInt16], count: Int, to sums: inout [SIMD16<Double>]
  ) {
    let units = units
    let blocks = matrix.blocks
    matrix.rows.withUnsafeBufferPointer { rows in
      draws.withUnsafeBufferPointer { draws in
        sums.withUnsafeMutableBufferPointer { sums in
          for block in 0..<blocks {
            let start = block * units
            for resample in 0..<count {
              var sum = SIMD16<Double>.zero
              for draw in resample * units..<(resample + 1) * units {
                sum += rows[start + Int(draws[draw])]
              }
              sums[resample * blocks + block] = sum
            }
          }
        }
      }
    }
  }
}
