import Counting
import Groundwork
import Testing
import Tokenization
import TokenizerFormats

@testable import TokenizerTraining

/// Training in two stages against a slow version of its definition.
@Suite struct SuperwordTrainerTests {
  @Test(arguments: 0..<40)
  func agreesWithTheSlowTrainer(seed: Int) throws {
    let lines = randomLines(seed: UInt64(seed))
    var bpe = BPETrainingOptions(vocabularySize: 256 + 45)
    bpe.minimumFrequency = UInt64(1 + seed % 3)
    if seed % 5 == 1 { bpe.maxPieceLength = 4 + seed % 9 }
    var options = try SuperwordTrainingOptions(bpe: bpe, transition: 256 + seed % 30)
    options.maxWords = [4, 2, nil, 3][seed % 4]
    options.allowsColons = seed % 3 == 0
    let slow = SlowSuperBPE(lines: lines, options)
    let fast = try SuperwordTrainer.train(lines: lines, options: options)
    #expect(fast.bpe.mergesAsBytes == slow.merges)
    #expect(fast.firstMerges == slow.firstMerges)
    #expect(fast.bpe.trainingTokens == slow.tokens)
    #expect(fast.bpe.ranOut == (slow.merges.count < 45))
    for workers in [1, 3] {
      let again = try SuperwordTrainer.train(
        lines: lines, options: options, pool: WorkerPool(workers: workers))
      #expect(again.bpe.merges == fast.bpe.merges)
      #expect(again.bpe.curve == fast.bpe.curve)
    }
    // The tokenizer that comes out cuts the training text as the trainer left it.
    let tokenizer = try HuggingFaceReader.load(
      bytes: try fast.bpe.tokenizerJSON(pattern: "superbpe"), file: "tokenizer.json")
    let encoder = tokenizer.makeEncoder()
    let tokens = (0..<lines.count).reduce(UInt64(0)) { sum, line in
      sum + UInt64(encoder.encode(Array(lines[line])).count) * lines.counts[line]
    }
    #expect(tokens == fast.bpe.trainingTokens)
  }

  /// The first stage makes `the` and `of`; the second joins them over the space.
  @Test func tokensSpanWords() throws {
    var lines = PieceTable()
    lines.add("one of the best of the rest, by the way: of the\n".utf8, weight: 5)
    let options = try SuperwordTrainingOptions(
      bpe: .init(vocabularySize: 266), transition: 262)
    let trained = try SuperwordTrainer.train(lines: lines, options: options)
    let texts = trained.bpe.merges.map { String(decoding: trained.bpe[$0.new], as: UTF8.self) }
    #expect(texts.prefix(6).allSatisfy { !$0.dropFirst().contains(" ") })
    #expect(texts.contains(" of the"))
    #expect(!texts.contains { $0.contains(": ") })
  }

  @Test func spansAddUp() {
    let tokens = ["a", " ", ":", " a", "a ", "ab: c", "  ", " a b ", "x:", "a b c d"].map {
      Array($0.utf8)
    }
    for left in tokens {
      for right in tokens {
        #expect(WordSpan(left) + WordSpan(right) == WordSpan(left + right))
      }
      let text = String(decoding: left, as: UTF8.self)
      #expect(Int(WordSpan(left).words) == text.split(separator: " ").count)
      #expect(WordSpan(left).hasColonInside == text.contains(": "))
    }
  }

  @Test func whatContradictsItself() throws {
    var lines = PieceTable()
    lines.add("ab ab".utf8)
    func expect(
      _ problem: String, _ remedy: String, transition: Int = 256,
      _ change: (inout SuperwordTrainingOptions) -> Void = { _ in }
    ) throws {
      var options = try SuperwordTrainingOptions(
        bpe: .init(vocabularySize: 260), transition: transition)
      change(&options)
      #expect(throws: Failure.usage(problem, remedy: remedy)) {
        try SuperwordTrainer.train(lines: lines, options: options)
      }
    }
    try expect(
      "a transition at 261 tokens is behind the vocabulary of 260",
      "use a smaller one, such as nine tenths of the vocabulary", transition: 261)
    try expect(
      "a transition at 255 tokens has no room for 256 bytes and 0 special tokens",
      "use 256 or more", transition: 255)
    try expect("tokens of 0 words mean nothing", "use 1 or more") { $0.maxWords = 0 }
    try expect("superwords are trained over all bytes", "leave out what chooses an alphabet") {
      $0.bpe.alphabet = .characters()
    }
    #expect(
      throws: Failure(
        "there is nothing to train on: no pieces were counted", remedy: "check the inputs")
    ) {
      try SuperwordTrainer.train(
        lines: PieceTable(),
        options: SuperwordTrainingOptions(bpe: .init(vocabularySize: 260), transition: 256))
    }
  }
}

/// Lines of words that come again, with signs, numbers and runs of spaces.
private func randomLines(seed: UInt64) -> PieceTable {
  let random = KeyedRandom(seed: seed, stream: 72)
  var draw: UInt64 = 0
  func next(_ bound: Int) -> Int {
    draw += 1
    return random.below(bound, draw)
  }
  let letters = ["a", "b", "ą", "я", "12", ":", ".", "!", "B"]
  let words = (0..<(2 + next(8))).map { _ in
    (0..<(1 + next(4))).map { _ in letters[min(next(9), next(9))] }.joined()
  }
  var table = PieceTable()
  for _ in 0..<(1 + next(8)) {
    let line = (0..<(1 + next(9))).map { _ in
      words[next(words.count)] + [" ", " ", " ", "  ", ": ", "\t", "", ", "][next(8)]
    }
    table.add((line.joined() + (next(2) == 0 ? "\n" : "")).utf8, weight: UInt64(1 + next(3)))
  }
  return table
}
