import Groundwork

/// Distinct pieces with their counts, one after the other in the order of their bytes.
protocol CountCursor: AnyObject {
  /// Goes to the next piece, the first at first; false behind the last.
  func advance() throws(Failure) -> Bool
  /// The count of the piece it stands on.
  var count: UInt64 { get }
  /// Lends the piece it stands on.
  func withPiece<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result
}

/// A table's pieces in order.
final class TableCursor: CountCursor {
  private let table: PieceTable
  private let order: [Int]
  private var next = 0

  init(_ table: PieceTable) {
    self.table = table
    order = table.canonicalOrder()
  }

  var count: UInt64 { table.counts[order[next - 1]] }

  func withPiece<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let range = table.range(order[next - 1])
    return table.bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  func advance() throws(Failure) -> Bool {
    next += 1
    return next <= order.count
  }
}

/// Calls `body` with each piece of all cursors once, in the order of the bytes, with the sum of its counts,
/// which does not pass 2⁶⁴ − 1.
///
/// O(n log k) for n pieces of k cursors; memory is that of the cursors.
func mergeCounts(
  _ cursors: [any CountCursor],
  _ body: (_ piece: UnsafeBufferPointer<UInt8>, _ count: UInt64) throws(Failure) -> Void
) throws(Failure) {
  // One source needs no heap.
  if cursors.count == 1 {
    var piece: [UInt8] = []
    while try cursors[0].advance() {
      piece.removeAll(keepingCapacity: true)
      cursors[0].withPiece { piece.append(contentsOf: $0) }
      try give(piece, cursors[0].count, body)
    }
    return
  }
  var heap = CursorHeap()
  for cursor in cursors where try cursor.advance() { heap.push(cursor) }
  var piece: [UInt8] = []
  var sum: UInt64 = 0
  while let top = heap.top {
    let isSame = !piece.isEmpty && top.withPiece { $0.elementsEqual(piece) }
    if isSame {
      sum = saturatingSum(sum, top.count)
    } else {
      if !piece.isEmpty { try give(piece, sum, body) }
      piece.removeAll(keepingCapacity: true)
      top.withPiece { piece.append(contentsOf: $0) }
      sum = top.count
    }
    if try top.advance() { heap.siftTop() } else { heap.popTop() }
  }
  if !piece.isEmpty { try give(piece, sum, body) }
}

private func give(
  _ piece: [UInt8], _ count: UInt64,
  _ body: (UnsafeBufferPointer<UInt8>, UInt64) throws(Failure) -> Void
) throws(Failure) {
  try piece.withPointer { (piece) throws(Failure) in try body(piece, count) }
}

/// Cursors with the least piece on top.
private struct CursorHeap {
  /// A cursor and the first eight bytes of its piece, which decide most comparisons.
  private var entries: [(prefix: UInt64, cursor: any CountCursor)] = []

  var top: (any CountCursor)? { entries.first?.cursor }

  mutating func push(_ cursor: any CountCursor) {
    entries.append((cursor.withPiece(prefix64), cursor))
    var place = entries.count - 1
    while place > 0, precedes(place, (place - 1) / 2) {
      entries.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func popTop() {
    entries.swapAt(0, entries.count - 1)
    entries.removeLast()
    if !entries.isEmpty { sift() }
  }

  /// Puts the top, which has gone on, where it belongs.
  mutating func siftTop() {
    entries[0].prefix = entries[0].cursor.withPiece(prefix64)
    sift()
  }

  private mutating func sift() {
    var place = 0
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < entries.count {
        if precedes(child, least) { least = child }
      }
      if least == place { return }
      entries.swapAt(place, least)
      place = least
    }
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    if entries[a].prefix != entries[b].prefix { return entries[a].prefix < entries[b].prefix }
    return entries[a].cursor.withPiece { one in
      entries[b].cursor.withPiece { two in one.lexicographicallyPrecedes(two) }
    }
  }
}
