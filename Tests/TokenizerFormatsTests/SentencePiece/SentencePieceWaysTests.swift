import Foundation
import Groundwork
import SentencePieceReference
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

/// N-best and random ways to cut a text.
@Suite struct SentencePieceWaysTests {
  static let unigrams = [
    "unigram", "unigram-bytes", "unigram-symbols", "unigram-suffix", "unigram-folded",
  ]

  static func load(_ name: String) throws -> SentencePieceTokenizer {
    try SentencePieceReader.load(SentencePieceFixtures.path("\(name).model"))
  }

  /// What sentencepiece 0.2.3 gave: ids, their order, and the scores' bits.
  @Test func recordedWaysAgree() throws {
    var models: [String: SentencePieceTokenizer] = [:]
    for name in Self.unigrams { models[name] = try Self.load(name) }
    var compared = 0
    for line in try readFile(SentencePieceFixtures.path("nbest.tsv")).split(separator: 0x0A) {
      let fields = String(decoding: line, as: UTF8.self)
        .split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let model = try #require(models[fields[0]])
      let digits = Array(fields[1])
      let text = stride(from: 0, to: digits.count, by: 2).compactMap {
        UInt8(String(digits[$0...$0 + 1]), radix: 16)
      }
      let count = try #require(Int(fields[2]))
      let ways = try model.encodeNBest(text, count: count)
      let shown = ways.map { way in
        String(format: "%08x:", way.score.bitPattern)
          + way.ids.map(String.init).joined(separator: " ")
      }
      #expect(shown == Array(fields[3...]), "\(fields[0]) \(String(decoding: text, as: UTF8.self))")
      compared += ways.count
    }
    #expect(compared > 400)
  }

  /// The linked library (0.1.97 in Debian 12), which tells no scores here.
  @Test(
    .enabled(if: SentencePieceReference.isLinked, "skipped: libsentencepiece is not linked"),
    arguments: unigrams.filter { $0 != "unigram-symbols" })
  func theLinkedLibraryAgrees(name: String) throws {
    let bytes = try readFile(SentencePieceFixtures.path("\(name).model"))
    let reference = try SentencePieceReference(model: bytes)
    let tokenizer = try Self.load(name)
    var random = RandomTexts(stream: 71)
    for _ in 0..<60 {
      let text = random.next(parts: 8)
      let expected = try reference.encodeNBest(text, count: 9)
      let ways = try tokenizer.encodeNBest(text, count: 9)
      #expect(ways.map(\.ids) == expected, "\(name): \(String(decoding: text, as: UTF8.self))")
    }
  }

  @Test(arguments: unigrams) func theBestWayIsEncodes(name: String) throws {
    let tokenizer = try Self.load(name)
    let encoder = tokenizer.makeEncoder()
    var random = RandomTexts(stream: 72)
    for _ in 0..<40 {
      let text = random.next(parts: 12)
      let one = try #require(try tokenizer.encodeNBest(text, count: 1).first)
      var ids: [UInt32] = []
      var spans: [TokenSpan] = []
      text.withUnsafeBufferPointer { encoder.encode($0, into: &ids, spans: &spans) }
      #expect(one.ids == ids)
      #expect(one.spans == spans)
      let ways = try tokenizer.encodeNBest(text, count: 20)
      // Sums in float32 from the other end: the reference's order, but for their rounding.
      for (better, worse) in zip(ways, ways.dropFirst()) {
        #expect(better.score > worse.score - 1e-5 * abs(better.score))
      }
    }
  }

