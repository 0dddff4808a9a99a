import Counting
import Foundation
import Groundwork
import SentencePieceReference
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

@testable import TokenizerTraining

@Suite struct UnigramTrainerTests {
  /// Small corpora over few letters, some with characters that the coverage leaves out.
  static func corpus(_ seed: UInt64) -> PieceTable {
    var random = SystemlessRandom(seed)
    let letters = ["a", "b", "c", "ė", "ą", "я", "日"].prefix(2 + Int(random.next(6)))
    var table = PieceTable()
    for _ in 0..<3 + random.next(40) {
      var word = random.next(4) == 0 ? "" : "▁"
      for _ in 0...random.next(9) { word += letters[Int(random.next(UInt64(letters.count)))] }
      table.add(word.utf8, weight: 1 + random.next(20))
    }
    return table
  }

  static func options(_ size: Int, _ coverage: Double = 1) -> UnigramTrainingOptions {
    var options = UnigramTrainingOptions(vocabularySize: size)
    options.characterCoverage = coverage
    options.isHardLimit = false
    options.shapes.splitsByScript = false
    return options
  }

  @Test(arguments: 0..<60)
  func smallCorporaComeOutAsByDefinition(_ seed: Int) throws {
    let table = Self.corpus(UInt64(seed))
    var options = Self.options(14 + seed % 17, seed % 3 == 0 ? 0.93 : 1)
    options.shapes.longest = seed % 5 == 0 ? 4 : 16
    options.subIterations = 1 + seed % 3
    try expectDefinition(table, options)
  }

  @Test func allShortTextsOfTwoLettersComeOutAsByDefinition() throws {
    for length in 1...7 {
      for bits in 0..<(1 << length) {
        var table = PieceTable()
        table.add("▁".utf8 + (0..<length).map { UInt8(97 + bits >> $0 & 1) })
        // What is left of the same letters is a second word, so that something comes twice.
        table.add((0..<length).map { UInt8(97 + bits >> $0 & 1) }, weight: 2)
        try expectDefinition(table, Self.options(7))
      }
    }
  }

  private func expectDefinition(_ table: PieceTable, _ options: UnigramTrainingOptions) throws {
    let words = UnigramWords(table, options)
    var training = try UnigramTraining(words, options, WorkerPool(workers: 2), .silent)
    try training.run(dropsShadowed: false)
    let slow = SlowUnigram(
      table, options, characters: Set(words.characters.characters.map(\.scalar)))
    var expected: [[UInt8]: Double] = [:]
    for piece in slow.pieces { expected[SlowUnigram.bytes(piece.text)] = piece.score }
    var found: [[UInt8]: Double] = [:]
    for piece in 0..<training.pieces.count {
      found[Array(words.bytes.buffer[training.pieces.range(piece)])] =
        training.pieces.scores[piece]
    }
    #expect(Set(found.keys) == Set(expected.keys))
    for (text, score) in expected {
      #expect(abs((found[text] ?? .infinity) - score) < 1e-9, "\(text)")
    }
  }

  @Test func anyNumberOfWorkersGivesTheSame() throws {
    let table = try count(trainingLines(), .spaceMarkedWords)
    let options = Self.options(400)
    let one = try UnigramTrainer.train(
      counts: table, options: options, pool: WorkerPool(workers: 1))
    for workers in [2, 8] {
      let other = try UnigramTrainer.train(
        counts: table.sorted(), options: options, pool: WorkerPool(workers: workers))
      #expect(other.pieces == one.pieces)
      #expect(other.steps == one.steps)
    }
  }

  @Test func tiesEverywhere() throws {
    // All strings of three letters, as often: what is kept must not depend on the order of words.
    var words: [String] = []
    for a in "abcd" { for b in "abcd" { for c in "abcd" { words.append("▁\(a)\(b)\(c)") } } }
    var tables: [PieceTable] = []
    for step in [1, 27, 63] {
      var table = PieceTable()
      for index in words.indices { table.add(words[index * step % words.count].utf8, weight: 5) }
      #expect(table.count == 64)
      tables.append(table)
    }
    let options = Self.options(20)
    let one = try UnigramTrainer.train(counts: tables[0], options: options)
    #expect(one.pieces.count > 5)
    for (workers, table) in [(1, tables[1]), (4, tables[2])] {
      let other = try UnigramTrainer.train(
        counts: table, options: options, pool: WorkerPool(workers: workers))
      #expect(other.pieces == one.pieces)
    }
  }

