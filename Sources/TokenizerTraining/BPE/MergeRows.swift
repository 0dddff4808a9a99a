/// Pieces as rows of symbols: what a training goes on from that does not start at letters.
struct MergeRows: Sendable {
  /// The symbols of all rows, one row after the other; `noSymbol` for what no pair is formed with.
  var symbols: [UInt32] = []
  /// Where each row ends in `symbols`.
  var ends: [Int] = []
  /// How often each row occurs.
  var weights: [UInt64] = []
  /// The number of symbols that rows may hold.
  var letters = 0

  /// Ends a row whose symbols have been appended.
  mutating func endRow(weight: UInt64) {
    ends.append(symbols.count)
    weights.append(weight)
  }
}
