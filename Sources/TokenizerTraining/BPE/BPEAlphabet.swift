import Counting
import Groundwork

/// The letters that merging starts from, and the way from a piece to its letters.
struct BPEAlphabet {
  /// The letters, which have the first ids.
  private(set) var letters = TokenList()
  /// The id of each scalar by page of 256, `noSymbol` for one without; empty pages have none.
  private var pages: [[UInt32]] = []
  /// The share of all scalars' occurrences that have a letter, 1 for bytes.
  private(set) var coverage = 1.0

  /// Makes the alphabet of a text.
  init(_ alphabet: BPETrainingOptions.Alphabet, counts: PieceTable) {
    switch alphabet {
    case .bytes:
      for byte in 0..<256 { letters.append(CollectionOfOne(UInt8(byte))) }
    case .characters(let coverage, _):
      choose(Self.scalarCounts(counts), coverage: Float(coverage))
    }
  }

  /// Writes the letters of a piece, `noSymbol` for what has none, and gives their number, which is not
  /// above that of its bytes.
  func spell(
    _ piece: UnsafeBufferPointer<UInt8>, into symbols: UnsafeMutablePointer<UInt32>
  ) -> Int {
    if pages.isEmpty {
      for index in 0..<piece.count { symbols[index] = UInt32(piece[index]) }
      return piece.count
    }
    var count = 0
    var index = 0
    while index < piece.count {
      let (scalar, width) = decodeScalar(in: piece, at: index)
      let page = pages[Int(scalar >> 8)]
      symbols[count] = page.isEmpty ? noSymbol : page[Int(scalar & 0xFF)]
      count += 1
      index += width
    }
    return count
  }

  /// spm_train's rule: take while what was taken before is below the coverage.
  private mutating func choose(_ counts: [(scalar: UInt32, count: UInt64)], coverage: Float) {
    let ordered = counts.sorted { a, b in
      a.count != b.count ? a.count > b.count : a.scalar < b.scalar
    }
    let all = ordered.reduce(0.0) { $0 + Double($1.count) }
    pages = [[UInt32]](repeating: [], count: 0x1101)
    var taken = 0.0
    for (scalar, count) in ordered {
      if Float(taken / all) >= coverage { break }
      taken += Double(count)
      guard let value = Unicode.Scalar(scalar) else { continue }
      let page = Int(scalar >> 8)
      if pages[page].isEmpty { pages[page] = [UInt32](repeating: noSymbol, count: 256) }
      pages[page][Int(scalar & 0xFF)] = UInt32(letters.count)
      letters.append(String(value).utf8)
    }
    self.coverage = all > 0 ? taken / all : 1
  }

  private static func scalarCounts(_ table: PieceTable) -> [(scalar: UInt32, count: UInt64)] {
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
    var result: [(scalar: UInt32, count: UInt64)] = []
    for (page, counts) in pages.enumerated() {
      for (low, count) in counts.enumerated() where count > 0 {
        result.append((UInt32(page << 8 | low), count))
      }
    }
    return result
  }
}

/// Stands where a piece ends, and for what has no letter: no pair is formed with it.
let noSymbol = UInt32.max

