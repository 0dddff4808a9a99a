import Groundwork
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The most probable way to cut each word, and what pieces would be cut into if they were not there.
struct BestPaths {
  /// How often each piece stands in the best ways; behind them, characters without a piece.
  let counts: [UInt64]

  /// Cuts all words.
  ///
  /// Of equally probable ways the one whose last piece is longer, then the one before it. O(edges).
  init(
    _ lattice: UnigramLattice, _ pieces: UnigramPieces, _ blocks: [Range<Int>], _ pool: WorkerPool
  ) throws(Failure) {
    let scores = Self.scores(pieces)
    let workers = Mutex<[PathFinder]>([])
    _ = try pool.map(
      blocks.count,
      state: { () throws(Failure) in
        let worker = PathFinder(lattice, scores)
        workers.withLock { $0.append(worker) }
        return worker
      }
    ) { (worker: inout PathFinder, block: Int) throws(Failure) -> Void in
      for word in blocks[block] { worker.count(word) }
    }
    var sums = [UInt64](repeating: 0, count: pieces.count + 1)
    for worker in workers.withLock({ $0 }) {
      for piece in 0..<sums.count { sums[piece] += worker.counts[piece] }
    }
    counts = sums
  }

  /// The pieces' scores, and that of no piece behind them.
  static func scores(_ pieces: UnigramPieces) -> SharedArray<Double> {
    let scores = SharedArray<Double>(repeating: pieces.unknownScore, count: pieces.count + 1)
    for piece in 0..<pieces.count { scores[piece] = pieces.scores[piece] }
    return scores
  }
}

/// One worker that finds best ways.
///
/// Used by one thread at a time.
final class PathFinder: @unchecked Sendable {
  private let lattice: UnigramLattice
  private let scores: SharedArray<Double>
  let counts: SharedArray<UInt64>
  private var best = SharedArray<Double>(repeating: 0, count: 512)
  private var last = SharedArray<UInt32>(repeating: 0, count: 512)
  /// The pieces of the last runner-up.
  private(set) var runnerUp: [UInt32] = []

  init(_ lattice: UnigramLattice, _ scores: SharedArray<Double>) {
    self.lattice = lattice
    self.scores = scores
    counts = SharedArray(repeating: 0, count: scores.count)
  }

  /// Counts the pieces of the best way to cut a word.
  func count(_ word: Int) {
    let range = lattice.words.range(word)
    _ = find(range, whole: true)
    var place = range.count
    let count = lattice.words.counts[word]
    while place > 0 {
      let edge = last[place]
      counts[Int(edge >> UnigramLattice.lengthBits)] += count
      place -= Int(edge & UnigramLattice.lengthMask)
    }
  }

  /// The score of the best way to cut a piece into others, which are then in `runnerUp`; −∞ for a character.
  func findRunnerUp(_ range: Range<Int>) -> Double {
    runnerUp.removeAll(keepingCapacity: true)
    let score = find(range, whole: false)
    if score == -.infinity { return score }
    var place = range.count
    while place > 0 {
      let edge = last[place]
      runnerUp.append(edge >> UnigramLattice.lengthBits)
      place -= Int(edge & UnigramLattice.lengthMask)
    }
    return score
  }

  /// Finds the best way through a part of a word; `whole` says whether it may be one piece.
  private func find(_ range: Range<Int>, whole: Bool) -> Double {
    let length = range.count
    if best.count <= length {
      best = SharedArray(repeating: 0, count: 2 * length + 1)
      last = SharedArray(repeating: 0, count: 2 * length + 1)
    }
    let starts = lattice.starts.base + range.lowerBound
    let edges = lattice.edges.base
    let (best, last, scores) = (self.best.base, self.last.base, self.scores.base)
    for place in 0...length { best[place] = -.infinity }
    best[0] = 0
    for place in 0..<length {
      let sum = best[place]
      for edge in Int(starts[place])..<Int(starts[place + 1]) {
        let match = edges[edge]
        let end = place + Int(match & UnigramLattice.lengthMask)
        if end > length || (!whole && end - place == length) { break }
        let score = sum + scores[Int(match >> UnigramLattice.lengthBits)]
        if score > best[end] {
          best[end] = score
          last[end] = match
        }
      }
    }
    return best[length]
  }
}
