#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The pieces of a vocabulary in training: each is known by one place where it stands in the words.
struct UnigramPieces: Sendable {
  /// Where each stands.
  private(set) var sites: [UInt32] = []
  /// The bytes of each.
  private(set) var lengths: [UInt16] = []
  /// The logarithm of the probability of each.
  var scores: [Double] = []

  var count: Int { sites.count }

  /// Where a piece lies in `UnigramWords.bytes`.
  func range(_ piece: Int) -> Range<Int> {
    Int(sites[piece])..<Int(sites[piece]) + Int(lengths[piece])
  }

  mutating func append(site: UInt32, length: Int, score: Double) {
    sites.append(site)
    lengths.append(UInt16(length))
    scores.append(score)
  }

  /// Makes logarithms of shares of what are frequencies.
  mutating func makeLogarithms() {
    let sum = log(scores.reduce(0, +))
    for piece in 0..<count { scores[piece] = log(scores[piece]) - sum }
  }

  /// Some of the pieces, in the order given.
  func chosen(_ order: [UInt32]) -> UnigramPieces {
    var result = UnigramPieces()
    result.sites.reserveCapacity(order.count)
    result.lengths.reserveCapacity(order.count)
    result.scores.reserveCapacity(order.count)
    for piece in order {
      result.append(
        site: sites[Int(piece)], length: Int(lengths[Int(piece)]), score: scores[Int(piece)])
    }
    return result
  }

  /// What a character without a piece counts as, in logarithm: ten below the least.
  var unknownScore: Double { (scores.min() ?? 0) - 10 }
}
