import Counting
import Groundwork
import Testing

@testable import TokenizerTraining

@Suite struct BPETrainerTests {
  /// The example of the Wikipedia article "Byte pair encoding", which minbpe tests too.
  ///
  /// `aaabdaaabac`. Pairs: aa 4 (positions 0, 1, 5, 6), ab 2, others 1 or 2 (bd 1, da 1, ba 1, ac 1). aa
  /// becomes Z (256): `ZabdZabac`. Now Za 2 and ab 2 tie; by bytes "a" comes before "aa", so ab becomes
  /// Y (257), as in the article: `ZYdZYac`. ZY 2 becomes X (258): `XdXac`.
  @Test func workedExample() throws {
    var table = PieceTable()
    table.add("aaabdaaabac".utf8)
    let options = BPETrainingOptions(vocabularySize: 259)
    let trained = try BPETrainer.train(counts: table, options: options)
    #expect(
      trained.merges == [
        .init(left: 97, right: 97, new: 256, count: 4),
        .init(left: 97, right: 98, new: 257, count: 2),
        .init(left: 256, right: 257, new: 258, count: 2),
      ])
    #expect(!trained.ranOut)
    #expect(trained.shortfall == nil)
    #expect(trained.trainingTokens == 5)
    #expect(segmentation(table, options) == [[258, 100, 258, 97, 99]])
  }

  @Test(arguments: 0..<60)
  func agreesWithTheSlowTrainerOnBytes(seed: Int) throws {
    let table = randomTable(seed: UInt64(seed))
    var options = BPETrainingOptions(vocabularySize: 256 + 40)
    options.minimumFrequency = UInt64(1 + seed % 3)
    if seed % 4 == 1 { options.maxPieceLength = 1 + seed % 7 }
    try expectSame(table, options)
  }

  @Test(arguments: 0..<40)
  func agreesWithTheSlowTrainerOnCharacters(seed: Int) throws {
    let table = randomWords(seed: UInt64(seed))
    let coverage = [1, 0.98, 0.9, 0.6][seed % 4]
    var options = BPETrainingOptions(
      vocabularySize: 400, alphabet: .characters(coverage: coverage, byteFallback: seed % 2 == 0))
    if seed % 3 == 1 { options.maxPieceLength = 2 + seed % 5 }
    try expectSame(table, options)
  }

  @Test(arguments: 1...24)
  func runsOfEqualCharacters(length: Int) throws {
    var table = PieceTable()
    table.add([UInt8](repeating: 97, count: length), weight: 2)
    table.add(Array("b".utf8) + [UInt8](repeating: 97, count: 25 - length) + Array("c".utf8))
    try expectSame(
      table, BPETrainingOptions(vocabularySize: 256 + 30, minimumFrequency: 1))
  }

  @Test func allShortTextsOfTwoLetters() throws {
    for length in 2...9 {
      for bits in 0..<(1 << length) {
        var table = PieceTable()
        table.add((0..<length).map { UInt8(97 + bits >> $0 & 1) })
        let options = BPETrainingOptions(vocabularySize: 265, minimumFrequency: 1)
        let slow = SlowBPE(table, options, limit: 9)
        let fast = try BPETrainer.train(counts: table, options: options)
        #expect(fast.mergesAsBytes == slow.merges, "\(length) \(bits)")
      }
    }
  }

  @Test func orderOfThePiecesMakesNoDifference() throws {
    let table = randomTable(seed: 77)
    var reversed = PieceTable()
    for index in (0..<table.count).reversed() {
      reversed.add(table[index], weight: table.counts[index])
    }
    let options = BPETrainingOptions(vocabularySize: 300)
    let (a, b) = (
      try BPETrainer.train(counts: table, options: options),
      try BPETrainer.train(counts: reversed, options: options)
    )
    #expect(a.merges == b.merges)
    #expect(a.bytes == b.bytes)
  }

  @Test func tieRuleOfIDs() throws {
    var table = PieceTable()
    table.add("aaabdaaabac".utf8)
    let options = BPETrainingOptions(vocabularySize: 259, tieRule: .ids)
    let trained = try BPETrainer.train(counts: table, options: options)
    #expect(trained.merges.map(\.left) == [97, 97, 256])
    #expect(trained.merges.map(\.right) == [97, 98, 257])
    // By bytes "aa" comes before "b"; by id 98 comes before 256.
    var other = PieceTable()
    other.add("aa".utf8, weight: 9)
    other.add("aax".utf8, weight: 2)
    other.add("bx".utf8, weight: 2)
    let size = BPETrainingOptions(vocabularySize: 258)
    #expect(try BPETrainer.train(counts: other, options: size).merges[1].left == 256)
    var byID = size
    byID.tieRule = .ids
    #expect(try BPETrainer.train(counts: other, options: byID).merges[1].left == 98)
  }

  @Test func weightsPass32Bits() throws {
    var table = PieceTable()
    table.add("ab".utf8, weight: 1 << 40)
    table.add("abab".utf8, weight: 1 << 33)
    let trained = try BPETrainer.train(
      counts: table, options: .init(vocabularySize: 258))
    let (words, pairs): (UInt64, UInt64) = (1 << 40, 1 << 33)
    #expect(trained.merges.map(\.count) == [words + 2 * pairs, pairs])
    #expect(trained.trainingTokens == words + pairs)
  }

  @Test func vocabularyLargerThanReachable() throws {
    var table = PieceTable()
    table.add("abcabc".utf8)
    let trained = try BPETrainer.train(
      counts: table, options: .init(vocabularySize: 1000, specials: ["<|end|>"]))
    #expect(trained.merges.count == 2)
    #expect(trained.ranOut)
    #expect(trained.vocabularySize == 259)
    #expect(
      trained.shortfall == "the text gives a vocabulary of 259 at most, 741 fewer than asked for: "
        + "no pair is left that occurs 2 times")
  }

  @Test func aMillionEqualCharacters() throws {
    var table = PieceTable()
    table.add([UInt8](repeating: 97, count: 1_000_000))
    let clock = ContinuousClock()
    let start = clock.now
    let trained = try BPETrainer.train(counts: table, options: .init(vocabularySize: 1000))
    #expect(clock.now - start < .seconds(20))
    // Each merge halves the run; after 18 there are three equal tokens, whose pair still occurs twice.
    #expect(trained.merges.first?.count == 999_999)
    #expect(trained.merges.count == 19)
    #expect(trained.ranOut)
  }

  @Test func onePieceOf300000Letters() throws {
    // A word-by-word trainer would read it all again for each of the merges.
    let random = KeyedRandom(seed: 6, stream: 6)
    var table = PieceTable()
    table.add((0..<300_000).map { UInt8(97 + random.below(20, $0)) })
    let clock = ContinuousClock()
    let start = clock.now
    let trained = try BPETrainer.train(counts: table, options: .init(vocabularySize: 5256))
    #expect(clock.now - start < .seconds(30))
    #expect(trained.merges.count == 5000)
  }

  @Test func reservedTextsAreNotLearnt() throws {
    var table = PieceTable()
    table.add("▁<s>".utf8, weight: 50)
    table.add("▁<0x41>".utf8, weight: 20)
    let options = BPETrainingOptions(
      vocabularySize: 400, alphabet: .characters(coverage: 1, byteFallback: true))
    let reserved = options.reservedTexts
    #expect(reserved.count == 259)
    let slow = SlowBPE(table, options, limit: 400, reserved: reserved)
    let trained = try BPETrainer.train(counts: table, options: options)
    #expect(trained.mergesAsBytes == slow.merges)
    for symbol in 0..<trained.symbolCount {
      #expect(!reserved.contains(Array(trained[UInt32(symbol)])))
    }
  }

  @Test func progressReachesTheEnd() throws {
    let seen = Box()
    let trained = try BPETrainer.train(
      counts: randomTable(seed: 3), options: .init(vocabularySize: 262),
      progress: Progress { stage, current, total in
        seen.rows.append("\(stage) \(current) \(total ?? -1)")
      })
    #expect(seen.rows.count == 6)
    #expect(seen.rows.last == "merge 6 6")
    #expect(trained.merges.count == 6)
  }

  private final class Box: @unchecked Sendable { var rows: [String] = [] }

  private func expectSame(_ table: PieceTable, _ options: BPETrainingOptions) throws {
    let fast = try BPETrainer.train(counts: table, options: options)
    let limit = options.vocabularySize - options.reservedCount - fast.letterCount
    let slow = SlowBPE(table, options, limit: limit, reserved: options.reservedTexts)
    #expect(fast.mergesAsBytes == slow.merges)
    #expect((0..<fast.letterCount).map { Array(fast[UInt32($0)]) } == slow.letters)
    let tokens = slow.pieces.reduce(UInt64(0)) { $0 + UInt64($1.tokens.count) * $1.weight }
    #expect(fast.trainingTokens == tokens)
    #expect(fast.ranOut == (slow.merges.count < limit))
    // What the trainer ended with, what the slow one did, and what an encoder makes of it.
    let ended = segmentation(table, options).map { $0.map { $0.map { Array(fast[$0]) } } }
    #expect(ended == slow.pieces.map(\.tokens))
    var ranks: [[UInt8]: Int] = [:]
    for merge in fast.merges { ranks[Array(fast[merge.new])] = Int(merge.new) }
    #expect(ranks.count == fast.merges.count)
    let letters = SlowBPE(table, options, limit: 0)
    for (piece, tokens) in zip(letters.pieces, ended) {
      let unknown = [UInt8](repeating: 0xFF, count: 1)
      #expect(
        encodeByRank(piece.tokens.map { $0 ?? unknown }, ranks: ranks)
          == tokens.map { $0 ?? unknown })
    }
  }
}

