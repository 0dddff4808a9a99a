import Groundwork

/// Calls `body` with each piece of all cursors once, in the order of the bytes, with the sum of its counts,
/// which does not pass 2⁶⁴ − 1.
///
/// O(n log k) for n pieces of k cursors; memory is that of the cursors.
func mergeCounts(
  _ cursors: [CountCursor],
  _ body: (_ piece: UnsafeBufferPointer<UInt8>, _ count: UInt64) throws(Failure) -> Void
) throws(Failure) {
  // One source needs no tree.
  if cursors.count == 1 {
    let cursor = cursors[0]
    while try cursor.advance() { try body(cursor.piece, cursor.count) }
    return
  }
  let tree = try CursorTree(cursors)
  var held = HeldBytes()
  defer { held.deallocate() }
  var prefix: UInt128 = 0
  var sum: UInt64 = 0
  while let top = tree.top {
    if held.count > 0, top.prefix == prefix, order(samePrefix: top.piece, held.content) == 0 {
      sum = saturatingSum(sum, top.count)
    } else {
      if held.count > 0 { try body(held.content, sum) }
      held.set(top.piece)
      prefix = top.prefix
      sum = top.count
    }
    try tree.advance()
  }
  if held.count > 0 { try body(held.content, sum) }
}

/// Cursors in a tournament: each node remembers who lost there, so that the next winner is found by one
/// comparison a level.
///
/// Tried before: a heap of entries of a piece's start and an existential cursor, with two comparisons a level
/// and a closure for each look.
private final class CursorTree {
  private let cursors: [CountCursor]
  /// The first sixteen bytes of each cursor's piece; all ones behind the last.
  private let prefixes: UnsafeMutablePointer<UInt128>
  private let isDone: UnsafeMutablePointer<Bool>
  /// The cursor that lost at each node, from 1; leaves are behind them and not stored.
  private let losers: UnsafeMutablePointer<Int>
  private let size: Int
  private var winner = 0

  /// Brings all cursors to their first pieces.
  init(_ cursors: [CountCursor]) throws(Failure) {
    self.cursors = cursors
    var size = 2
    while size < cursors.count { size *= 2 }
    self.size = size
    prefixes = .allocate(capacity: size)
    prefixes.initialize(repeating: .max, count: size)
    isDone = .allocate(capacity: size)
    isDone.initialize(repeating: true, count: size)
    losers = .allocate(capacity: size)
    losers.initialize(repeating: -1, count: size)
    for cursor in cursors.indices { try step(cursor) }
    for leaf in 0..<size { enter(leaf) }
  }

  deinit {
    prefixes.deallocate()
    isDone.deallocate()
    losers.deallocate()
  }

  /// The cursor whose piece comes first; nil when all are at their ends.
  var top: CountCursor? { isDone[winner] ? nil : cursors[winner] }

  /// Goes on behind the piece on top.
  func advance() throws(Failure) {
    try step(winner)
    var best = winner
    var bestPrefix = prefixes[best]
    var node = (best + size) >> 1
    while node > 0 {
      let other = losers[node]
      let prefix = prefixes[other]
      // Who wins is as good as random: taken without a branch.
      let loses = prefix == bestPrefix ? precedes(other, best) : prefix < bestPrefix
      losers[node] = loses ? best : other
      bestPrefix = loses ? prefix : bestPrefix
      best = loses ? other : best
      node >>= 1
    }
    winner = best
  }

  private func step(_ cursor: Int) throws(Failure) {
    let goesOn = try cursors[cursor].advance()
    isDone[cursor] = !goesOn
    prefixes[cursor] = goesOn ? cursors[cursor].prefix : .max
  }

  /// Plays a leaf up to the first node where nobody has played yet.
  private func enter(_ leaf: Int) {
    var best = leaf
    var node = (leaf + size) >> 1
    while node > 0 {
      let other = losers[node]
      if other < 0 {
        losers[node] = best
        return
      }
      if precedes(other, best) {
        losers[node] = best
        best = other
      }
      node >>= 1
    }
    winner = best
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    if prefixes[a] != prefixes[b] { return prefixes[a] < prefixes[b] }
    if isDone[a] || isDone[b] { return !isDone[a] }
    return order(samePrefix: cursors[a].piece, cursors[b].piece) < 0
  }
}
