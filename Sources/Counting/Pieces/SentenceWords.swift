import Tokenization

/// Counts the words of sentences by a `SentenceRule`.
struct SentenceWords {
  private let rule: SentenceRule
  private let boundaries: ByteTrie?
  private let normalized = SentencePieceText()
  /// The normalized sentence with U+001F for boundaries.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private(set) var tally = SentenceTally()

  init(_ rule: SentenceRule) {
    self.rule = rule
    boundaries =
      rule.boundaries.isEmpty ? nil : ByteTrie(rule.boundaries.map { (key: $0[...], value: 0) })
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
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    let text = UnsafeBufferPointer(start: normalized.bytes, count: normalized.count)
    if boundaries == nil {
      bytes.append(contentsOf: text)
    } else {
      replaceBoundaries(text)
    }
    if bytes.isEmpty { return }
    if rule.marksEnds { bytes.append(0xFE) }
    if !rule.splitsAtSpaces {
      ends.append(bytes.count)
    } else if rule.putsMarksBehind {
      cutBehindMarks()
    } else {
      cutBeforeMarks()
    }
    bytes.withUnsafeBufferPointer { bytes in
      ends.withUnsafeBufferPointer { ends in
        _ = table.addPieces(endingAt: ends, from: 0, of: bytes, weight: weight)
      }
    }
  }

  private mutating func replaceBoundaries(_ text: UnsafeBufferPointer<UInt8>) {
    guard let boundaries, let base = text.baseAddress else { return }
    var at = 0
    while at < text.count {
      let length = boundaries.longestPrefix(base + at, count: text.count - at, limit: 64)
      if length > 0 {
        bytes.append(SentenceRule.boundary)
        at += length
        continue
      }
      let first = text[at]
      let end = min(
        text.count, at + (first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4))
      while at < end {
        bytes.append(text[at])
        at += 1
      }
    }
  }

  private mutating func cutBeforeMarks() {
    var isInMarks = true
    var index = 0
    while index < bytes.count {
      let isMark = isMark(index)
      if index > 0, isMark, !isInMarks || !rule.groupsMarks { ends.append(index) }
      isInMarks = isMark
      index += isMark ? 3 : 1
    }
    ends.append(bytes.count)
  }

  private mutating func cutBehindMarks() {
    var isInMarks = false
    var index = 0
    while index < bytes.count {
      let isMark = isMark(index)
      if !isMark, isInMarks, rule.groupsMarks { ends.append(index) }
      isInMarks = isMark
      index += isMark ? 3 : 1
      if isMark, index < bytes.count, !rule.groupsMarks { ends.append(index) }
    }
    ends.append(bytes.count)
  }

  private func isMark(_ index: Int) -> Bool {
    bytes[index] == 0xE2 && index + 3 <= bytes.count && bytes[index + 1] == 0x96
      && bytes[index + 2] == 0x81
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
