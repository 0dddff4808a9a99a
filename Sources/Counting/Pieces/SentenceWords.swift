import Tokenization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Counts the words of sentences by a `SentenceRule`.
///
/// Where the rule allows it, only what stands between spaces is counted, sentence by sentence, and distinct words
/// are normalized in the end (`SpacedWords`); sentences that hold a mark of a space themselves, and others that
/// this cannot do, are normalized whole at once. Owned by one thread.
final class SentenceWords {
  private let rule: SentenceRule
  private let boundaries: ByteTrie?
  /// The bytes that boundaries start with.
  private var starts = [Bool](repeating: false, count: 256)
  private let normalized = SentencePieceText()
  // As in `SpacedWords`: nothing here calls back.
  /// The normalized sentence with U+001F for boundaries.
  @exclusivity(unchecked) private var bytes: [UInt8] = []
  @exclusivity(unchecked) private var ends: [Int] = []
  @exclusivity(unchecked) private(set) var tally = SentenceTally()
  /// The words that are to be normalized; nil where sentences must be normalized whole.
  private let spaced: SpacedWords?

  init(_ rule: SentenceRule) {
    self.rule = rule
    boundaries =
      rule.boundaries.isEmpty ? nil : ByteTrie(rule.boundaries.map { (key: $0[...], value: 0) })
    for boundary in rule.boundaries { starts[Int(boundary[0])] = true }
    let isByWord =
      rule.splitsAtSpaces && !rule.putsMarksBehind && rule.normalizer.treatsWordsAlone
      && !rule.boundaries.contains { $0.withUnsafeBufferPointer(SpacedWords.mayHoldMarks) }
    spaced = isByWord ? SpacedWords() : nil
  }

  /// The bytes of memory that waiting words take, about.
  var memory: Int { spaced?.memory ?? 0 }

  /// Counts the words of all lines of a text of a batch; `flush` must follow before the batch goes away.
  func count(
    _ text: Range<Int>, of batch: UnsafeBufferPointer<UInt8>, weight: UInt64,
    into table: inout CountingTable
  ) {
    guard let base = batch.baseAddress else { return }
    var start = text.lowerBound
    while start < text.upperBound {
      var end = text.upperBound
      if let found = memchr(base + start, 0x0A, end - start) {
        end = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      }
      if end > start { take(start..<end, of: batch, weight, &table) }
      start = end + 1
    }
  }

  /// Counts what waits of a batch.
  func flush(of batch: UnsafeBufferPointer<UInt8>) { spaced?.flush(of: batch) }

  /// Takes in the words of another of the same rule that wait; its tally stays its own.
  func absorb(_ other: SentenceWords) {
    if let ours = spaced, let theirs = other.spaced { ours.absorb(theirs) }
  }

  /// Normalizes the words that wait, and counts what they become but for those that stay as they are: these and their
  /// counts it returns, behind their marks.
  func finish(into table: inout CountingTable) -> PieceTable {
    guard let words = spaced?.take() else { return PieceTable() }
    var kept = MarkedWords(of: words)
    words.bytes.withUnsafeBufferPointer { bytes in
      for index in 0..<words.count {
        var word = UnsafeBufferPointer(rebasing: bytes[words.range(index)])
        let isLast = word.last == SpacedWords.endMark
        if isLast { word = UnsafeBufferPointer(rebasing: word.dropLast()) }
        if rule.normalizer.leavesAsItIs(word), !mayHoldBoundary(word) {
          kept.append(bytes[words.range(index)], words.counts[index])
          continue
        }
        rule.normalizer.normalize(word, into: normalized)
        addNormalized(isLast: isLast, words.counts[index], &table)
      }
    }
    return kept.table
  }

  private func take(
    _ range: Range<Int>, of batch: UnsafeBufferPointer<UInt8>, _ weight: UInt64,
    _ table: inout CountingTable
  ) {
    let sentence = UnsafeBufferPointer(rebasing: batch[range])
    let holdsMarks = SpacedWords.mayHoldMarks(sentence)
    if rule.skipsReserved, holdsMarks, Self.holdsReserved(sentence) {
      // The reference looks at the length first.
      if let longest = rule.longest, rule.longSentences == .skipped, sentence.count > longest {
        tally.tooLong += 1
      } else {
        tally.reserved += 1
      }
      return
    }
    guard let longest = rule.longest, sentence.count > longest else {
      return add(range, of: batch, holdsMarks: holdsMarks, weight, &table)
    }
    if rule.longSentences == .skipped {
      tally.tooLong += 1
      return
    }
    var start = 0
    while start < sentence.count {
      let end = Self.cut(sentence, from: start, longest)
      add(
        range.lowerBound + start..<range.lowerBound + end, of: batch, holdsMarks: holdsMarks,
        weight, &table)
      start = end
    }
  }

  /// Where a part that starts at a place ends: before a space, else before a scalar, else at the limit.
  private static func cut(
    _ sentence: UnsafeBufferPointer<UInt8>, from start: Int, _ longest: Int
  ) -> Int {
    let limit = start + longest
    if limit >= sentence.count { return sentence.count }
    var end = limit
    while end > start + 1, sentence[end] != 0x20 { end -= 1 }
    if sentence[end] == 0x20, end > start { return end }
    end = limit
    while end > start + 1, sentence[end] & 0xC0 == 0x80 { end -= 1 }
    return sentence[end] & 0xC0 == 0x80 ? limit : end
  }