  @Test func countsPast32BitsAreExact() throws {
    var small = PieceTable()
    var large = PieceTable()
    for (word, count) in [("▁aba", 3), ("▁ab", 4), ("▁bab", 5)] as [(String, UInt64)] {
      small.add(word.utf8, weight: count)
      large.add(word.utf8, weight: count << 33)
    }
    var options = Self.options(10)
    options.subIterations = 1
    let many = try UnigramTrainer.train(counts: large, options: options)
    #expect(many.pieces.count >= 3)
    #expect(many.pieces.allSatisfy { $0.score.isFinite && $0.score <= 0 })
    #expect(try UnigramTrainer.train(counts: small, options: options).pieces.count >= 3)
  }

  @Test func aWordOfAMegabyteTrains() throws {
    var random = SystemlessRandom(7)
    // A few made-up words, the first more often than the last.
    let parts = (0..<40).map { _ in
      (0..<2 + random.next(5)).map { _ in 0x61 + UInt8(random.next(6)) }
    }
    var word = Array("▁".utf8)
    while word.count < 1_000_000 { word += parts[Int(random.next(1 + random.next(40)))] }
    var table = PieceTable()
    table.add(word)
    table.add("▁abc".utf8, weight: 3)
    var options = Self.options(40)
    options.seedSize = 120
    options.subIterations = 1
    let trained = try UnigramTrainer.train(counts: table, options: options)
    #expect(trained.pieces.count == 37)
    let likelihood = try #require(trained.steps.last?.objective)
    #expect(likelihood.isFinite && likelihood > 1000)
    #expect(trained.pieces.allSatisfy { $0.score.isFinite && $0.score < 0 })
  }

  @Test func scaledSumsAreThePlainOnes() throws {
    var random = SystemlessRandom(11)
    var table = PieceTable()
    for _ in 0..<30 {
      var word = Array("▁".utf8)
      for _ in 0...random.next(150) { word.append(0x61 + UInt8(random.next(3))) }
      table.add(word, weight: 1 + random.next(5))
    }
    let options = Self.options(50)
    let words = UnigramWords(table, options)
    let seeds = try UnigramSeeds(words, options, WorkerPool(workers: 1))
    let lattice = UnigramLattice(words, seeds)
    let probabilities = SharedArray<Double>(repeating: 0, count: seeds.pieces.count + 1)
    for piece in 0..<seeds.pieces.count { probabilities[piece] = exp(seeds.pieces.scores[piece]) }
    let unit = 0x1p44
    let plain = ForwardBackward(lattice, probabilities, unit: unit, least: 0)
    let scaled = ForwardBackward(lattice, probabilities, unit: unit, least: .infinity)
    for word in 0..<words.count {
      let (one, two) = (plain.add(word), scaled.add(word))
      #expect(abs(one - two) <= 1e-9 * abs(one))
    }
    for piece in 0..<seeds.pieces.count {
      let (one, two) = (Double(plain.sums[piece]) / unit, Double(scaled.sums[piece]) / unit)
      #expect(abs(one - two) <= 1e-8 * max(one, 1))
    }
  }

