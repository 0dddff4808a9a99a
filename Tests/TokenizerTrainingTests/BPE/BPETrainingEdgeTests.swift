import Counting
import Groundwork
import Testing
import Tokenization

@testable import TokenizerTraining

/// Texts at the edges of what trainers meet.
@Suite struct BPETrainingEdgeTests {
  private func like(
    _ likeness: BPETrainingOptions.Likeness, _ size: Int
  ) -> BPETrainingOptions {
    var options = BPETrainingOptions(
      vocabularySize: size,
      alphabet: likeness == .sentencePiece ? .characters(coverage: 1) : .bytes,
      maxPieceLength: likeness == .sentencePiece ? 16 : nil)
    options.likeness = likeness
    if likeness == .sentencePiece { options.shapes = PieceShapeRules() }
    return options
  }

  private func wordsOfOneLetter(_ count: Int) -> PieceTable {
    var table = PieceTable()
    var scalar: UInt32 = 0x1_0000
    while table.count < count {
      if let value = Unicode.Scalar(scalar) { table.add(String(value).utf8) }
      scalar += 1
    }
    return table
  }

  @Test func aMillionDistinctWordsOfOneLetter() throws {
    let table = wordsOfOneLetter(1_000_000)
    let trained = try BPETrainer.train(counts: table, options: like(.sentencePiece, 1_000_010))
    #expect(trained.merges.isEmpty)
    #expect(trained.vocabularySize == 1_000_003)
    #expect(trained.ranOut)
  }