  private func add(
    _ range: Range<Int>, of batch: UnsafeBufferPointer<UInt8>, holdsMarks: Bool, _ weight: UInt64,
    _ table: inout CountingTable
  ) {
    tally.taken += 1
    if let spaced, !holdsMarks, addSpaced(range, of: batch, weight, spaced) { return }
    rule.normalizer.normalize(UnsafeBufferPointer(rebasing: batch[range]), into: normalized)
    addNormalized(isLast: rule.marksEnds, weight, &table)
  }

  /// Counts the words between spaces; false, and nothing counted, where it is not sure which is the last.
  private func addSpaced(
    _ range: Range<Int>, of batch: UnsafeBufferPointer<UInt8>, _ weight: UInt64,
    _ spaced: SpacedWords
  ) -> Bool {
    if !rule.marksEnds {
      spaced.count(range, of: batch, weight: weight)
      return true
    }
    var end = range.upperBound
    while end > range.lowerBound, batch[end - 1] == 0x20 { end -= 1 }
    if end == range.lowerBound { return true }
    var start = end
    while start > range.lowerBound, batch[start - 1] != 0x20 { start -= 1 }
    let last = UnsafeBufferPointer(rebasing: batch[start..<end])
    if !rule.normalizer.leavesAsItIs(last) { return false }
    spaced.count(range.lowerBound..<start, of: batch, weight: weight)
    spaced.countMarked(last, weight: weight)
    return true
  }

  /// Counts the words of a normalized sentence.
  private func addNormalized(isLast: Bool, _ weight: UInt64, _ table: inout CountingTable) {
    let text = UnsafeBufferPointer(start: normalized.bytes, count: normalized.count)
    if text.isEmpty { return }
    // Most sentences hold no boundary, and are cut where they lie.
    if !isLast, !mayHoldBoundary(text) {
      cut(text)
      return ends.withUnsafeBufferPointer { table.add(endingAt: $0, of: text, weight: weight) }
    }
    bytes.removeAll(keepingCapacity: true)
    if boundaries == nil {
      bytes.append(contentsOf: text)
    } else {
      replaceBoundaries(text)
    }
    if isLast { bytes.append(SpacedWords.endMark) }
    let copy = bytes
    copy.withUnsafeBufferPointer { bytes in
      cut(bytes)
      ends.withUnsafeBufferPointer { table.add(endingAt: $0, of: bytes, weight: weight) }
    }
  }

  /// Whether a byte is there that some boundary starts with.
  private func mayHoldBoundary(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if boundaries == nil { return false }
    return starts.withUnsafeBufferPointer { starts in
      for byte in text where starts[Int(byte)] { return true }
      return false
    }
  }

  private func replaceBoundaries(_ text: UnsafeBufferPointer<UInt8>) {
    guard let boundaries, let base = text.baseAddress else { return }
    var at = 0
    // A boundary starts with the first byte of a scalar, and so matches only there.
    while at < text.count {
      if starts[Int(text[at])] {
        let length = boundaries.longestPrefix(base + at, count: text.count - at, limit: 64)
        if length > 0 {
          bytes.append(SentenceRule.boundary)
          at += length
          continue
        }
      }
      bytes.append(text[at])
      at += 1
    }
  }

  /// Notes where the words of a normalized sentence end.
  private func cut(_ text: UnsafeBufferPointer<UInt8>) {
    ends.removeAll(keepingCapacity: true)
    if rule.splitsAtSpaces {
      if rule.putsMarksBehind {
        cutBehindMarks(text)
      } else {
        cutBeforeMarks(text)
      }
    }
    ends.append(text.count)
  }

  private func cutBeforeMarks(_ text: UnsafeBufferPointer<UInt8>) {
    let groups = rule.groupsMarks
    var isInMarks = true
    var index = 0
    while index < text.count {
      // Eight bytes without the first of a mark; a carry only reaches behind one that is.
      if index + 8 <= text.count {
        let raw = UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let others = raw ^ 0xE2E2_E2E2_E2E2_E2E2
        if (others &- 0x0101_0101_0101_0101) & ~others & 0x8080_8080_8080_8080 == 0 {
          isInMarks = false
          index += 8
          continue
        }
      }
      if !Self.isMark(text, index) {
        isInMarks = false
        index += 1
        continue
      }
      if index > 0, !isInMarks || !groups { ends.append(index) }
      isInMarks = true
      index += 3
    }
  }

  private func cutBehindMarks(_ text: UnsafeBufferPointer<UInt8>) {
    var isInMarks = false
    var index = 0
    while index < text.count {
      let isMark = Self.isMark(text, index)
      if !isMark, isInMarks, rule.groupsMarks { ends.append(index) }
      isInMarks = isMark
      index += isMark ? 3 : 1
      if isMark, index < text.count, !rule.groupsMarks { ends.append(index) }
    }
  }

  @inline(__always)
  private static func isMark(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    text[index] == 0xE2 && index + 3 <= text.count && text[index + 1] == 0x96
      && text[index + 2] == 0x81
  }

  private static func holdsReserved(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index + 3 <= text.count {
      if text[index] == 0xE2, text[index + 1] == 0x96, text[index + 2] == 0x85 { return true }
      index += 1
    }
    return false
  }
}

extension SentenceRule {
  /// What stands for a boundary in words: U+001F.
  public static let boundary: UInt8 = 0x1F
}
