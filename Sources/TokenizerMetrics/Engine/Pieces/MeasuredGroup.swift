import Groundwork
import Synchronization
import Tokenization

/// Tokenizers of a run that cut texts alike; shared by threads.
final class MeasuredGroup: Sendable {
  /// The tokenizers, in the run's order.
  let tokenizers: [MeasuredTokenizer]
  /// Whether pieces tell that texts come back.
  let provesRoundTrip: Bool
  private let cutting: PieceCutting
  private let countsTokens: Bool
  private let idle = Mutex<[Held]>([])

  // A measurer is with one thread at a time: the one that borrowed it.
  private struct Held: @unchecked Sendable {
    let measurer: PieceMeasurer
  }

  private struct Key: Equatable {
    var identity: PieceCutting.Identity
    var provesRoundTrip: Bool
  }

  /// The memory that the rows of all groups may take, in bytes.
  private static let memory = 512 << 20

  private init(_ tokenizers: [MeasuredTokenizer], _ cutting: PieceCutting, countsTokens: Bool) {
    self.tokenizers = tokenizers
    self.cutting = cutting
    self.countsTokens = countsTokens
    provesRoundTrip = tokenizers.allSatisfy(\.provesRoundTrip)
  }

  /// The groups of those of a run's tokenizers that encode pieces, in the order of their first ones.
  static func groups(_ tokenizers: [MeasuredTokenizer], countsTokens: Bool) -> [MeasuredGroup] {
    var groups: [(key: Key, cutting: PieceCutting, tokenizers: [MeasuredTokenizer])] = []
    for tokenizer in tokenizers {
      guard let cutting = tokenizer.cutting else { continue }
      let key = Key(identity: cutting.identity, provesRoundTrip: tokenizer.provesRoundTrip)
      if let known = groups.firstIndex(where: { $0.key == key }) {
        groups[known].tokenizers.append(tokenizer)
      } else {
        groups.append((key, cutting, [tokenizer]))
      }
    }
    return groups.map { MeasuredGroup($0.tokenizers, $0.cutting, countsTokens: countsTokens) }
  }

  /// Lends a measurer that may know pieces from before; of `measurers` that may be in use at a time each gets a
  /// like share of the memory.
  func withMeasurer<Result>(
    of measurers: Int, _ body: (PieceMeasurer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let held =
      idle.withLock { $0.popLast() }
      ?? Held(
        measurer: PieceMeasurer(
          tokenizers, cutting, countsTokens: countsTokens, limit: Self.memory / max(1, measurers)))
    defer { idle.withLock { $0.append(held) } }
    return try body(held.measurer)
  }

  /// The tokens that measurers have counted and not handed out.
  func drain() -> [(language: Int, counts: [TokenCounter.Counts])] {
    idle.withLock { $0.compactMap { $0.measurer.drain() } }
  }
}
