import Groundwork

/// Distinct pieces with their counts, one after the other in the order of their bytes.
///
/// What it stands on is stored, so that looks at it are loads.
class CountCursor {
  /// The piece it stands on, until it goes on.
  final var piece = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// The first sixteen bytes of the piece, as `prefix128` gives them.
  final var prefix: UInt128 = 0
  /// The count of the piece.
  final var count: UInt64 = 0

  /// Goes to the next piece, the first at first; false behind the last.
  func advance() throws(Failure) -> Bool { false }
}

/// A table's pieces in order.
final class TableCursor: CountCursor {
  private let table: PieceTable
  private let order: [Int]
  private var next = 0
  private var held = HeldBytes()

  init(_ table: PieceTable) {
    self.table = table
    order = table.canonicalOrder()
  }

  deinit { held.deallocate() }

  override func advance() throws(Failure) -> Bool {
    if next == order.count { return false }
    let index = order[next]
    next += 1
    table.bytes.withUnsafeBufferPointer { bytes in
      held.set(UnsafeBufferPointer(rebasing: bytes[table.range(index)]))
    }
    piece = held.content
    prefix = prefix128(readable: held.base, count: held.count)
    count = table.counts[index]
    return true
  }
}

/// Whether a piece comes before another in the order of bytes, the shorter first where one starts the other; given the
/// first sixteen bytes of both.
@inline(__always)
func precedes(
  _ a: UnsafeBufferPointer<UInt8>, _ prefixA: UInt128, _ b: UnsafeBufferPointer<UInt8>,
  _ prefixB: UInt128
) -> Bool {
  if prefixA != prefixB { return prefixA < prefixB }
  return order(samePrefix: a, b) < 0
}
