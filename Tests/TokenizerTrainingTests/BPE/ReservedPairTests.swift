import Counting
import Testing

@testable import TokenizerTraining

/// Special tokens whose texts are frequent: training went on from a count of 0 beside them, and trapped.
@Suite struct ReservedPairTests {
  @Test(arguments: 0..<80)
  func neighboursOfARefusedPairAreMerged(seed: Int) throws {
    let table = randomTable(seed: UInt64(seed) + 300)
    var options = BPETrainingOptions(vocabularySize: 256 + 60)
    options.minimumFrequency = UInt64(1 + seed % 2)
    options.specials = [["ab", "aa"], ["ba", "abc", "a"], ["bb", "aab", "cc"]][seed % 3]
    let fast = try BPETrainer.train(counts: table, options: options)
    let slow = SlowBPE(
      table, options, limit: 60 - options.specials.count, reserved: options.reservedTexts)
    #expect(fast.mergesAsBytes == slow.merges)
    let tokens = slow.pieces.reduce(UInt64(0)) { $0 + UInt64($1.tokens.count) * $1.weight }
    #expect(fast.trainingTokens == tokens)
  }
}
