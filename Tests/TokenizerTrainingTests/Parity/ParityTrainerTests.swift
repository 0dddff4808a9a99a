import Counting
import Groundwork
import Testing
import Tokenization
import TokenizerFormats

@testable import TokenizerTraining

/// Parity-aware training against a slow version of its definition.
@Suite struct ParityTrainerTests {
  @Test(arguments: 0..<30)
  func agreesWithTheSlowTrainer(seed: Int) throws {
    for part in 0..<20 { try expectSame(UInt64(seed * 20 + part)) }
  }

  private func expectSame(_ seed: UInt64) throws {
    let random = KeyedRandom(seed: seed, stream: 71)
    var draw: UInt64 = 0
    func next(_ bound: Int) -> Int {
      draw += 1
      return random.below(bound, draw)
    }
    let letters = ["a", "b", "c", "ą", " ", "я", "漢", "😀", "!"]
    func table(_ words: Int) -> PieceTable {
      var table = PieceTable()
      let kinds = 1 + next(letters.count)
      for _ in 0..<words {
        let word = (0..<(1 + next(9))).map { _ in letters[min(next(kinds), next(kinds))] }
        table.add(word.joined().utf8, weight: UInt64(1 + next(4)))
      }
      return table
    }
    let count = 1 + next(4)
    let isByteLevel = next(2) == 0
    var options = ParityTrainingOptions(size: .merges(next(40), lessLetters: next(6) == 0))
    if next(3) == 0 { options.size = .vocabulary(next(80)) }
    options.alphabet = isByteLevel ? .bytes : .characters(coverage: 1)
    options.hasWholeByteAlphabet = false
    options.specials = [[], ["<s>", "ab"], ["<unk>", "<unk>", "a"], ["aa", "Ġa"]][next(4)]
    options.minimumFrequency = UInt64(1 + next(3))
    options.maxPieceLength = next(2) == 0 ? nil : 1 + next(6)
    options.limitAlphabet = isByteLevel || next(2) == 0 ? nil : 1 + next(5)
    options.globalMerges = next(3) == 0 ? next(12) : 0
    if next(2) == 0 {
      options.variant = .window(size: 1 + next(6), alpha: [0.5, 1, 1.3, 2][next(4)])
    }
    let train = (0..<count).map { _ in table(1 + next(8)) }
    let kind = next(3)
    if kind == 0 { options.ratios = (0..<count).map { _ in [1, 1.5, 0.7][next(3)] } }
    let dev = kind == 1 ? (0..<count).map { _ in table(next(6)) } : nil
    let trained = try ParityTrainer.train(languages: train, development: dev, options: options)

    func pieces(_ table: PieceTable) -> SlowParityBPE.Pieces {
      (0..<table.count).map { piece in
        let bytes =
          isByteLevel
          ? table[piece].flatMap { ByteLevelAlphabet.letters[Int($0)] } : Array(table[piece])
        return (text: String(decoding: bytes, as: UTF8.self), count: table.counts[piece])
      }
    }
    let alphabet = Self.letters((train + (dev ?? [])).flatMap(pieces), options)
    let slow = SlowParityBPE(
      train.map(pieces), dev.map { $0.map(pieces) }, options, letters: alphabet)
    let json = try JSONValue(
      parsing: trained.bpe.tokenizerJSON(pattern: isByteLevel ? "gpt2" : "\\p{L}+"), file: "t.json")
    let vocabulary = (json["model"]?["vocab"]?.members ?? []).sorted {
      ($0.value.integer ?? 0) < ($1.value.integer ?? 0)
    }
    #expect(vocabulary.map(\.key) == slow.tokens, "seed \(seed)")
    let merges = (json["model"]?["merges"]?.array ?? []).map { $0.array?.map(\.string) }
    #expect(merges == slow.merges.map { [$0.left, $0.right] }, "seed \(seed)")
    #expect(trained.globalMerges == slow.chosen.count { $0 < 0 }, "seed \(seed)")
    #expect(
      trained.languages.map(\.merges)
        == train.indices.map { language in slow.chosen.count { $0 == language } }, "seed \(seed)")
  }

  /// The letters of the texts by code point; the most frequent where they are limited, and single specials.
  private static func letters(
    _ pieces: SlowParityBPE.Pieces, _ options: ParityTrainingOptions
  ) -> [String] {
    var counts: [Unicode.Scalar: UInt64] = [:]
    for piece in pieces {
      for scalar in piece.text.unicodeScalars { counts[scalar, default: 0] += piece.count }
    }
    let ordered = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    var kept = Set(ordered.prefix(options.limitAlphabet ?? .max).map(\.key))
    if options.alphabet != .bytes {
      let specials = options.specials.filter { $0.unicodeScalars.count == 1 }
      kept.formUnion(specials.compactMap(\.unicodeScalars.first))
    }
    return kept.sorted().map { String($0) }
  }

  /// Languages take turns; in each the greater of equally frequent pairs is first.
  @Test func languagesTakeTurns() throws {
    var (one, two) = (PieceTable(), PieceTable())
    one.add("abcd".utf8, weight: 10)
    two.add("wxyz".utf8, weight: 9)
    let trained = try ParityTrainer.train(
      languages: [one, two], options: ParityTrainingOptions(size: .merges(5)))
    let texts = trained.bpe.merges.map { String(decoding: trained.bpe[$0.new], as: UTF8.self) }
    #expect(texts == ["cd", "yz", "bcd", "xyz", "abcd"])
    #expect(trained.languages.map(\.merges) == [3, 2])
    #expect(trained.languages.map(\.letters) == [40, 36])
    #expect(trained.languages.map(\.tokens) == [10, 18])
    #expect(!trained.bpe.ranOut)
  }

  /// tokenizers 0.23.3 goes round forever here: the only language that is left had its share of the window.
  @Test func aLanguageThatIsLeftAloneGetsAllMerges() throws {
    var (one, two) = (PieceTable(), PieceTable())
    one.add("abcdefgh".utf8, weight: 10)
    two.add("x".utf8)
    var options = ParityTrainingOptions(size: .merges(100))
    options.variant = .window(size: 4, alpha: 0.5)
    let trained = try ParityTrainer.train(languages: [one, two], options: options)
    #expect(trained.bpe.merges.count == 7)
    #expect(trained.languages.map(\.ranOut) == [true, true])
    #expect(trained.bpe.ranOut)
  }

  @Test func whatContradictsItself() throws {
    var table = PieceTable()
    table.add("ab".utf8)
    func expect(
      _ problem: String, _ remedy: String, _ change: (inout ParityTrainingOptions) -> Void
    ) {
      var options = ParityTrainingOptions(size: .merges(1))
      change(&options)
      #expect(throws: Failure.usage(problem, remedy: remedy)) {
        try ParityTrainer.train(languages: [table, table], options: options)
      }
    }
    expect("there are 2 languages and 1 ratios", "give each one") { $0.ratios = [1] }
    expect("a ratio of -1.0 means nothing", "use a number above 0") { $0.ratios = [1, -1] }
    expect("a window of 0 merges means nothing", "use 100") {
      $0.variant = .window(size: 0, alpha: 1)
    }
    expect("an alpha of 0.0 means nothing", "use 2") { $0.variant = .window(size: 1, alpha: 0) }
    expect("-1 global merges mean nothing", "use 0 or more") { $0.globalMerges = -1 }
    expect("-1 merges mean nothing", "use 0 or more") { $0.size = .merges(-1) }
    #expect(
      throws: Failure.usage(
        "there are 2 languages to train on and development text of 1",
        remedy: "give each language one")
    ) {
      try ParityTrainer.train(
        languages: [table, table], development: [table], options: .init(size: .merges(1)))
    }
    var ratios = ParityTrainingOptions(size: .merges(1))
    ratios.ratios = [1, 1]
    #expect(
      throws: Failure(
        "language 2 has no text, and with ratios each needs one", remedy: "check the inputs")
    ) {
      try ParityTrainer.train(languages: [table, PieceTable()], options: ratios)
    }
    #expect(
      throws: Failure(
        "there is nothing to train on: no pieces were counted", remedy: "check the inputs")
    ) {
      try ParityTrainer.train(languages: [PieceTable()], options: .init(size: .merges(1)))
    }
  }
}
