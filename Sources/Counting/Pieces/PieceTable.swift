/// Distinct pieces with 64-bit counts: what corpora become before anything is trained or measured.
///
/// Pieces are byte strings in one flat buffer, numbered 0 ..< count in the order in which they came. That
/// order depends on how the work was shared out; the content does not. Adding and merging are associative
/// and commutative in content; `canonicalOrder` is the order to write or compare in. A count that would
/// pass 2⁶⁴ − 1 stays there.
///
/// Memory grows with what is distinct: the bytes, 16 bytes a piece, and, where pieces are added or looked for,
/// 24 bytes a slot of an open addressing table that is at most 5/8 full.
public struct PieceTable: Sendable {
  /// All pieces' bytes, one after the other.
  public internal(set) var bytes: [UInt8] = []
  /// The offset after each piece; as many entries as pieces.
  public internal(set) var ends: [Int] = []
  /// How often each piece occurs.
  public internal(set) var counts: [UInt64] = []
  /// Empty where nothing was added since the table was made whole.
  var slots: [Slot] = []

  struct Slot {
    var key: PieceKey
    /// The piece's number, −1 in a free slot.
    var index: Int

    static let free = Slot(key: PieceKey(low: 0, high: 0), index: -1)
  }

  /// Creates an empty table.
  public init() {}

  /// A table of pieces that are distinct and not empty; they are put into slots when another is added.
  init(bytes: [UInt8], ends: [Int], counts: [UInt64]) {
    self.bytes = bytes
    self.ends = ends
    self.counts = counts
  }

  /// The number of distinct pieces.
  public var count: Int { ends.count }

  /// The bytes of memory that the table takes, about.
  public var memory: Int {
    bytes.capacity + 8 * (ends.capacity + counts.capacity) + MemoryLayout<Slot>.stride * slots.count
  }

  /// The sum of all counts, not above 2⁶⁴ − 1.
  ///
  /// O(count).
  public var total: UInt64 {
    counts.reduce(0) { sum, count in saturatingSum(sum, count) }
  }

  /// Where a piece lies in `bytes`: an index in 0 ..< count.
  public func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  /// The bytes of a piece: an index in 0 ..< count.
  public subscript(_ index: Int) -> ArraySlice<UInt8> { bytes[range(index)] }

  /// How often a piece occurs; 0 when it is not in the table.
  ///
  /// O(length).
  public func count(of piece: some Collection<UInt8>) -> UInt64 {
    guard let index = index(of: piece) else { return 0 }
    return counts[index]
  }

  /// The number of a piece; nil when it is not in the table.
  ///
  /// O(length); O(bytes) in a table that came from a counter and was not added to.
  public func index(of piece: some Collection<UInt8>) -> Int? {
    if slots.isEmpty { return (0..<count).first { self[$0].elementsEqual(piece) } }
    return withBytes(of: piece) { piece -> Int? in
      guard let base = piece.baseAddress else { return nil }
      return index(of: base, count: piece.count, readable: piece.count)
    }
  }

  /// The number of a piece of `count` bytes, of which `readable` may be read; nil when it is not in the table, which
  /// must have slots.
  func index(of base: UnsafePointer<UInt8>, count: Int, readable: Int) -> Int? {
    let key = PieceKey(base, count: count, readable: readable)
    var slot = Int(truncatingIfNeeded: key.hash) & (slots.count - 1)
    while slots[slot].index >= 0 {
      let index = slots[slot].index
      if slots[slot].key == key,
        !key.isLong || self[index].elementsEqual(UnsafeBufferPointer(start: base, count: count))
      {
        return index
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds `weight` occurrences of a piece and gives its number.
  ///
  /// O(length).
  ///
  /// An empty piece, and a weight of 0, are not counted (−1).
  @discardableResult
  public mutating func add(_ piece: some Collection<UInt8>, weight: UInt64 = 1) -> Int {
    withBytes(of: piece) { piece in
      var end = piece.count
      return withUnsafePointer(to: &end) { end in
        addPieces(
          endingAt: UnsafeBufferPointer(start: end, count: 1), from: 0, of: piece, weight: weight)
      }
    }
  }

  /// Adds a piece that is not there and not empty; the table must have no slots, and gets none.
  mutating func append(new piece: UnsafeBufferPointer<UInt8>, count: UInt64) {
    bytes.append(contentsOf: piece)
    ends.append(bytes.count)
    counts.append(count)
  }

  /// Adds another table's pieces, each `weight` times.
  public mutating func merge(_ other: PieceTable, weight: UInt64 = 1) {
    if other.count == 0 { return }
    if count == 0, weight == 1 {
      self = other
      return
    }
    other.bytes.withUnsafeBufferPointer { text in
      var start = 0
      for index in 0..<other.count {
        var end = other.ends[index]
        let (product, overflow) = other.counts[index].multipliedReportingOverflow(by: weight)
        withUnsafePointer(to: &end) { end in
          _ = addPieces(
            endingAt: UnsafeBufferPointer(start: end, count: 1), from: start, of: text,
            weight: overflow ? .max : product)
        }
        start = end
      }
    }
  }
}

/// The sum, or the largest number where it does not fit.
@inline(__always)
func saturatingSum(_ a: UInt64, _ b: UInt64) -> UInt64 {
  let (sum, overflow) = a.addingReportingOverflow(b)
  return overflow ? .max : sum
}

/// Calls `body` with the bytes in one buffer, copied only where they do not lie in one.
private func withBytes<Result>(
  of piece: some Collection<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
) -> Result {
  piece.withContiguousStorageIfAvailable(body)
    ?? Array(piece).withUnsafeBufferPointer(body)
}
