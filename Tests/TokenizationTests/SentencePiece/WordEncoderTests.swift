import Groundwork
import Testing

@testable import Tokenization

/// Words looked up as they are written against whole texts that are normalized and cut into chunks.
@Suite struct WordEncoderTests {
  /// A model over a few letters, with ties, and pieces of all lengths that words have here.
  private static func tokenizer(
    _ random: inout DrawnTexts, _ algorithm: SentencePieceParts.Algorithm, byteFallback: Bool,
    trims: Bool, isWide: Bool
  ) throws -> SentencePieceTokenizer {
    var vocabulary = Vocabulary()
    vocabulary.append(Array("<unk>".utf8), kind: .unknown)
    var scores: [Float] = [0]
    if byteFallback {
      for byte in UInt8.min...UInt8.max {
        vocabulary.append([byte], kind: .byte)
        scores.append(0)
      }
    }
    var seen: Set<[UInt8]> = []
    func add(_ piece: [UInt8], _ score: Float) {
      guard seen.insert(piece).inserted else { return }
      vocabulary.append(piece, kind: .normal)
      scores.append(score)
    }
    for letter in ["▁", "a", "b", "c", "é", ".", ","] { add(Array(letter.utf8), -9) }
    for _ in 0..<80 {
      var piece = random.word("abcé", 5)
      if random.below(2) == 0 { piece = Array("▁".utf8) + piece }
      if random.below(12) == 0 { piece = Array("▁▁".utf8) }
      add(piece, -Float(random.below(40)) / 4 - 1)
    }
    if isWide { for number in 0..<70_000 { add(Array("filler\(number)".utf8), -20) } }
    return try SentencePieceTokenizer(
      SentencePieceParts(
        vocabulary: vocabulary, scores: scores, algorithm: algorithm, byteFallback: byteFallback,
        normalizer: SentencePieceNormalizer.Settings(
          charsmap: nil, removeExtraWhitespaces: trims),
        summary: TokenizerSummary(format: "toy", model: "toy", sha256: "")))
  }

  private static func agree(_ tokenizer: SentencePieceTokenizer, _ texts: [[UInt8]], _ name: String)
  {
    let fast = SentencePieceEncoder(tokenizer, tokenizer.makeSegmenter())
    let slow = SentencePieceEncoder(tokenizer, tokenizer.makeSegmenter(), isByWord: false)
    for text in texts {
      let expected = slow.encode(text)
      let shown = String(decoding: text.prefix(120), as: UTF8.self).debugDescription
      #expect(fast.encode(text) == expected, "\(name): \(shown)")
      let counted = text.withUnsafeBufferPointer { (fast.count($0), slow.count($0)) }
      #expect(counted == (expected.count, expected.count), "\(name), counted: \(shown)")
    }
  }

  @Test(arguments: [SentencePieceParts.Algorithm.bpe, .unigram], 0..<8)
  func wordsAreEncodedAsInTheWholeText(algorithm: SentencePieceParts.Algorithm, index: Int) throws {
    var random = DrawnTexts(seed: 41, stream: UInt64(index))
    let tokenizer = try Self.tokenizer(
      &random, algorithm, byteFallback: index & 1 == 1, trims: index & 2 == 2,
      isWide: index == 5 || index == 6)
    #expect(tokenizer.sourceWords != nil)
    let sizes = [0, 1, 2, 5, 20, 60, 63, 64, 65, 200, 1000, 2047, 2048, 2049, 2113, 5000, 20_000]
    for mix in DrawnTexts.mixes {
      Self.agree(tokenizer, sizes.map { random.text(mix, $0) }, "model \(index)")
    }
  }

  /// Letters, spaces, line feeds without end, and what is no UTF-8.
  @Test(arguments: [SentencePieceParts.Algorithm.bpe, .unigram], [false, true])
  func textsOfOneKindAreEncodedAsAWhole(
    algorithm: SentencePieceParts.Algorithm, trims: Bool
  ) throws {
    var random = DrawnTexts(seed: 42, stream: 0)
    let tokenizer = try Self.tokenizer(
      &random, algorithm, byteFallback: true, trims: trims, isWide: false)
    let texts = ["a", " ", "\n", "é", "漢", " a", "a ", "\na", " \n", "ab▁", "▁ ", "x"].map { unit in
      Array(String(repeating: unit, count: 5000).utf8)
    }
    Self.agree(tokenizer, texts + [(0..<9000).map { _ in UInt8(random.below(256)) }], "one kind")
  }

