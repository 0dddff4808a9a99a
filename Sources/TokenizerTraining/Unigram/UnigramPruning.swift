import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which pieces a pruning keeps (Kudo 2018): those whose loss would lower the text's probability most.
///
/// A piece that stands in no best way, or is less probable than its own parts, goes. One that cannot be cut
/// stays. For the others the loss is estimated as if each occurrence became its best way to be cut.
struct UnigramPruning {
  /// What becomes of each piece: −∞ goes, ∞ stays, else the loss.
  private let losses: SharedArray<Double>

  init(
    _ lattice: UnigramLattice, _ pieces: UnigramPieces, counts: [UInt64],
    countsUnknownAsFirst: Bool, _ pool: WorkerPool
  ) throws(Failure) {
    let scores = BestPaths.scores(pieces)
    var counts = counts.map { Double($0) }
    if countsUnknownAsFirst, pieces.count > 0 {
      counts[0] += counts[pieces.count]
      counts[pieces.count] = counts[0]
    }
    let sum = counts[..<pieces.count].reduce(0, +)
    let losses = SharedArray<Double>(repeating: -.infinity, count: pieces.count)
    let blockSize = 4096
    let frequencies = counts
    _ = try pool.map(
      (pieces.count + blockSize - 1) / blockSize,
      state: { () throws(Failure) in PathFinder(lattice, scores) }
    ) { (finder: inout PathFinder, block: Int) throws(Failure) -> Void in
      for piece in block * blockSize..<min(pieces.count, (block + 1) * blockSize) {
        let frequency = frequencies[piece]
        if frequency == 0 { continue }
        let split = finder.findRunnerUp(pieces.range(piece))
        if split == -.infinity {
          losses[piece] = .infinity
          continue
        }
        if split > pieces.scores[piece] { continue }
        let parts = finder.runnerUp
        let own = log(frequency) - log(sum)
        let rest = log(sum + frequency * Double(parts.count - 1))
        let cut = parts.reduce(0.0) { $0 + log(frequencies[Int($1)] + frequency) - rest }
        losses[piece] = frequency / sum * (own - cut)
      }
    }
    self.losses = losses
  }

  /// The pieces that stay, `size` at most: those that cannot be cut, then by loss; of equal losses the one
  /// that stood before.
  func kept(_ size: Int) -> [UInt32] {
    var kept: [UInt32] = []
    var others: [UInt32] = []
    for piece in 0..<losses.count {
      if losses[piece] == .infinity {
        kept.append(UInt32(piece))
      } else if losses[piece] > -.infinity {
        others.append(UInt32(piece))
      }
    }
    others.sort { a, b in
      let (one, two) = (losses[Int(a)], losses[Int(b)])
      return one != two ? one > two : a < b
    }
    return kept + others.prefix(max(0, size - kept.count))
  }
}
