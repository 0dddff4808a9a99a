import Groundwork
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The E step: how often each piece is expected over all ways to cut all words, and how likely the text is.
///
/// Forward and backward sums of products, without logarithms (Rabiner 1989). Expectations are summed as
/// integers of a fixed unit, so that the sum is the same for any number of workers and any order; the
/// logarithms of the words' probabilities are summed by blocks, and the blocks in order.
struct ExpectedCounts {
  /// The expected occurrences of each piece, and behind them of characters without one.
  let counts: [Double]
  /// Minus the mean logarithm of a word's probability.
  let objective: Double

  /// Sums over all words: O(edges).
  ///
  /// Each worker's sums take 8 bytes a piece.
  init(
    _ lattice: UnigramLattice, _ pieces: UnigramPieces, _ blocks: [Range<Int>], _ pool: WorkerPool
  ) throws(Failure) {
    let probabilities = SharedArray<Double>(repeating: 0, count: pieces.count + 1)
    for piece in 0..<pieces.count { probabilities[piece] = exp(pieces.scores[piece]) }
    probabilities[pieces.count] = exp(pieces.unknownScore)
    // No sum passes 2^61: a piece is expected at most as often as the text has bytes.
    let unit = exp2((61 - log2(max(lattice.words.weight, 1))).rounded(.down))
    let workers = Mutex<[ForwardBackward]>([])
    let parts = try pool.map(
      blocks.count,
      state: { () throws(Failure) in
        let worker = ForwardBackward(lattice, probabilities, unit: unit)
        workers.withLock { $0.append(worker) }
        return worker
      }
    ) { (worker: inout ForwardBackward, block: Int) throws(Failure) -> Double in
      var sum = 0.0
      for word in blocks[block] { sum += worker.add(word) }
      return sum
    }
    var sums = [Int64](repeating: 0, count: pieces.count + 1)
    for worker in workers.withLock({ $0 }) {
      for piece in 0..<sums.count { sums[piece] += worker.sums[piece] }
    }
    counts = sums.map { Double($0) / unit }
    let total = lattice.words.counts.reduce(0.0) { $0 + Double($1) }
    objective = -parts.reduce(0, +) / max(total, 1)
  }
}