  @Test func mergesBesideASpecialTokenThatTextWouldMakeDoNotTrap() throws {
    var table = PieceTable()
    for (piece, count) in [("abc", 5), ("xab", 2), ("abd", 3)] as [(String, UInt64)] {
      table.add(piece.utf8, weight: count)
    }
    let trained = try BPETrainer.train(
      counts: table, options: .init(vocabularySize: 300, specials: ["ab"]))
    // "ab" is never made: what stands around it is.
    #expect(
      trained.merges.map { String(decoding: trained[$0.new], as: UTF8.self) }
        == ["bc", "abc", "bd", "abd", "xa", "xab"])
  }

  @Test func aVocabularySmallerThanTheAlphabet() throws {
    let table = wordsOfOneLetter(1000)
    var options = like(.native, 1002)
    options.alphabet = .characters(coverage: 1)
    for likeness in [BPETrainingOptions.Likeness.native, .sentencePiece] {
      options.likeness = likeness
      options.maxPieceLength = 16
      #expect {
        _ = try BPETrainer.train(counts: table, options: options)
      } throws: { error in
        "\(error)" == "a vocabulary of 1002 has no room for 1000 characters and 3 reserved pieces; "
          + "use a size of at least 1003, or a lower character coverage"
      }
    }
    // tokenizers takes all letters, however small the vocabulary was to be.
    options.likeness = .huggingFace
    let trained = try BPETrainer.train(counts: table, options: options)
    #expect(trained.vocabularySize == 1000)
    #expect(trained.ranOut)
    options.vocabularySize = 5
    #expect(try BPETrainer.train(counts: table, options: options).vocabularySize == 1000)
  }

  @Test(arguments: [BPETrainingOptions.Likeness.native, .sentencePiece, .huggingFace])
  func oneWordOfAMegabyte(likeness: BPETrainingOptions.Likeness) throws {
    let random = KeyedRandom(seed: 1, stream: 5)
    var table = PieceTable()
    table.add((0..<1_000_000).map { UInt8(97 + random.below(4, $0)) })
    let letters = likeness == .sentencePiece ? 4 + 3 : 256
    let trained = try BPETrainer.train(counts: table, options: like(likeness, letters + 200))
    #expect(trained.merges.count == 200)
    #expect(zip(trained.merges, trained.merges.dropFirst()).allSatisfy { $0.count >= $1.count })
    let lengths = trained.curve.map(\.tokens)
    #expect(lengths.first == 1_000_000)
    #expect(lengths.last == trained.trainingTokens)
    #expect(zip(lengths, lengths.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test(arguments: [BPETrainingOptions.Likeness.native, .sentencePiece, .huggingFace])
  func countsBeyond32Bits(likeness: BPETrainingOptions.Likeness) throws {
    // With 32 bits, ab would have a count of 5 and xy one of 0.
    var table = PieceTable()
    table.add("ab".utf8, weight: 1 << 32 + 5)
    table.add("cd".utf8, weight: 1 << 20)
    table.add("xy".utf8, weight: 1 << 34)
    let letters = likeness == .sentencePiece ? 6 + 3 : 256
    let trained = try BPETrainer.train(counts: table, options: like(likeness, letters + 3))
    #expect(
      trained.merges.map { String(decoding: trained[$0.new], as: UTF8.self) } == ["xy", "ab", "cd"])
    let counts: [UInt64] = [1 << 34, 1 << 32 + 5, 1 << 20]
    #expect(trained.merges.map(\.count) == counts)
  }

  @Test(arguments: [BPETrainingOptions.Likeness.sentencePiece, .huggingFace])
  func orderOfThePiecesMakesNoDifference(likeness: BPETrainingOptions.Likeness) throws {
    for seed in 0..<20 as Range<UInt64> {
      let table = randomTable(seed: seed)
      var reversed = PieceTable()
      for index in (0..<table.count).reversed() {
        reversed.add(table[index], weight: table.counts[index])
      }
      let options = like(likeness, likeness == .sentencePiece ? 40 : 290)
      let one = try BPETrainer.train(counts: table, options: options)
      let two = try BPETrainer.train(counts: reversed, options: options)
      #expect(one.merges == two.merges)
      #expect(one.bytes == two.bytes)
      #expect(one.curve == two.curve)
    }
  }

  @Test(arguments: [BPETrainingOptions.Likeness.native, .sentencePiece, .huggingFace])
  func tiesEverywhere(likeness: BPETrainingOptions.Likeness) throws {
    // All pairs are as frequent: of each likeness the first by its own rule, whatever the order of pieces.
    var words: [String] = []
    for left in "abcdef" { for right in "ghijkl" { words.append("\(left)\(right)") } }
    var table = PieceTable()
    for index in words.indices { table.add(words[index * 25 % words.count].utf8, weight: 7) }
    #expect(table.count == 36)
    let letters = likeness == .sentencePiece ? 12 + 3 : 256
    let trained = try BPETrainer.train(counts: table, options: like(likeness, letters + 36))
    #expect(trained.merges.map { String(decoding: trained[$0.new], as: UTF8.self) } == words)
  }

  @Test func curveOfTheWorkedExample() throws {
    var table = PieceTable()
    table.add("aaabdaaabac".utf8)
    let trained = try BPETrainer.train(counts: table, options: .init(vocabularySize: 259))
    #expect(
      trained.curve == [
        .init(merges: 0, tokens: 11), .init(merges: 1, tokens: 9), .init(merges: 2, tokens: 7),
        .init(merges: 3, tokens: 5),
      ])
  }

  @Test func noCurveIsLong() throws {
    var curve = CompressionCurve(tokens: 9_000_000)
    for merges in 1...1_000_000 { curve.add(merges: merges, tokens: UInt64(9_000_000 - merges)) }
    curve.finish(merges: 1_000_000, tokens: 8_000_000)
    #expect(curve.points.map(\.merges).prefix(9) == [0, 1, 2, 3, 5, 10, 20, 30, 50])
    #expect(curve.points.last?.merges == 1_000_000)
    #expect(curve.points.count == 26)
  }

  @Test func piecesWithIDsOfTheirOwn() throws {
    var table = PieceTable()
    table.add("abcd".utf8, weight: 3)
    var options = like(.sentencePiece, 12)
    options.symbols.pad.id = 6
    options.symbols.control = ["<c>"]
    options.symbols.userDefined = ["<u>", "</s>"]
    let pieces = try BPETrainer.train(counts: table, options: options).sentencePieceModel().pieces
    #expect(
      pieces.map { "\(String(decoding: $0.text, as: UTF8.self)) \($0.type)" } == [
        "<unk> unknown", "<s> control", "</s> userDefined", "<c> control", "<u> userDefined",
        "ab normal", "<pad> control", "cd normal", "a normal", "b normal", "c normal", "d normal",
      ])
    options.symbols.pad.id = 300
    #expect {
      _ = try BPETrainer.train(counts: table, options: options)
    } throws: { error in
      "\(error)"
        == "the piece <pad> has the id 300, and the vocabulary has 12 pieces; use a smaller "
        + "id or a larger --vocab-size"
    }
  }
}
