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
    let zeros = [Int64](repeating: 0, count: sums.units)
    var (isolatedTokens, continuedWords) = (zeros, zeros)
    var (wordsAlike, sharedCuts, eitherCuts) = (zeros, zeros, zeros)
    for index in 0..<batch.texts.count {
      let unit = Int(facts.unitOf[index])
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
        isolatedTokens[unit] += Int64(tokens) * weight
        continuedWords[unit] += Int64(continued) * weight
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
        wordsAlike[unit] += Int64(alike) * weight
        sharedCuts[unit] += Int64(shared) * weight
        eitherCuts[unit] += Int64(either) * weight
      }
    }
    if !isolated.isEmpty {
      sums.take(isolatedTokens, for: .isolatedTokens)
      sums.take(continuedWords, for: .continuedWords)
    }
    if !agreement.isEmpty {
      sums.take(wordsAlike, for: .wordsAlike)
      sums.take(sharedCuts, for: .sharedCuts)
      sums.take(eitherCuts, for: .eitherCuts)
    }
  }
}
