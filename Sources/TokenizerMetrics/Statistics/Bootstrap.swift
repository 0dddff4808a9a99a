import Groundwork

/// Draws units with replacement (Efron 1979) and sums what they hold.
///
/// Draw i of resample r is number r · units + i of the stream, so that every column summed under one
/// stream and number of units sees the same resamples: intervals of ratios between languages and
/// tokenizers are paired.
struct Bootstrap: Sendable {
  /// Units are added range by range, so that the rows of a range stay in the second-level cache
  /// while many resamples add them: 512 KB of a block of columns.
  static let rangeBits = 12

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

  /// Adds up every column over the draws of some resamples and hands over rows of sums, some
  /// resamples at a time, in order.
  ///
  /// A row has the matrix's columns, then zeros to a multiple of 16. The order of additions is that
  /// of ranges of 4,096 units, then of draws. About 2 ns per draw and block of 16 columns.
  func forEachChunk(
    _ resamples: Range<Int>, of matrix: UnitMatrix,
    _ body: (_ resamples: Range<Int>, _ sums: UnsafeBufferPointer<Double>) -> Void
  ) {
    let size = max(1, min(resamples.count, (1 << 21) / max(units, 1), 256))
    var draws = Draws(units: units, resamples: size)
    var sums = [SIMD16<Double>](repeating: .zero, count: size * matrix.blocks)
    var first = resamples.lowerBound
    while first < resamples.upperBound {
      let chunk = first..<min(first + size, resamples.upperBound)
      for resample in chunk { draws.fill(resample - first, resample: resample, random) }
      Self.add(matrix, draws, resamples: chunk.count, to: &sums)
      sums.withUnsafeBytes { bytes in
        let count = chunk.count * matrix.blocks * UnitMatrix.lanes
        body(chunk, UnsafeBufferPointer(rebasing: bytes.bindMemory(to: Double.self)[..<count]))
      }
      first = chunk.upperBound
    }
  }

  private static func add(
    _ matrix: UnitMatrix, _ draws: Draws, resamples: Int, to sums: inout [SIMD16<Double>]
  ) {
    let units = matrix.units
    let blocks = matrix.blocks
    let ranges = draws.ranges
    for index in sums.indices { sums[index] = .zero }
    matrix.rows.withUnsafeBufferPointer { rows in
      draws.drawn.withUnsafeBufferPointer { drawn in
        draws.ends.withUnsafeBufferPointer { ends in
          sums.withUnsafeMutableBufferPointer { sums in
            for range in 0..<ranges {
              for block in 0..<blocks {
                let rows = UnsafeBufferPointer(rebasing: rows[block * units..<(block + 1) * units])
                for resample in 0..<resamples {
                  var sum = sums[resample * blocks + block]
                  let end = ends[resample * ranges + range]
                  var draw = range == 0 ? resample * units : ends[resample * ranges + range - 1]
                  while draw < end {
                    sum += rows[Int(drawn[draw])]
                    draw += 1
                  }
                  sums[resample * blocks + block] = sum
                }
              }
            }
          }
        }
      }
    }
  }
}

/// The draws of some resamples, those of a resample sorted by range of units (stably).
private struct Draws {
  let units: Int
  /// The number of ranges.
  let ranges: Int
  /// Resample after resample, its units.
  private(set) var drawn: [UInt16]
  /// Resample after resample, where each range ends in `drawn`.
  private(set) var ends: [Int]
  private var scratch: [UInt16]

  init(units: Int, resamples: Int) {
    self.units = units
    ranges = max(1, (units - 1) >> Bootstrap.rangeBits + 1)
    drawn = [UInt16](repeating: 0, count: resamples * units)
    ends = [Int](repeating: 0, count: resamples * ranges)
    scratch = [UInt16](repeating: 0, count: units)
  }

  /// Draws a resample and puts it at a place.
  mutating func fill(_ place: Int, resample: Int, _ random: KeyedRandom) {
    let units = units
    let ranges = ranges
    let start = place * units
    drawn.withUnsafeMutableBufferPointer { drawn in
      ends.withUnsafeMutableBufferPointer { ends in
        scratch.withUnsafeMutableBufferPointer { scratch in
          let ends = UnsafeMutableBufferPointer(
            rebasing: ends[place * ranges..<(place + 1) * ranges])
          if ranges == 1 {
            for draw in 0..<units {
              let unit = random.below(units, UInt64(resample * units + draw))
              drawn[start + draw] = UInt16(truncatingIfNeeded: unit)
            }
            ends[0] = start + units
            return
          }
          for range in 0..<ranges { ends[range] = 0 }
          for draw in 0..<units {
            let unit = random.below(units, UInt64(resample * units + draw))
            scratch[draw] = UInt16(truncatingIfNeeded: unit)
            ends[unit >> Bootstrap.rangeBits] += 1
          }
          // Counts become starts; as draws are placed, starts become ends.
          var next = start
          for range in 0..<ranges {
            let count = ends[range]
            ends[range] = next
            next += count
          }
          for draw in 0..<units {
            let unit = scratch[draw]
            let range = Int(unit) >> Bootstrap.rangeBits
            drawn[ends[range]] = unit
            ends[range] += 1
          }
        }
      }
    }
  }
}
