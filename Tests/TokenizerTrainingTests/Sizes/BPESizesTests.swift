import Counting
import Groundwork
import TestSupport
import Testing

@testable import TokenizerTraining

/// One run for several sizes against a run for each.
@Suite struct BPESizesTests {
  private static let source = TrainingSource(
    CountRecord(policy: .init(split: "toy", form: "raw", versions: []), inputs: []))

  /// Everything that a training leaves, as text that can be compared.
  static func image(_ trained: TrainedBPE, _ counts: PieceTable) -> String {
    let record = TrainingRecord(trained, counts: counts, source: source)
    return
      "\(trained.bytes) \(trained.offsets) \(trained.merges) \(trained.ids) \(trained.coverage) "
      + "\(trained.vocabularySize) " + record.json.serialized()
  }

  static func expectEqual(
    _ counts: PieceTable, _ sizes: [Int], _ options: BPETrainingOptions
  ) throws {
    let outcomes = try BPETrainer.train(counts: counts, sizes: sizes, options: options)
    #expect(outcomes.count == sizes.count)
    for (size, outcome) in zip(sizes, outcomes) {
      let alone = Result { () throws(Failure) in
        try BPETrainer.train(counts: counts, options: options.sized(size))
      }
      switch (outcome, alone) {
      case (.success(let one), .success(let two)):
        #expect(image(one, counts) == image(two, counts), "\(size)")
      case (.failure(let one), .failure(let two)): #expect(one == two, "\(size)")
      default: Issue.record("\(size): \(outcome) is not \(alone)")
      }
    }
  }

  /// Words over few letters: ties everywhere, and texts that run out of pairs.
  static func table(_ seed: UInt64) -> PieceTable {
    var random = SystemlessRandom(seed)
    func draw(_ bound: UInt64) -> Int { Int(random.next(bound)) }
    let letters = Array(["a", "b", "ą", "я"].prefix(2 + draw(3)))
    var table = PieceTable()
    for _ in 0..<2 + draw(20) {
      var word = draw(2) == 0 ? "▁" : ""
      for _ in 0...draw(9) { word += letters[draw(UInt64(letters.count))] }
      table.add(word.utf8, weight: UInt64(1 + draw(9)))
    }
    return table
  }

  @Test(arguments: 0..<60)
  func bytesNative(_ seed: Int) throws {
    let options = BPETrainingOptions(
      vocabularySize: 0, specials: seed % 2 == 0 ? [] : ["ab"],
      minimumFrequency: UInt64(1 + seed % 3), tieRule: seed % 5 == 0 ? .ids : .bytes)
    try Self.expectEqual(
      Self.table(UInt64(seed)), [300, 256, 257, 258, 261, 270, 255, 258], options)
  }

  @Test(arguments: 0..<60)
  func charactersNative(_ seed: Int) throws {
    var options = BPETrainingOptions(
      vocabularySize: 0,
      alphabet: .characters(coverage: seed % 3 == 0 ? 0.9 : 1, byteFallback: false),
      maxPieceLength: 16, minimumFrequency: 2)
    options.shapes = seed % 2 == 0 ? nil : PieceShapeRules()
    try Self.expectEqual(Self.table(UInt64(seed)), [5, 8, 9, 12, 20, 100], options)
  }

  @Test(arguments: 0..<60)
  func likeSentencePiece(_ seed: Int) throws {
    var options = BPETrainingOptions(
      vocabularySize: 0, alphabet: .characters(coverage: 1, byteFallback: seed % 4 == 0),
      maxPieceLength: 8, minimumFrequency: 1)
    options.likeness = .sentencePiece
    options.shapes = PieceShapeRules()
    let base = seed % 4 == 0 ? 256 : 0
    try Self.expectEqual(
      Self.table(UInt64(seed)), [8, 9, 12, 20, 40, 60, 100, 400].map { $0 + base }, options)
  }

  @Test(arguments: 0..<60)
  func likeHuggingFace(_ seed: Int) throws {
    var options = BPETrainingOptions(
      vocabularySize: 0, specials: seed % 2 == 0 ? [] : ["ab", "x"], minimumFrequency: 1)
    options.likeness = .huggingFace
    options.hasWholeByteAlphabet = seed % 3 == 0
    try Self.expectEqual(Self.table(UInt64(seed)), [2, 6, 8, 12, 257, 260, 300], options)
  }

  @Test func nothingToTrainOnAndNoPossibleSize() throws {
    let options = BPETrainingOptions(vocabularySize: 0)
    #expect {
      try BPETrainer.train(counts: PieceTable(), sizes: [300], options: options)
    } throws: {
      "\($0)" == "there is nothing to train on: no pieces were counted; check the inputs"
    }
    let outcomes = try BPETrainer.train(counts: Self.table(1), sizes: [9, 200], options: options)
    #expect(
      outcomes.map { outcome in
        if case .failure(let failure) = outcome { "\(failure)" } else { "trained" }
      }
        == [9, 200].map {
          "a vocabulary of \($0) has no room for 256 bytes and 0 special tokens; "
            + "use a size of at least 256"
        })
  }
}
