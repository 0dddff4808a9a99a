/// Counts a document as often as it occurs: what it added to rows of sums is multiplied.
struct RowWeighing {
  private var before: [Int64] = []

  /// Keeps the sums as they are before a document.
  mutating func begin(_ rows: [Int64], _ range: Range<Int>) {
    before.removeAll(keepingCapacity: true)
    before.append(contentsOf: rows[range])
  }

  /// Multiplies what has come to the sums since.
  func end(_ rows: inout [Int64], _ range: Range<Int>, weight: Int64) {
    for (index, before) in zip(range, before) {
      rows[index] = before + (rows[index] - before) * weight
    }
  }
}