  /// Words beyond what slots, chunks and learning hold, with borders or without.
  @Test(arguments: [SentencePieceParts.Algorithm.bpe, .unigram], 0..<4)
  func longWordsAreEncodedAsInTheWholeText(
    algorithm: SentencePieceParts.Algorithm, index: Int
  ) throws {
    var random = DrawnTexts(seed: 45, stream: UInt64(index))
    let tokenizer = try Self.tokenizer(
      &random, algorithm, byteFallback: index & 1 == 1, trims: index & 2 == 2, isWide: false)
    var texts: [[UInt8]] = []
    for size in [20, 31, 32, 40, 100, 236, 237, 240, 241, 300, 1000, 4092, 4093, 4096, 9000] {
      for mix in [["ab", "c"], ["a", ".", "é"], ["漢", "字"], ["abcab", ",", "x", "漢"]] {
        let word = random.text(mix, size)
        texts.append(word + [0x20] + word + [0x0A] + word.prefix(30) + [0x20] + word)
      }
    }
    Self.agree(tokenizer, texts, "model \(index)")
  }

  @Test func aPieceWithALineFeedKeepsLinesTogether() throws {
    var vocabulary = Vocabulary()
    var scores: [Float] = []
    for (piece, score) in [
      ("<unk>", 0), ("▁", -5), ("a", -6), ("\n", -7), ("a\n", -1), ("\na", -2), ("▁a", -3),
    ] as [(String, Float)] {
      vocabulary.append(Array(piece.utf8), kind: piece == "<unk>" ? .unknown : .normal)
      scores.append(score)
    }
    for trims in [false, true] {
      let tokenizer = try SentencePieceTokenizer(
        SentencePieceParts(
          vocabulary: vocabulary, scores: scores, algorithm: .bpe, byteFallback: false,
          normalizer: SentencePieceNormalizer.Settings(
            charsmap: nil, removeExtraWhitespaces: trims),
          summary: TokenizerSummary(format: "toy", model: "toy", sha256: "")))
      Self.agree(
        tokenizer, ["a\na", "a\n\na a\n", "\n", " \na", "a \n a"].map { Array($0.utf8) }, "lines")
      let ids = tokenizer.makeEncoder().encode("a\na")
      #expect(ids == [1, 4, 2])
    }
  }

  @Test func bitsSayWhatBytesAre() {
    var random = DrawnTexts(seed: 43, stream: 0)
    for _ in 0..<500 {
      let bytes = (0..<64).map { _ in
        random.below(2) == 0
          ? UInt8(random.below(256)) : [0x1F, 0x20, 0x21, 0x0A, 0xA0, 0x00][random.below(6)]
      }
      let (spaces, controls) = bytes.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map { spaceBits($0) } ?? (0, 0)
      }
      for index in 0..<64 {
        #expect((spaces >> UInt64(index) & 1 == 1) == (bytes[index] == 0x20))
        #expect((controls >> UInt64(index) & 1 == 1) == (bytes[index] < 0x20))
      }
      let plain = bytes.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map { plainSpaceBits($0) } ?? (1, 1)
      }
      #expect(plain == (spaces, controls))
    }
  }

  /// More words than a table of its first size holds, of all lengths: none is lost or changed while it grows.
  @Test func usedEncodersGiveWhatNewOnesGive() throws {
    var random = DrawnTexts(seed: 44, stream: 0)
    let tokenizer = try Self.tokenizer(
      &random, .unigram, byteFallback: false, trims: true, isWide: false)
    let used = SentencePieceEncoder(tokenizer, tokenizer.makeSegmenter())
    let texts = (0..<300).map { _ in random.text(DrawnTexts.mixes[0], 3000) }
    for text in texts { _ = used.encode(text) }
    for text in texts.prefix(20) + texts.suffix(20) {
      let new = SentencePieceEncoder(tokenizer, tokenizer.makeSegmenter())
      #expect(used.encode(text) == new.encode(text))
    }
  }
}

/// Random words and texts.
private struct DrawnTexts {
  /// What texts are made of; each draw takes one.
  static let mixes = [
    ["a", "b", "c", "é", " ", "a", "b"],
    ["a", "b", "é", " ", " ", "  ", "\n", ".", ","],
    ["abc", "cab", "aabb", "x", "é", " ", "\t", "漢"],
    ["a", "é", "x", " ", "\n", "▁", "ab", "abcabc", "bcbcbc", "cacaca"],
    // Long words with borders inside.
    ["a", "é", "ab", "bc", "ca", "abc", ".", ",", "-", "漢", "字", "x", "𝛼", "cab", "é.", " "],
    // Words of unknown scalars, which become one piece.
    ["漢", "字", "語", "漢字", "語.", " 漢", " ", "a", " x", "😀"],
  ]
  private let random: KeyedRandom
  private var drawn: UInt64 = 0

  init(seed: UInt64, stream: UInt64) { random = KeyedRandom(seed: seed, stream: stream) }

  mutating func below(_ bound: Int) -> Int {
    drawn += 1
    return random.below(bound, drawn)
  }

  mutating func word(_ letters: String, _ longest: Int) -> [UInt8] {
    let letters = Array(letters)
    let length = 1 + below(longest)
    return (0..<length).flatMap { _ in Array(String(letters[below(letters.count)]).utf8) }
  }

  mutating func text(_ mix: [String], _ size: Int) -> [UInt8] {
    var text: [UInt8] = []
    while text.count < size { text += Array(mix[below(mix.count)].utf8) }
    return text
  }
}
