import Counting
import Groundwork
import Testing

@testable import TokenizerTraining

/// Training like sentencepiece against a slow version of its source.
@Suite struct LikeSentencePieceTests {
  private func options(
    _ size: Int, _ rules: PieceShapeRules, coverage: Double = 1
  ) -> BPETrainingOptions {
    var options = BPETrainingOptions(
      vocabularySize: size, alphabet: .characters(coverage: coverage),
      maxPieceLength: rules.longest)
    options.likeness = .sentencePiece
    options.shapes = rules
    return options
  }

  private func expectSame(
    _ table: PieceTable, _ size: Int, _ rules: PieceShapeRules, coverage: Double = 1,
    required: String = "", _ comment: Comment
  ) throws {
    var options = options(size, rules, coverage: coverage)
    options.requiredCharacters = required
    let slow = SlowSentencePieceBPE(
      table, coverage: Float(coverage), required: required, rules: rules, room: size - 3)
    let trained = try BPETrainer.train(counts: table, options: options)
    let model = try trained.sentencePieceModel()
    #expect(
      model.pieces.dropFirst(3).map { String(decoding: $0.text, as: UTF8.self) } == slow.pieces,
      comment)
    #expect(model.pieces.dropFirst(3).enumerated().allSatisfy { $1.score == -Float($0) }, comment)
    #expect(trained.ranOut == (slow.pieces.count < size - 3), comment)
  }

  /// Rules by the bits of a number.
  private func rules(_ seed: Int) -> PieceShapeRules {
    var rules = PieceShapeRules()
    rules.splitsByScript = seed & 1 == 0
    rules.splitsByNumber = seed & 2 == 0
    rules.splitsDigits = seed & 4 != 0
    rules.splitsAtSpaces = seed & 8 == 0
    rules.putsMarksBehind = seed & 16 != 0
    rules.allowsMarksAlone = seed & 32 != 0
    rules.longest = [16, 4, 2, 1][seed >> 6 & 3]
    return rules
  }

  @Test(arguments: 0..<40)
  func agreesWithTheSlowTrainer(seed: Int) throws {
    for part in 0..<40 {
      let number = seed * 40 + part
      let random = KeyedRandom(seed: UInt64(number), stream: 99)
      let letters = [
        "a", "b", "▁", "1", "ą", "я", "の", "カ", "ー", "漢", "\u{301}", ".", "c", "٣", "１",
      ]
      var draw: UInt64 = 0
      func next(_ bound: Int) -> Int {
        draw += 1
        return random.below(bound, draw)
      }
      let kinds = 2 + next(letters.count - 2)
      var table = PieceTable()
      for _ in 0..<(1 + next(12)) {
        let word = (0..<(1 + next(9))).map { _ in letters[min(next(kinds), next(kinds))] }
        table.add(word.joined().utf8, weight: UInt64(1 + next(4)))
      }
      let size = 5 + kinds + next(25)
      let coverage = [1.0, 0.98, 0.99][number % 3]
      try expectSame(
        table, size, rules(next(256)), coverage: coverage,
        required: number % 5 == 0 ? "aя" : "", "seed \(number)")
    }
  }

  @Test func allShortTextsOfTwoLetters() throws {
    for length in 2...8 {
      for bits in 0..<(1 << length) {
        var table = PieceTable()
        table.add((0..<length).map { UInt8(97 + bits >> $0 & 1) })
        try expectSame(table, 40, PieceShapeRules(), "\(length) \(bits)")
      }
    }
  }

  @Test func tiesAreForFewerCharactersThenBytes() throws {
    var table = PieceTable()
    for word in ["abx", "cd", "ą1"] { table.add(word.utf8, weight: 5) }
    var rules = PieceShapeRules()
    rules.splitsByScript = false
    let trained = try BPETrainer.train(counts: table, options: options(14, rules))
    let merges = trained.merges.map { String(decoding: trained[$0.new], as: UTF8.self) }
    #expect(merges == ["ab", "cd", "ą1", "abx"])
  }

  @Test func pairsThatOtherMergesTookApartArePiecesAtTheEnd() throws {
    var table = PieceTable()
    table.add("abx".utf8, weight: 5)
    let trained = try BPETrainer.train(counts: table, options: options(20, PieceShapeRules()))
    let merges = trained.merges.map {
      "\(String(decoding: trained[$0.new], as: UTF8.self)) \($0.count)"
    }
    #expect(merges == ["ab 5", "abx 5", "bx 0"])
    #expect(
      trained.shortfall
        == "the text gives a vocabulary of 9 at most, 11 fewer than asked for: no pair "
        + "is left that may be a piece")
  }
}
