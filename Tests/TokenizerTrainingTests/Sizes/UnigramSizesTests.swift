import Counting
import Groundwork
import TestSupport
import Testing

@testable import TokenizerTraining

/// One run for several sizes against a run for each.
@Suite struct UnigramSizesTests {
  private static func expectEqual(
    _ counts: PieceTable, last: [UInt8] = [], _ sizes: [Int], _ options: UnigramTrainingOptions
  ) throws {
    let pool = WorkerPool(workers: 2)
    let outcomes = try UnigramTrainer.train(
      counts: counts, last: last, sizes: sizes, options: options, pool: pool)
    #expect(outcomes.count == sizes.count)
    for (size, outcome) in zip(sizes, outcomes) {
      var sized = options
      sized.vocabularySize = size
      let alone = Result { () throws(Failure) in
        try UnigramTrainer.train(counts: counts, last: last, options: sized, pool: pool)
      }
      switch (outcome, alone) {
      case (.success(let one), .success(let two)): #expect(image(one) == image(two), "\(size)")
      case (.failure(let one), .failure(let two)): #expect(one == two, "\(size)")
      default: Issue.record("\(size): \(outcome) is not \(alone)")
      }
    }
  }

  /// Everything that a training leaves, as text that can be compared.
  private static func image(_ trained: TrainedUnigram) -> String {
    "\(trained.options) \(trained.pieces) \(trained.isShort) \(trained.coverage) \(trained.seeds) "
      + "\(trained.words) \(trained.steps)"
  }

  @Test(arguments: 0..<60)
  func smallCorpora(_ seed: Int) throws {
    var options = UnigramTrainerTests.options(0, seed % 3 == 0 ? 0.93 : 1)
    options.isHardLimit = seed % 2 == 0
    options.subIterations = 1 + seed % 3
    options.shrinkingFactor = [0.5, 0.75, 0.95][seed % 3]
    try Self.expectEqual(
      UnigramTrainerTests.corpus(UInt64(seed)), [4, 14, 9, 20, 21, 33, 60, 100, 14], options)
  }

  @Test(arguments: [UnigramTrainingOptions.Likeness.native, .sentencePiece])
  func aRealText(_ likeness: UnigramTrainingOptions.Likeness) throws {
    var options = UnigramTrainerTests.options(0)
    options.likeness = likeness
    options.isHardLimit = true
    try Self.expectEqual(
      try count(trainingLines(), .spaceMarkedWords), last: Array("▁ir".utf8),
      [80, 100, 150, 200, 250, 300, 600, 100_000], options)
  }

  @Test func nothingToTrainOn() throws {
    #expect {
      try UnigramTrainer.train(
        counts: PieceTable(), sizes: [300], options: .init(vocabularySize: 0))
    } throws: {
      "\($0)" == "there is nothing to train on: no pieces were counted; check the inputs"
    }
  }
}
