/// Distinct words with their counts, each behind a mark of a space: a table without a look at what is there.
struct MarkedWords {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var counts: [UInt64] = []

  /// Makes room for words that were counted without marks.
  init(of words: PieceTable) {
    bytes.reserveCapacity(words.bytes.count + 3 * words.count)
    ends.reserveCapacity(words.count)
    counts.reserveCapacity(words.count)
  }

  /// Adds a word unlike all others.
  mutating func append(_ word: Slice<UnsafeBufferPointer<UInt8>>, _ count: UInt64) {
    bytes.append(0xE2)
    bytes.append(0x96)
    bytes.append(0x81)
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: word))
    ends.append(bytes.count)
    counts.append(count)
  }

  /// The words as a table.
  var table: PieceTable { PieceTable(bytes: bytes, ends: ends, counts: counts) }
}
