import Tokenization

/// Counts the words of sentences by a `SentenceRule`.
struct SentenceWords {
  private let rule: SentenceRule
  private let boundaries: ByteTrie?
  /// The bytes that boundaries start with.
  private var starts = [Bool](repeating: false, count: 256)
  private let normalized = SentencePieceText()
  /// The normalized sentence with U+001F for boundaries.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private(set) var tally = SentenceTally()

  init(_ rule: SentenceRule) {
    self.rule = rule
    boundaries =
      rule.boundaries.isEmpty ? nil : ByteTrie(rule.boundaries.map { (key: $0[...], value: 0) })
    for boundary in rule.boundaries { starts[Int(boundary[0])] = true }
  }

  /// Counts the words of all lines of a text.
  mutating func count(
    _ text: UnsafeBufferPointer<UInt8>, weight: UInt64, into table: inout PieceTable
  ) {
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: 0x0A) ?? text.count
      if end > start {
        take(UnsafeBufferPointer(rebasing: text[start..<end]), weight, &table)
      }
      start = end + 1
    }
  }

  private mutating func take(
    _ sentence: UnsafeBufferPointer<UInt8>, _ weight: UInt64, _ table: inout PieceTable
  ) {
    if rule.skipsReserved, Self.holdsReserved(sentence) {
      // The reference looks at the length first.
      if let longest = rule.longest, rule.longSentences == .skipped, sentence.count > longest {
        tally.tooLong += 1
      } else {
        tally.reserved += 1
      }
      return
    }
    guard let longest = rule.longest, sentence.count > longest else {
      return add(sentence, weight, &table)
    }
    if rule.longSentences == .skipped {
      tally.tooLong += 1
      return
    }
    var start = 0
    while start < sentence.count {
      let end = Self.cut(sentence, from: start, longest)
      add(UnsafeBufferPointer(rebasing: sentence[start..<end]), weight, &table)
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

  private mutating func add(
    _ sentence: UnsafeBufferPointer<UInt8>, _ weight: UInt64, _ table: inout PieceTable
  ) {
    rule.normalizer.normalize(sentence, into: normalized)
    tally.taken += 1
    let text = UnsafeBufferPointer(start: normalized.bytes, count: normalized.count)
    if text.isEmpty { return }
    // Most sentences hold no boundary, and are cut where they lie.
    if !rule.marksEnds, !mayHoldBoundary(text) {
      cut(text)
      return ends.withUnsafeBufferPointer { ends in
        _ = table.addPieces(endingAt: ends, from: 0, of: text, weight: weight)
      }
    }
    bytes.removeAll(keepingCapacity: true)
    if boundaries == nil {
      bytes.append(contentsOf: text)
    } else {
      replaceBoundaries(text)
    }
    if rule.marksEnds { bytes.append(0xFE) }
    let copy = bytes
    copy.withUnsafeBufferPointer { bytes in
      cut(bytes)
      ends.withUnsafeBufferPointer { ends in
        _ = table.addPieces(endingAt: ends, from: 0, of: bytes, weight: weight)
      }
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

  private mutating func replaceBoundaries(_ text: UnsafeBufferPointer<UInt8>) {
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
  private mutating func cut(_ text: UnsafeBufferPointer<UInt8>) {
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

  private mutating func cutBeforeMarks(_ text: UnsafeBufferPointer<UInt8>) {
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

  private mutating func cutBehindMarks(_ text: UnsafeBufferPointer<UInt8>) {
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