/// The symbols that each piece has at the end of training; nil for a character without a letter.
func segmentation(_ table: PieceTable, _ options: BPETrainingOptions) -> [[UInt32?]] {
  let alphabet = BPEAlphabet(options, counts: table)
  var training = BPETraining(table, alphabet, options)
  training.run(.silent)
  var result = [[UInt32?]](repeating: [], count: table.count)
  training.arena.forEachToken { piece, symbol in
    result[piece].append(symbol == noSymbol ? nil : symbol)
  }
  return result
}

/// Random pieces of few byte values with random weights.
func randomTable(seed: UInt64) -> PieceTable {
  let random = KeyedRandom(seed: seed, stream: 7)
  var draw: UInt64 = 0
  func next(_ bound: Int) -> Int {
    draw += 1
    return random.below(bound, draw)
  }
  var table = PieceTable()
  let values = 1 + next(4)
  for _ in 0..<(1 + next(40)) {
    let piece = (0..<(1 + next(24))).map { _ in UInt8(97 + next(values)) }
    table.add(piece, weight: UInt64(1 + next(4)))
  }
  return table
}

/// Random words behind U+2581, of a few letters of one to four bytes.
func randomWords(seed: UInt64) -> PieceTable {
  let random = KeyedRandom(seed: seed, stream: 8)
  let letters = ["a", "b", "ą", "š", "ė", "ह", "😀"]
  var draw: UInt64 = 0
  func next(_ bound: Int) -> Int {
    draw += 1
    return random.below(bound, draw)
  }
  var table = PieceTable()
  for _ in 0..<(5 + next(40)) {
    let word = (0..<next(12)).map { _ in letters[min(next(letters.count), next(letters.count))] }
    table.add(("▁" + word.joined()).utf8, weight: UInt64(1 + next(5)))
  }
  return table
}
