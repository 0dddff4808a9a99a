import Groundwork

extension LanguageTally: Archivable {
  func write(to archive: inout ArchiveWriter) {
    archive.put(counts.corpus)
    archive.put(language)
    archive.put(tokenizers)
    archive.put(isParallel)
    archive.put(documents)
    archive.put(text)
    archive.put(lengthRatioCounts)
    for subject in tokens.indices {
      tokens[subject].write(to: &archive)
      archive.put(lengthRatios[subject].map { Int64(truncatingIfNeeded: $0 >> 64) })
      archive.put(lengthRatios[subject].map { Int64(truncatingIfNeeded: $0) })
      archive.put(documentTokens[subject].map(Int64.init))
    }
    archive.put(hasWords.map { $0 ? 1 : 0 })
    for counts in tokenCounts { archive.put(counts) }
    diagnostics.write(to: &archive)
    groups.write(to: &archive)
    archive.put(filledTexts)
    archive.put([joined].compactMap { $0 })
    archive.put(windows)
    archive.put(scalarCounts)
    forms.write(to: &archive)
    archive.put(hasWeights)
    // The order of arrival depends on which shard came first.
    let order = types.sortedNumbers
    archive.put(UInt64(order.count))
    for number in order { archive.put(types.bytes[types.range(number)]) }
    for counts in isolated { archive.put(counts.isEmpty ? [] : order.map { Int64(counts[$0]) }) }
    counts.write(to: &archive)
  }

  init(from archive: inout ArchiveReader) throws(Failure) {
    let corpus = try archive.text()
    let language = try archive.text()
    let tokenizers = try archive.int()
    guard (0...1 << 16).contains(tokenizers) else { throw archive.failure() }
    self.init(
      corpus: corpus, language: language, tokenizers: tokenizers,
      isParallel: try archive.bool(), groups: GroupTracker(.lines, isPossible: false))
    documents = try archive.int()
    text = try archive.integers()
    lengthRatioCounts = try archive.integers()
    for subject in tokens.indices {
      tokens[subject] = try UnitSums(from: &archive)
      let high = try archive.integers()
      let low = try archive.integers()
      lengthRatios[subject] = zip(high, low).map {
        FixedRatio.Sum($0) << 64 | FixedRatio.Sum(UInt64(bitPattern: $1))
      }
      documentTokens[subject] = try archive.integers().map { UInt32(truncatingIfNeeded: $0) }
    }
    hasWords = try archive.integers().map { $0 != 0 }
    for tokenizer in tokenCounts.indices { tokenCounts[tokenizer] = try archive.integers() }
    try diagnostics.read(from: &archive)
    groups = try GroupTracker(from: &archive)
    filledTexts = try archive.int()
    joined = try archive.values(JoinedText.self).first
    windows = try archive.values()
    guard windows.count == tokenizers else { throw archive.failure() }
    scalarCounts = try archive.integers()
    forms = try FormTable(from: &archive)
    hasWeights = try archive.bool()
    for _ in 0..<(try archive.count(each: 1)) {
      let word = try archive.byteString()
      _ = word.withUnsafeBufferPointer { types.insert($0) }
    }
    for tokenizer in isolated.indices {
      isolated[tokenizer] = try archive.integers().map { UInt32(truncatingIfNeeded: $0) }
    }
    try counts.read(from: &archive)
    counts.units = units
    if !isSound { throw archive.failure() }
  }

  /// Whether all arrays are of the lengths that the others ask for, and no sum is past what an integer holds: what
  /// was counted is so.
  private var isSound: Bool {
    let gold = tokenizers + Control.gold.rawValue
    let perSubject = tokens.indices.allSatisfy { subject in
      tokens[subject].units == units && lengthRatios[subject].count == units
        && documentTokens[subject].count == (isParallel && subject != gold ? hasWords.count : 0)
    }
    let words = isolated.allSatisfy { $0.count == types.count }
    return perSubject && words && text.count == units * TextColumn.count
      && lengthRatioCounts.count == units && hasWords.count <= max(0, documents)
      && text.hasSum && tokenCounts.allSatisfy(\.hasSum) && scalarCounts.hasSum
      && diagnostics.isSound
  }
}

extension [Int64] {
  /// Whether the numbers are none of them negative and add up within 63 bits.
  var hasSum: Bool {
    var sum: Int64 = 0
    for number in self {
      let (next, overflow) = sum.addingReportingOverflow(number)
      if overflow || number < 0 { return false }
      sum = next
    }
    return true
  }
}

extension LanguageCounts {
  fileprivate func write(to archive: inout ArchiveWriter) {
    for number in [
      documents, emptyDocuments, words, wordsWithoutLetter, scalars, bytes, letterWords,
      analyzedWords,
    ] {
      archive.put(number)
    }
  }

  fileprivate mutating func read(from archive: inout ArchiveReader) throws(Failure) {
    documents = try archive.int()
    emptyDocuments = try archive.int()
    words = try archive.int()
    wordsWithoutLetter = try archive.int()
    scalars = try archive.int()
    bytes = try archive.int()
    letterWords = try archive.int()
    analyzedWords = try archive.int()
  }
}
