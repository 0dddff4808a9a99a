#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One worker of the E step.
///
/// Used by one thread at a time.
final class ForwardBackward: @unchecked Sendable {
  private let lattice: UnigramLattice
  private let probabilities: SharedArray<Double>
  private let unit: Double
  /// Words whose probability is below are done again with scaling.
  private let least: Double
  /// The expected occurrences so far, in units.
  let sums: SharedArray<Int64>
  /// Sums over all ways to the start of each byte, and from it to the end.
  private var forward = SharedArray<Double>(repeating: 0, count: 512)
  private var backward = SharedArray<Double>(repeating: 0, count: 512)
  /// The probability of each edge of a word.
  private var looks = SharedArray<Double>(repeating: 0, count: 4096)
  /// How often forward sums were scaled up to each byte; for long words.
  private var scales: [Int32] = []

  /// What sums are scaled by: a power of two, which changes no digit.
  private static let step = 256

  init(
    _ lattice: UnigramLattice, _ probabilities: SharedArray<Double>, unit: Double,
    least: Double = 1e-250
  ) {
    self.least = least
    self.lattice = lattice
    self.probabilities = probabilities
    self.unit = unit
    sums = SharedArray(repeating: 0, count: probabilities.count)
  }

  /// Adds a word's expectations; gives its count times the logarithm of its probability.
  func add(_ word: Int) -> Double {
    let range = lattice.words.range(word)
    let count = Double(lattice.words.counts[word])
    let length = range.count
    let first = Int(lattice.starts[range.lowerBound])
    let edgeCount = Int(lattice.starts[range.upperBound]) - first
    if forward.count <= length {
      forward = SharedArray(repeating: 0, count: 2 * length + 1)
      backward = SharedArray(repeating: 0, count: 2 * length + 1)
    }
    if looks.count < edgeCount { looks = SharedArray(repeating: 0, count: 2 * edgeCount) }
    let total = sumForward(range, first)
    if total < least { return addScaled(range, first, count) }
    addBackward(range, first, count * unit / total)
    return count * log(total)
  }

  @inline(__always)
  private func sumForward(_ range: Range<Int>, _ first: Int) -> Double {
    let starts = lattice.starts.base + range.lowerBound
    let edges = lattice.edges.base
    let (forward, looks) = (self.forward.base, self.looks.base)
    let probabilities = self.probabilities.base
    let length = range.count
    for place in 0...length { forward[place] = 0 }
    forward[0] = 1
    var edge = first
    for place in 0..<length {
      let end = Int(starts[place + 1])
      let sum = forward[place]
      while edge < end {
        let match = edges[edge]
        let probability = probabilities[Int(match >> UnigramLattice.lengthBits)]
        looks[edge - first] = probability
        forward[place + Int(match & UnigramLattice.lengthMask)] += sum * probability
        edge += 1
      }
    }
    return forward[length]
  }

  @inline(__always)
  private func addBackward(_ range: Range<Int>, _ first: Int, _ factor: Double) {
    let starts = lattice.starts.base + range.lowerBound
    let edges = lattice.edges.base
    let (forward, backward, looks) = (self.forward.base, self.backward.base, self.looks.base)
    let sums = self.sums.base
    backward[range.count] = 1
    var place = range.count - 1
    while place >= 0 {
      let share = forward[place] * factor
      var sum = 0.0
      for edge in Int(starts[place])..<Int(starts[place + 1]) {
        let match = edges[edge]
        let way = looks[edge - first] * backward[place + Int(match & UnigramLattice.lengthMask)]
        sum += way
        sums[Int(match >> UnigramLattice.lengthBits)] += Int64(share * way)
      }
      backward[place] = sum
      place -= 1
    }
  }

  /// The same for a word whose sums leave the range of numbers.
  ///
  /// Where all sums that later edges read are small, they are scaled up together.
  private func addScaled(_ range: Range<Int>, _ first: Int, _ count: Double) -> Double {
    let starts = lattice.starts.base + range.lowerBound
    let edges = lattice.edges.base
    let (forward, backward, looks) = (self.forward.base, self.backward.base, self.looks.base)
    let length = range.count
    let reach = Int(UnigramLattice.lengthMask)
    let small = exp2(-Double(Self.step))
    if scales.count <= length { scales = [Int32](repeating: 0, count: length + 1) }
    var scale: Int32 = 0
    /// Scales up from a place on as far as edges reach, where all there is small.
    func rescale(_ sums: UnsafeMutablePointer<Double>, _ window: ClosedRange<Int>) {
      var largest = 0.0
      for place in window { largest = max(largest, sums[place]) }
      if largest >= small || largest == 0 { return }
      for place in window { sums[place] /= small }
      scale += 1
    }
    for place in 0...length { forward[place] = 0 }
    forward[0] = 1
    for place in 0..<length {
      if starts[place] < starts[place + 1], forward[place] < small {
        rescale(forward, place...min(length, place + reach))
      }
      scales[place] = scale
      for edge in Int(starts[place])..<Int(starts[place + 1]) {
        let match = edges[edge]
        let probability = probabilities[Int(match >> UnigramLattice.lengthBits)]
        looks[edge - first] = probability
        forward[place + Int(match & UnigramLattice.lengthMask)] += forward[place] * probability
      }
    }
    let total = forward[length]
    let totalScale = scale
    let result = count * (log(total) - Double(totalScale) * Double(Self.step) * log(2))
    if !(total > 0) { return result }
    scale = 0
    for place in 0..<length { backward[place] = 0 }
    backward[length] = 1
    for place in stride(from: length - 1, through: 0, by: -1) {
      var sum = 0.0
      // The true product is below 1, so the powers of two cancel up to little.
      let power = Int(totalScale - scales[place] - scale) * Self.step
      let factor = exp2(Double(min(max(power, -1000), 1000)))
      let share = forward[place] / total
      for edge in Int(starts[place])..<Int(starts[place + 1]) {
        let match = edges[edge]
        let way = looks[edge - first] * backward[place + Int(match & UnigramLattice.lengthMask)]
        sum += way
        let expected = min(share * way * factor, 1)
        sums.base[Int(match >> UnigramLattice.lengthBits)] += Int64(expected * count * unit)
      }
      backward[place] = sum
      if sum > 0, sum < small { rescale(backward, place...min(length, place + reach)) }
    }
    return result
  }
}
