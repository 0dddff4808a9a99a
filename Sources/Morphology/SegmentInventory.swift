import Groundwork

/// A table of analysed forms, and the segments that they have.
struct SegmentInventory: Sendable {
  /// The forms with their cuts.
  let table: SegmentTable
  private var initial: ByteTable
  private var inner = ByteTable()

  init(_ table: SegmentTable) {
    self.table = table
    var initial = ByteTable(capacity: table.forms.count)
    var inner = ByteTable()
    table.forEachSegment { segment, position in
      if position == .initial { initial.insert(segment) } else { inner.insert(segment) }
    }
    self.initial = initial
    self.inner = inner
  }

  /// Whether a piece is a form of the table, or a segment of one at this position.
  func knowsSegment(
    _ piece: UnsafeBufferPointer<UInt8>, at position: SegmentPosition
  ) -> Bool {
    switch position {
    case .initial: initial.number(of: piece) != nil || table.forms.number(of: piece) != nil
    case .inner: inner.number(of: piece) != nil
    }
  }
}
