/// Places of pieces in a batch that are to be counted: some texts' together, since texts are short.
///
/// Its owner keeps it in a local variable while it fills it: a class's variable would be guarded at each piece.
struct PendingPieces {
  private let places = UnsafeMutableBufferPointer<Range<Int>>.allocate(capacity: 2048)
  private var count = 0
  /// What each piece counts for.
  private(set) var weight: UInt64 = 1

  /// Gives the memory back; nothing may follow.
  func deallocate() { places.deallocate() }

  /// Whether there is no room for one more.
  @inline(__always)
  var isFull: Bool { count == places.count }

  /// Adds a piece; there must be room.
  @inline(__always)
  mutating func append(_ start: Int, _ end: Int) {
    places[count] = Range(uncheckedBounds: (start, end))
    count &+= 1
  }

  /// Says what the next pieces count for; counts those before where that is something else.
  mutating func begin(
    weight: UInt64, of text: UnsafeBufferPointer<UInt8>, into table: inout CountingTable
  ) {
    if weight == self.weight { return }
    flush(of: text, into: &table)
    self.weight = weight
  }

  /// Counts the pieces that wait; to be called before the text goes away.
  @inline(never)
  mutating func flush(of text: UnsafeBufferPointer<UInt8>, into table: inout CountingTable) {
    table.add(UnsafeBufferPointer(rebasing: places[..<count]), of: text, weight: weight)
    count = 0
  }
}
