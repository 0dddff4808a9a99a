extension BatchCounts {
  /// Adds what is counted of words that are encoded alone: the same whichever way texts were counted.
  ///
  /// - Parameters:
  ///   - batch: the batch.
  ///   - facts: its facts, with the types of its words.
  ///   - isolated: the tokens of each word type, or empty.
  ///   - agreement: how the cuts of each type agree with the baseline's, or empty.
  mutating func addWords(
    of batch: PendingBatch, _ facts: BatchFacts, isolated: [UInt32], agreement: [WordAgreement]
  ) {
    if isolated.isEmpty && agreement.isEmpty { return }
    for index in 0..<batch.texts.count {
      let row = Int(facts.unitOf[index]) * TokenColumn.count
      let weight = Int64(clamping: batch.texts.weight(index))
      let words = facts.wordRange(index)
      if !isolated.isEmpty {
        var tokens = 0
        var continued = 0
        for word in words {
          let count = isolated[Int(facts.types[word])]
          tokens += Int(count)
          continued += count > 1 ? 1 : 0
        }
        rows[row + TokenColumn.isolatedTokens.rawValue] += Int64(tokens) * weight
        rows[row + TokenColumn.continuedWords.rawValue] += Int64(continued) * weight
      }
      if !agreement.isEmpty {
        var alike = 0
        var shared = 0
        var either = 0
        for word in words {
          let found = agreement[Int(facts.types[word])]
          alike += found.isAlike ? 1 : 0
          shared += Int(found.shared)
          either += Int(found.either)
        }
        rows[row + TokenColumn.wordsAlike.rawValue] += Int64(alike) * weight
        rows[row + TokenColumn.sharedCuts.rawValue] += Int64(shared) * weight
        rows[row + TokenColumn.eitherCuts.rawValue] += Int64(either) * weight
      }
    }
  }
}
