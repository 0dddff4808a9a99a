import Counting

/// How often each scalar occurs in counted pieces.
struct CharacterCounts {
  /// Scalars that occur, in the order of their code points.
  private(set) var counts: [(scalar: UInt32, count: UInt64)] = []

  /// Counts the scalars of all pieces; bytes that are not UTF-8 are left out.
  ///
  /// O(bytes). The sum of the counts must fit 64 bits.
  init(_ table: PieceTable) {
    var pages = [[UInt64]](repeating: [], count: 0x1101)
    table.bytes.withUnsafeBufferPointer { bytes in
      for piece in 0..<table.count {
        let text = UnsafeBufferPointer(rebasing: bytes[table.range(piece)])
        var index = 0
        while index < text.count {
          let (value, width) = decodeScalar(in: text, at: index)
          let page = Int(value >> 8)
          if pages[page].isEmpty { pages[page] = [UInt64](repeating: 0, count: 256) }
          pages[page][Int(value & 0xFF)] += table.counts[piece]
          index += width
        }
      }
    }
    for (page, entries) in pages.enumerated() {
      for (low, count) in entries.enumerated() where count > 0 {
        counts.append((UInt32(page << 8 | low), count))
      }
    }
  }
}
