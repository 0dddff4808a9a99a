import Groundwork
import Synchronization
import Tokenization

/// Tokenizers of a run that are measured together; shared by threads.
///
/// They cut texts alike, or all agree that texts may be cut before single spaces first (`PieceCutting.spaces`).
final class MeasuredGroup: Sendable {
  /// The ways to cut, each with the tokenizers that share it.
  typealias Cuttings = [(cutting: PieceCutting, tokenizers: [MeasuredTokenizer])]

  /// The tokenizers, cutting by cutting.
  let tokenizers: [MeasuredTokenizer]
  /// Whether pieces tell that texts come back.
  let provesRoundTrip: Bool
  private let cuttings: Cuttings
  private let countsTokens: Bool
  private let known: Shared?
  private let idle = Mutex<[Held]>([])

  // A measurer is with one thread at a time: the one that borrowed it.
  private struct Held: @unchecked Sendable {
    let measurer: TextMeasurer
  }

  // Written between windows only, when every measurer is idle.
  private struct Shared: @unchecked Sendable {
    let rows: KeyedRows
  }

  private struct Key: Equatable {
    /// nil where texts are cut before single spaces first.
    var identity: PieceCutting.Identity?
    var provesRoundTrip: Bool
  }

  /// The memory that the rows of all groups may take, in bytes, but for those that are shared.
  private static let memory = 448 << 20
  /// The memory that shared rows may take.
  private static let sharedMemory = 192 << 20

  private init(_ cuttings: Cuttings, countsTokens: Bool) {
    self.cuttings = cuttings
    self.countsTokens = countsTokens
    tokenizers = cuttings.flatMap(\.tokenizers)
    provesRoundTrip = tokenizers.allSatisfy(\.provesRoundTrip)
    let rowBytes = countsTokens ? nil : StretchMeasurer.rowBytes(cuttings)
    known = rowBytes.map {
      Shared(rows: KeyedRows(rowBytes: $0, budget: RowBudget(limit: Self.sharedMemory)))
    }
  }

  /// Lets every measurer know what each has found; to be called between windows.
  func share() {
    idle.withLock { idle in
      for held in idle { held.measurer.share() }
    }
  }

  /// The groups of those of a run's tokenizers that encode pieces, in the order of their first ones.
  static func groups(_ tokenizers: [MeasuredTokenizer], countsTokens: Bool) -> [MeasuredGroup] {
    var groups: [(key: Key, cuttings: Cuttings)] = []
    for tokenizer in tokenizers {
      guard let cutting = tokenizer.cutting else { continue }
      let key = Key(
        identity: cutting.spaces == .unknown ? cutting.identity : nil,
        provesRoundTrip: tokenizer.provesRoundTrip)
      guard let group = groups.firstIndex(where: { $0.key == key }) else {
        groups.append((key, [(cutting, [tokenizer])]))
        continue
      }
      let part = groups[group].cuttings.firstIndex { $0.cutting.identity == cutting.identity }
      if let part {
        groups[group].cuttings[part].tokenizers.append(tokenizer)
      } else {
        groups[group].cuttings.append((cutting, [tokenizer]))
      }
    }
    return groups.map { MeasuredGroup($0.cuttings, countsTokens: countsTokens) }
  }

  /// Lends a measurer that may know pieces from before; of `measurers` that may be in use at a time each gets a
  /// like share of the memory.
  func withMeasurer<Result>(
    of measurers: Int, _ body: (TextMeasurer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let held =
      idle.withLock { $0.popLast() }
      ?? Held(
        measurer: TextMeasurer(
          cuttings, countsTokens: countsTokens, known: known?.rows,
          limit: Self.memory / max(1, measurers)))
    defer { idle.withLock { $0.append(held) } }
    return try body(held.measurer)
  }

  /// The tokens that measurers have counted and not handed out.
  func drain() -> [(language: Int, counts: [TokenCounter.Counts])] {
    idle.withLock { $0.compactMap { $0.measurer.drain() } }
  }
}
