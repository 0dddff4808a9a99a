#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Cuts texts into words as SentencePiece's trainer does after the `identity` normalization with dummy
/// prefix and without extra white space.
///
/// Every line is a text. Spaces (U+0020) at its ends go, runs of spaces become one, each word gets the
/// mark U+2581 in front. A U+2581 that the text holds starts a word too, and goes at the end of a line.
/// Other white space (tab, U+00A0) is an ordinary character, since `identity` leaves it. So joined words
/// are what the encoder sees, and a piece never holds a mark but as its first character.
final class SpaceMarkedWords {
  /// The words, one after the other.
  private var bytes: [UInt8] = []
  /// The offset after each word.
  private var ends: [Int] = []
  private let spaced = SpacedWords()

  static let mark: [UInt8] = [0xE2, 0x96, 0x81]

  /// Counts the words of a text of a batch; `flush` must follow before the batch goes away.
  func count(
    _ text: Range<Int>, of batch: UnsafeBufferPointer<UInt8>, weight: UInt64,
    into table: inout CountingTable
  ) {
    let bytes = UnsafeBufferPointer(rebasing: batch[text])
    // Without marks of its own a line is its words between spaces.
    let holdsMarks = SpacedWords.mayHoldMarks(bytes)
    var start = text.lowerBound
    while start < text.upperBound {
      let end = lineEnd(batch, start..<text.upperBound)
      if holdsMarks {
        countLine(UnsafeBufferPointer(rebasing: batch[start..<end]), weight, &table)
      } else {
        spaced.count(start..<end, of: batch, weight: weight)
      }
      start = end + 1
    }
    if holdsMarks { flush(weight, &table) }
  }

  /// The first line feed or carriage return of a range, or its end.
  private func lineEnd(_ batch: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    guard let base = batch.baseAddress else { return range.upperBound }
    var end = range.upperBound
    for byte in [0x0A, 0x0D] as [Int32] {
      if let found = memchr(base + range.lowerBound, byte, end - range.lowerBound) {
        end = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      }
    }
    return end
  }

  /// The bytes of memory that waiting words take, about.
  var memory: Int { spaced.memory }

  /// Counts what waits of a batch.
  func flush(of batch: UnsafeBufferPointer<UInt8>) { spaced.flush(of: batch) }

  /// Takes in the words of another that wait.
  func absorb(_ other: SpaceMarkedWords) { spaced.absorb(other.spaced) }

  /// The words that wait, behind their marks, with their counts.
  func finish() -> PieceTable {
    let words = spaced.take()
    var marked = MarkedWords(of: words)
    words.bytes.withUnsafeBufferPointer { text in
      for index in 0..<words.count { marked.append(text[words.range(index)], words.counts[index]) }
    }
    return marked.table
  }

  private func countLine(
    _ line: UnsafeBufferPointer<UInt8>, _ weight: UInt64, _ table: inout CountingTable
  ) {
    var end = line.count
    while true {
      if end > 0, line[end - 1] == 0x20 {
        end -= 1
      } else if end > 2, Self.isMark(line, end - 3, end) {
        end -= 3
      } else {
        break
      }
    }
    var index = 0
    while index < end {
      while index < end, line[index] == 0x20 { index += 1 }
      if index == end { break }
      bytes.append(contentsOf: Self.mark)
      var first = index
      while index < end, line[index] != 0x20 {
        if Self.isMark(line, index, end) {
          close(line, first..<index)
          first = index
          index += 3
        } else {
          index += 1
        }
      }
      close(line, first..<index)
      if ends.count >= 1024 || bytes.count >= 1 << 16 { flush(weight, &table) }
    }
  }

  private func close(_ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: line[range]))
    ends.append(bytes.count)
  }

  private func flush(_ weight: UInt64, _ table: inout CountingTable) {
    bytes.withUnsafeBufferPointer { bytes in
      ends.withUnsafeBufferPointer { table.add(endingAt: $0, of: bytes, weight: weight) }
    }
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  private static func isMark(_ line: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int) -> Bool {
    index + 3 <= end && line[index] == 0xE2 && line[index + 1] == 0x96 && line[index + 2] == 0x81
  }
}
