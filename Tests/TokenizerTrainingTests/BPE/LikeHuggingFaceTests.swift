import Counting
import Groundwork
import Testing
import Tokenization
import TokenizerFormats

@testable import TokenizerTraining

/// Training like tokenizers against a slow version of its source.
@Suite struct LikeHuggingFaceTests {
  @Test(arguments: 0..<40)
  func agreesWithTheSlowTrainer(seed: Int) throws {
    for part in 0..<40 { try expectSame(UInt64(seed * 40 + part)) }
  }

  private func expectSame(_ seed: UInt64) throws {
    let random = KeyedRandom(seed: seed, stream: 98)
    var draw: UInt64 = 0
    func next(_ bound: Int) -> Int {
      draw += 1
      return random.below(bound, draw)
    }
    let letters = ["a", "b", "c", "ą", " ", "я", "漢", "😀", "d"]
    let kinds = 1 + next(letters.count)
    var table = PieceTable()
    for _ in 0..<(1 + next(12)) {
      let word = (0..<(1 + next(9))).map { _ in letters[min(next(kinds), next(kinds))] }
      table.add(word.joined().utf8, weight: UInt64(1 + next(4)))
    }
    let isByteLevel = next(2) == 0
    var options = BPETrainingOptions(
      vocabularySize: next(60), alphabet: isByteLevel ? .bytes : .characters(),
      specials: [[], ["<s>", "ab"], ["<unk>", "<unk>", "a"], ["aa", "Ġa"]][next(4)],
      minimumFrequency: UInt64(1 + next(3)))
    if isByteLevel, next(3) == 0 { options.vocabularySize += 256 }
    options.likeness = .huggingFace
    options.hasWholeByteAlphabet = isByteLevel && next(2) == 0
    options.limitAlphabet = isByteLevel || next(2) == 0 ? nil : 1 + next(5)
    options.maxPieceLength = next(2) == 0 ? nil : 1 + next(6)
    try expectSame(table, options, "seed \(seed)")
  }

  @Test func allShortTextsOfTwoLetters() throws {
    for length in 2...8 {
      for bits in 0..<(1 << length) {
        var table = PieceTable()
        table.add((0..<length).map { UInt8(97 + bits >> $0 & 1) })
        var options = BPETrainingOptions(
          vocabularySize: 40, alphabet: .characters(), minimumFrequency: 1)
        options.likeness = .huggingFace
        options.hasWholeByteAlphabet = false
        try expectSame(table, options, "\(length) \(bits)")
      }
    }
  }

  private func expectSame(
    _ table: PieceTable, _ options: BPETrainingOptions, _ what: String
  ) throws {
    let isByteLevel = options.alphabet == .bytes
    let pieces = (0..<table.count).map { piece in
      (
        text: isByteLevel
          ? String(
            decoding: table[piece].flatMap { ByteLevelAlphabet.letters[Int($0)] }, as: UTF8.self)
          : String(decoding: table[piece], as: UTF8.self), count: table.counts[piece]
      )
    }
    let whole = Set(
      ByteLevelAlphabet.letters.flatMap { String(decoding: $0, as: UTF8.self).unicodeScalars })
    let slow = SlowHuggingFaceBPE(
      pieces, size: options.vocabularySize, specials: options.specials,
      limit: options.limitAlphabet, initial: options.hasWholeByteAlphabet ? whole : [],
      minimum: options.minimumFrequency, longest: options.maxPieceLength)
    let trained = try BPETrainer.train(counts: table, options: options)
    let json = try JSONValue(
      parsing: trained.tokenizerJSON(pattern: isByteLevel ? "gpt2" : "\\p{L}+"), file: "t.json")
    let vocabulary = (json["model"]?["vocab"]?.members ?? []).sorted {
      ($0.value.integer ?? 0) < ($1.value.integer ?? 0)
    }
    #expect(vocabulary.map(\.key) == slow.tokens, "\(what)")
    #expect(vocabulary.map(\.value.integer) == slow.tokens.indices.map { $0 }, "\(what)")
    let merges = (json["model"]?["merges"]?.array ?? []).map { $0.array?.map(\.string) }
    #expect(merges == slow.merges.map { [$0.left, $0.right] }, "\(what)")
    #expect(trained.vocabularySize == slow.tokens.count, "\(what)")
  }

  @Test func idsAreSpecialsThenLettersByCodePointThenMerges() throws {
    var table = PieceTable()
    table.add("ba ba".utf8, weight: 3)
    var options = BPETrainingOptions(vocabularySize: 258, specials: ["<s>"], minimumFrequency: 1)
    options.likeness = .huggingFace
    let trained = try BPETrainer.train(counts: table, options: options)
    let json = try JSONValue(parsing: trained.tokenizerJSON(pattern: "gpt2"), file: "t.json")
    let vocabulary = json["model"]?["vocab"]
    #expect(vocabulary?["<s>"]?.integer == 0)
    #expect(vocabulary?["!"]?.integer == 1)
    #expect(vocabulary?["Ń"]?.integer == 256)
    #expect(vocabulary?["ba"]?.integer == 257)
  }
}
