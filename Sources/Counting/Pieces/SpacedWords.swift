#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Counts what stands between the spaces (U+0020) of sentences, as it stands there.
///
/// Where sentences are normalized word by word, this is all that is done for each occurrence; distinct words are
/// normalized once, at the end. Owned by one thread.
///
/// Tried and dropped: normalizing each sentence and cutting it at its marks, twice the time.
final class SpacedWords {
  // One thread at a time calls, and nothing here calls back: a guard at each sentence took 8 % of a training.
  @exclusivity(unchecked) private var table = CountingTable()
  @exclusivity(unchecked) private var pending = PendingPieces()
  /// Words that have a byte behind them which the text has not.
  @exclusivity(unchecked) private var marked: [UInt8] = []
  @exclusivity(unchecked) private var markedEnds: [Int] = []

  /// What stands behind the last word of a sentence where such words are told apart: no byte of UTF-8.
  static let endMark: UInt8 = 0xFE

  deinit { pending.deallocate() }

  /// The bytes of memory that the words take, about.
  var memory: Int { table.size }

  /// Counts the words of a sentence, which is part of a batch.
  ///
  /// Complexity: O(n).
  func count(_ sentence: Range<Int>, of batch: UnsafeBufferPointer<UInt8>, weight: UInt64) {
    guard let base = batch.baseAddress else { return }
    var waiting = pending
    waiting.begin(weight: weight, of: batch, into: &table)
    let raw = UnsafeRawPointer(base)
    let end = sentence.upperBound
    var first = sentence.lowerBound
    var at = first
    while at < end {
      let word: UInt64
      if at + 8 <= batch.count {
        word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      } else {
        word = Self.tail(batch, at)
      }
      // A high bit for each space, exactly: sums of seven bits carry into the eighth and no further.
      let others = word ^ 0x2020_2020_2020_2020
      var spaces =
        ~(((others & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F) | others)
        & 0x8080_8080_8080_8080
      if at + 8 > end { spaces &= UInt64.max &>> UInt64(truncatingIfNeeded: 8 &* (at &+ 8 &- end)) }
      while spaces != 0 {
        let place = at &+ spaces.trailingZeroBitCount &>> 3
        spaces &= spaces &- 1
        if place > first {
          if waiting.isFull { waiting.flush(of: batch, into: &table) }
          waiting.append(first, place)
        }
        first = place &+ 1
      }
      at &+= 8
    }
    if end > first {
      if waiting.isFull { waiting.flush(of: batch, into: &table) }
      waiting.append(first, end)
    }
    pending = waiting
  }

  /// Counts a word with a mark behind it.
  func countMarked(_ word: UnsafeBufferPointer<UInt8>, weight: UInt64) {
    if weight != 1 {
      return (Array(word) + [Self.endMark]).withUnsafeBufferPointer { word in
        withUnsafePointer(to: word.count) { end in
          table.add(
            endingAt: UnsafeBufferPointer(start: end, count: 1), of: word, weight: weight)
        }
      }
    }
    marked.append(contentsOf: word)
    marked.append(Self.endMark)
    markedEnds.append(marked.count)
    if markedEnds.count == 1024 { flushMarked() }
  }

  /// Counts what waits; to be called before the batch goes away.
  func flush(of batch: UnsafeBufferPointer<UInt8>) {
    pending.flush(of: batch, into: &table)
    flushMarked()
  }

  /// Takes in the words of another, which has none afterwards.
  func absorb(_ other: SpacedWords) { table.absorb(&other.table) }

  /// The words with their counts; there are none afterwards.
  func take() -> PieceTable { table.take() }

  private func flushMarked() {
    marked.withUnsafeBufferPointer { marked in
      markedEnds.withUnsafeBufferPointer { ends in
        table.add(endingAt: ends, of: marked, weight: 1)
      }
    }
    marked.removeAll(keepingCapacity: true)
    markedEnds.removeAll(keepingCapacity: true)
  }

  /// The last bytes of a batch, fewer than eight.
  @inline(never)
  private static func tail(_ batch: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in start..<batch.count { word |= UInt64(batch[index]) << UInt64(8 * (index - start)) }
    return word
  }

  /// Whether a text holds bytes that U+2581 and U+2585 start with.
  static func mayHoldMarks(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = text.baseAddress else { return false }
    var at = 0
    while let found = memchr(base + at, 0xE2, text.count - at) {
      at = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
      if at < text.count, text[at] == 0x96 { return true }
    }
    return false
  }
}
