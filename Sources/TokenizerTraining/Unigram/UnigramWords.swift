import Counting

/// The distinct words of a text as Unigram training sees them, in the order of their bytes.
///
/// Words lie one after the other in `bytes`, each with a zero byte behind it. A character that gets no piece
/// is one byte 0xFF, which stands in no UTF-8.
struct UnigramWords: Sendable {
  /// Stands behind a piece of counted text that ends its sentence.
  static let endMark: UInt8 = 0xFE
  /// Stands for a character without a piece.
  static let unknown: UInt8 = 0xFF

  /// All words, and 16 bytes that may be read behind them.
  let bytes: SharedArray<UInt8>
  /// Where each word starts; one more entry than words, so that a word ends before the next start − 1.
  let starts: [UInt32]
  /// How often each occurs.
  let counts: [UInt64]
  /// How many of the occurrences end a sentence; empty where that was not marked.
  let endings: [UInt64]
  /// The word that ends the text, as a word here; empty where that is not told.
  let last: [UInt8]
  /// The characters that get a piece, the most frequent first.
  let characters: ChosenCharacters
  /// The bytes of all words with their counts: what the sum of expectations is bounded by.
  let weight: Double

  var count: Int { counts.count }

  /// Where a word lies in `bytes`.
  func range(_ word: Int) -> Range<Int> { Int(starts[word])..<Int(starts[word + 1]) - 1 }

  /// Takes over counted pieces, of which those that end a sentence may have `endMark` behind them.
  init(_ counted: PieceTable, _ options: UnigramTrainingOptions, last: [UInt8] = []) {
    let isLike = options.likeness == .sentencePiece
    let (plain, plainEndings) = Self.unmarked(counted)
    characters = ChosenCharacters(
      CharacterCounts(plain), coverage: Float(options.characterCoverage),
      required: options.requiredCharacters, reserves: isLike)
    let known = ScalarBits(
      characters.characters.lazy.map(\.scalar).filter { $0 != 0 && $0 != 0x1F })
    var table = PieceTable()
    var merged: [UInt64] = []
    var word: [UInt8] = []
    plain.bytes.withUnsafeBufferPointer { bytes in
      for index in 0..<plain.count {
        known.copy(UnsafeBufferPointer(rebasing: bytes[plain.range(index)]), into: &word)
        let number = table.add(word, weight: plain.counts[index])
        if plainEndings.isEmpty { continue }
        while merged.count <= number { merged.append(0) }
        merged[number] += plainEndings[index]
      }
    }
    last.withUnsafeBufferPointer { known.copy($0, into: &word) }
    self.last = last.isEmpty ? [] : word
    var starts: [UInt32] = [0]
    var counts: [UInt64] = []
    var endings: [UInt64] = []
    starts.reserveCapacity(table.count + 1)
    counts.reserveCapacity(table.count)
    bytes = SharedArray(repeating: 0, count: table.bytes.count + table.count + 16)
    var at = 0
    var weight = 0.0
    for index in table.canonicalOrder() {
      for byte in table[index] {
        bytes[at] = byte
        at += 1
      }
      at += 1
      starts.append(UInt32(at))
      counts.append(table.counts[index])
      weight += Double(table.counts[index]) * Double(table.range(index).count)
      if !merged.isEmpty { endings.append(merged[index]) }
    }
    self.starts = starts
    self.counts = counts
    self.endings = endings
    self.weight = weight
  }

  /// The pieces without marks, and how often each had one; empty where none had.
  private static func unmarked(_ counted: PieceTable) -> (PieceTable, [UInt64]) {
    let isMarked = (0..<counted.count).contains {
      counted.bytes[counted.range($0).upperBound - 1] == endMark
    }
    if !isMarked { return (counted, []) }
    var plain = PieceTable()
    var endings: [UInt64] = []
    for index in 0..<counted.count {
      let piece = counted[index]
      let ends = piece.last == endMark
      let number = plain.add(ends ? piece.dropLast() : piece, weight: counted.counts[index])
      if number < 0 { continue }
      while endings.count <= number { endings.append(0) }
      if ends { endings[number] += counted.counts[index] }
    }
    return (plain, endings)
  }
}

/// A set of scalars, a bit each.
private struct ScalarBits {
  private var bits = [UInt64](repeating: 0, count: 0x11_0000 / 64)

  init(_ scalars: some Sequence<UInt32>) {
    for scalar in scalars { bits[Int(scalar >> 6)] |= 1 << UInt64(scalar & 63) }
  }

  /// Copies a word with 0xFF for each character that is not in the set.
  func copy(_ text: UnsafeBufferPointer<UInt8>, into word: inout [UInt8]) {
    word.removeAll(keepingCapacity: true)
    var index = 0
    while index < text.count {
      let (scalar, width) = decodeScalar(in: text, at: index)
      if scalar < 0x11_0000, bits[Int(scalar >> 6)] >> UInt64(scalar & 63) & 1 != 0 {
        for offset in 0..<width { word.append(text[index + offset]) }
      } else {
        word.append(UnigramWords.unknown)
      }
      index += width
    }
  }
}

/// The bytes of the character at a place of `UnigramWords.bytes`, by its first byte.
@inline(__always)
func characterLength(_ first: UInt8) -> Int {
  if first < 0xC0 || first == UnigramWords.unknown { return 1 }
  return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
}
