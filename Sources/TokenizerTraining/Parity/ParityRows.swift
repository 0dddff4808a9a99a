import Counting

/// The text of one language, or of all together, as tokens: takes any merge, and knows its own most frequent
/// pair.
///
/// A merge that another text asked for is found by its symbols, so all pairs that were ever formed are kept,
/// however rare.
final class ParityRows {
  private var arena: MergeArena
  private var numbers = PairIndex()
  private var queue: MergeQueue
  /// Pairs with a lower count are not in the queue.
  private var threshold: UInt64 = .max

  /// The text's tokens, weighted.
  var tokens: UInt64 { arena.tokens }

  /// Lays out a text.
  ///
  /// - Parameters:
  ///   - table: the text's pieces, which must have passed `checkSize`.
  ///   - alphabet: the letters of all texts.
  ///   - symbols: how many symbols there may be at most.
  ///   - options: which pairs may be merged.
  init(_ table: PieceTable, _ alphabet: BPEAlphabet, symbols: Int, _ options: BPETrainingOptions) {
    arena = MergeArena(
      table, alphabet: alphabet, symbols: symbols, join: JoinRule(alphabet, options),
      keepsPassing: false)
    queue = MergeQueue(order: TieOrder(rule: .lastBytes))
    arena.countPairs(minimum: 1, depth: .max)
    noteNewPairs(from: 0)
  }

  /// The most frequent pair; nil where none is left.
  ///
  /// - Parameter texts: what decides between pairs that are equally frequent.
  func first(_ texts: TokenList) -> (left: UInt32, right: UInt32, count: UInt64)? {
    while true {
      if queue.isEmpty {
        if threshold <= 1 { return nil }
        refill(texts)
        continue
      }
      let entry = queue.first
      let count = arena.pairs.base[Int(entry.pair)].count
      if count == entry.count { return (entry.left, entry.right, count) }
      if count >= threshold {
        queue.lowerFirst(to: count, texts)
      } else {
        queue.removeFirst(texts)
      }
    }
  }

  /// Merges a pair wherever it stands into the next symbol.
  func merge(_ left: UInt32, _ right: UInt32, into new: UInt32, _ texts: TokenList) {
    guard let number = numbers.find(Self.key(left, right)), arena.pairs.base[number].count > 0
    else {
      arena.append(joining: left, right)
      return
    }
    let before = arena.pairs.count
    arena.merge(UInt32(number), into: new)
    noteNewPairs(from: before)
    for pair in before..<arena.pairs.count { enqueue(pair, texts) }
  }

  private static func key(_ left: UInt32, _ right: UInt32) -> UInt64 {
    UInt64(left) << 32 | UInt64(right)
  }

  private func noteNewPairs(from first: Int) {
    for number in first..<arena.pairs.count {
      let pair = arena.pairs.base[number]
      _ = numbers.number(of: Self.key(pair.left, pair.right))
    }
  }

  /// Lowers the threshold and queues the pairs that now reach it; none is in the queue before.
  private func refill(_ texts: TokenList) {
    var highest: UInt64 = 0
    for pair in 0..<arena.pairs.count { highest = max(highest, arena.pairs.base[pair].count) }
    threshold = max(1, min(highest, threshold - 1) / 4)
    for pair in 0..<arena.pairs.count { enqueue(pair, texts) }
  }

  private func enqueue(_ number: Int, _ texts: TokenList) {
    let pair = arena.pairs.base[number]
    if pair.count < threshold { return }
    let tie = ~texts.prefix(pair.left)
    queue.insert(
      .init(count: pair.count, tie: tie, left: pair.left, right: pair.right, pair: UInt32(number)),
      texts)
  }
}