  @Test func aMillionWordsOfOneLetterTrain() throws {
    var table = PieceTable()
    var number: UInt32 = 0
    while table.count < 1_000_000 {
      if let scalar = Unicode.Scalar(0x20 + number), scalar.value != 0x2581 {
        table.add(UTF8.encode(scalar).map { Array($0) } ?? [])
      }
      number += 1
    }
    let failure = #expect(throws: Failure.self) {
      try UnigramTrainer.train(counts: table, options: Self.options(1000, 1))
    }
    #expect(
      failure?.description
        == "a vocabulary of 1000 has no room for 1000000 characters and 3 reserved pieces; "
        + "use a size of at least 1000003, or a lower character coverage")
    let trained = try UnigramTrainer.train(counts: table, options: Self.options(1000, 0.0005))
    #expect(trained.pieces.count == 500)
  }

  @Test func sizesThatCannotBeAreRefused() throws {
    var table = PieceTable()
    table.add("▁abab".utf8, weight: 9)
    table.add("▁ba".utf8, weight: 9)
    var options = Self.options(1000)
    options.isHardLimit = true
    let failure = #expect(throws: Failure.self) {
      try UnigramTrainer.train(counts: table, options: options)
    }
    let message = failure?.description ?? ""
    #expect(
      message.hasPrefix("a vocabulary of 1000 is too large for this text, which gives "),
      "\(message)")
    let none = #expect(throws: Failure.self) {
      try UnigramTrainer.train(counts: PieceTable(), options: options)
    }
    #expect(
      none?.description == "there is nothing to train on: no pieces were counted; check the inputs")
    options.vocabularySize = 3
    let small = #expect(throws: Failure.self) {
      try UnigramTrainer.train(counts: table, options: options)
    }
    #expect(
      small?.description == "a vocabulary of 3 has no room beside 3 reserved pieces; "
        + "use a size of at least 4")
  }

  @Test(
    .enabled(if: SentencePieceReference.isLinked, "skipped: needs libsentencepiece"),
    arguments: [("identity", false), ("nmt_nfkc", true)])
  func theRealLibraryGivesTheSameIDs(_ name: String, _ hasBytes: Bool) throws {
    let normalization = try TrainingNormalization(named: name)
    var options = Self.options(700, 0.99)
    options.symbols.hasBytes = hasBytes
    options.symbols.userDefined = ["<sep>"]
    options.symbols.pad.id = 3
    var rule = SentenceRule(normalizer: try normalization.normalizer())
    rule.boundaries = [Array("<sep>".utf8)]
    let texts = try trainingLines()
    let trained = try UnigramTrainer.train(
      counts: try count(texts, .sentences(rule)), options: options)
    let bytes = try trained.sentencePieceModel(normalization).serialized()
    let reference = try SentencePieceReference(model: bytes)
    let own = try SentencePieceReader.tokenizer(
      SentencePieceModel(parsing: bytes, file: "m"), file: "m")
    let encoder = own.makeEncoder()
    for text in texts + [Array("Ąžuolas<sep>  ﬁ Ⅳ \u{10348} e\u{301}".utf8)] {
      let line = Array(text.prefix { $0 != 0x0A && $0 != 0x0D })
      #expect(try encoder.encode(line) == reference.encode(line))
    }
  }

  struct Golden: Sendable {
    var name: String
    var text: String
    var size: Int
    var coverage: Double
  }

  static let goldens = [
    Golden(
      name: "botchan-unigram-1000", text: "conformance/sentencepiece/botchan.txt", size: 1000,
      coverage: 0.9995),
    Golden(
      name: "zemaite-unigram-2000", text: "text/lt/literature/txt/LIT00011_zemaite_paveikslai.txt",
      size: 2000, coverage: 1),
  ]

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"), arguments: goldens)
  func likeSentencePieceTheGoldenPiecesComeOut(_ golden: Golden) throws {
    let file = SharedData.path("conformance/golden-train/\(golden.name).model")
    let model = try SentencePieceModel(parsing: try readFile(file), file: file)
    var options = UnigramTrainingOptions(vocabularySize: golden.size)
    options.characterCoverage = golden.coverage
    options.likeness = .sentencePiece
    let normalization = try TrainingNormalization(named: file)
    var rule = SentenceRule(normalizer: try normalization.normalizer())
    rule.boundaries = try options.symbols.placed().map { Array($0.piece.utf8) }
    rule.longest = 4192
    rule.longSentences = .skipped
    rule.skipsReserved = true
    rule.marksEnds = true
    let table = try count(lines(readFile(SharedData.path(golden.text))), .sentences(rule))
    let trained = try UnigramTrainer.train(counts: table, options: options)
    let own = try trained.sentencePieceModel(normalization)
    #expect(own.pieces.count == golden.size)
    var scores: [[UInt8]: Float] = [:]
    for piece in model.pieces { scores[piece.text] = piece.score }
    for piece in own.pieces {
      let text = String(decoding: piece.text, as: UTF8.self)
      let score = try #require(scores[piece.text], "\(text) is not in the golden model")
      #expect(abs(score - piece.score) < 1e-4, "\(text)")
    }
  }
}

/// A seeded generator for the tests (SplitMix64).
struct SystemlessRandom {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next(_ bound: UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return (value ^ value >> 31) % bound
  }
}