  /// Frequencies of 4,000 draws against exp(α · score) over all ways: χ² within five deviations.
  @Test(arguments: [0.0, 0.3, 1.0]) func samplesFollowTheScores(alpha: Double) throws {
    let tokenizer = try Self.load("unigram-bytes")
    let text = Array("rows of".utf8)
    let ways = try tokenizer.encodeNBest(text, count: 512)
    #expect(ways.count > 4 && ways.count < 512)
    let weights = ways.map { exp(alpha * Double($0.score)) }
    let total = weights.reduce(0, +)
    let draws = 4000
    var counts: [[UInt32]: Int] = [:]
    for draw in 0..<draws {
      let random = KeyedRandom(seed: 5, stream: UInt64(draw))
      counts[try tokenizer.sample(text, alpha: alpha, random: random).ids, default: 0] += 1
    }
    #expect(counts.values.reduce(0, +) == draws)
    #expect(Set(counts.keys).isSubset(of: Set(ways.map(\.ids))))
    var chi = 0.0
    var rest = (expected: 0.0, found: 0.0)
    var cells = 0.0
    for (way, weight) in zip(ways, weights) {
      let expected = Double(draws) * weight / total
      let found = Double(counts[way.ids] ?? 0)
      // Rare ways are counted together.
      if expected < 8 {
        rest = (rest.expected + expected, rest.found + found)
      } else {
        chi += (found - expected) * (found - expected) / expected
        cells += 1
      }
    }
    if rest.expected > 0 {
      chi += (rest.found - rest.expected) * (rest.found - rest.expected) / rest.expected
      cells += 1
    }
    #expect(chi < cells + 5 * (2 * cells).squareRoot())
  }

  @Test(arguments: ["unigram", "bpe", "bpe-bytes"]) func sameSeedSameIds(name: String) throws {
    let tokenizer = try Self.load(name)
    let text = Array("the rows counted  žodžiais 字".utf8)
    var different: Set<[UInt32]> = []
    for stream in 0..<30 {
      let random = KeyedRandom(seed: 1, stream: UInt64(stream))
      let one = try tokenizer.sample(text, alpha: 0.3, random: random)
      #expect(try tokenizer.sample(text, alpha: 0.3, random: random) == one)
      // Whatever way is drawn, it is a way to write this text.
      #expect(try tokenizer.decode(one.ids) == tokenizer.decode(tokenizer.encode(text)))
      different.insert(one.ids)
    }
    #expect(different.count > 5)
  }

  @Test(arguments: ["bpe", "bpe-bytes", "bpe-symbols", "bpe-suffix"])
  func dropoutHasItsTwoEnds(name: String) throws {
    let tokenizer = try Self.load(name)
    let random = KeyedRandom(seed: 1, stream: 1)
    var texts = RandomTexts(stream: 73)
    for _ in 0..<60 {
      let text = texts.next(parts: 10)
      #expect(
        try tokenizer.sample(text, alpha: 0, random: random).ids == tokenizer.encode(text))
      let all = tokenizer.explain(text).parts.flatMap { part -> [Int] in
        if case .merges(let merges) = part.steps { merges.symbolEnds } else { [] }
      }
      let none = try tokenizer.sample(text, alpha: 1, random: random).ids
      if name != "bpe-bytes" { #expect(none.count <= all.count) }
    }
  }

  @Test func whatCannotBeDoneIsSaid() throws {
    let bpe = try Self.load("bpe")
    #expect(
      throws: Failure.usage(
        "n-best needs a Unigram model, and this is bpe",
        remedy: "use --sample for BPE, or another model")
    ) { try bpe.encodeNBest([], count: 2) }
    #expect(
      throws: Failure.usage("513 ways are asked for", remedy: "ask for 1 to 512")
    ) { try Self.load("unigram").encodeNBest([], count: 513) }
    #expect(
      throws: Failure.usage(
        "a model of the kind word has only one way to cut a text",
        remedy: "use a Unigram or BPE model")
    ) {
      try Self.load("word").sample([], alpha: 0.1, random: KeyedRandom(seed: 0, stream: 0))
    }
    #expect(throws: Failure.self) {
      try bpe.sample([], alpha: .nan, random: KeyedRandom(seed: 0, stream: 0))
    }
  }
}
