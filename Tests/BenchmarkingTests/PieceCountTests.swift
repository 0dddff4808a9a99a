import Benchmarking
import Foundation
import Groundwork
import TestSupport
import Testing
import Tokenization

@testable import TokenizerMetrics

/// What is counted piece by piece is what whole texts give, with every kind of tokenizer there is a fixture of.
@Suite struct PieceCountTests {
  /// The fixtures' tokenizers, and two over bytes whose splitters are the same.
  private static let tokenizers: [BenchmarkTokenizer] = {
    var found: [BenchmarkTokenizer] = []
    for folder in ["HuggingFace", "SentencePiece", "GGUF", "Pickle", "WordPiece"] {
      let path = joinPath(SharedData.repository, "Tests/Fixtures/\(folder)")
      for name in (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? [] {
        guard let located = try? TokenizerLocator().load(joinPath(path, name)) else { continue }
        found.append(
          BenchmarkTokenizer(name: "\(folder)/\(name)", tokenizer: located.tokenizer))
      }
    }
    for (name, words) in [
      ("short", ["ab", "la", " l"]), ("long", ["aa", "aaaa", "ba", "ar", "ą"]),
    ] {
      if let tokenizer = rank(words) {
        found.append(BenchmarkTokenizer(name: name, tokenizer: tokenizer))
      }
    }
    return found
  }()

  private static func rank(_ words: [String]) -> RankTokenizer? {
    try? RankTokenizer(
      tokens: RankedTokens(
        inRankOrder: (0...255).map { [UInt8($0)] } + words.map { Array($0.utf8) }),
      splitter: try SplitPattern.splitter(for: "gpt2"),
      specials: [(Array("<|endoftext|>".utf8), 1000)],
      summary: TokenizerSummary(format: "tiktoken", model: "bpe", sha256: ""))
  }

  private static let parts = [
    "labas", "rytas", " ", "  ", "\t", "\r\n", "\n", "aaaaaaaaaaaaaaaaaaaa", "ą", "ąčęėįšųūž",
    "a\u{328}",
    "\u{2581}", "\u{2581}\u{2581}", "漢", "漢漢", "字", "🙂", "🙂🙂", "\u{A0}", "\u{3000}", "\u{200B}",
    "ﬁ", "İ",
    "1", "2026", "12345678", ".", ",", "...", "'s", "Don't", "<s>", "</s>", "<unk>", "[UNK]",
    "[CLS]", "<0x41>",
    "<|endoftext|>", "<pad>", "the", "The", "hello", " world", "KAUNAS", "žmogus", "\u{FFFD}", "\0",
    "\u{7F}",
    "q", "x", "zz", "ß", "Ω", "ή", "\u{301}",
  ]

  private static func texts(_ count: Int, seed: UInt64) -> [String] {
    let random = KeyedRandom(seed: seed, stream: 1)
    var next: UInt64 = 0
    func below(_ bound: Int) -> Int {
      next += 1
      return random.below(bound, next)
    }
    // The tokens that tokenizers look for in texts come in too.
    let added = tokenizers.flatMap { $0.tokenizer.specials.map(\.bytes) }.map {
      String(decoding: $0, as: UTF8.self)
    }
    var texts = [
      "", " ", "\u{2581}", "漢 漢", "漢\u{2581}漢", String(repeating: "a", count: 3000),
      String(repeating: "漢", count: 700), String(repeating: "labas ", count: 900),
      String(repeating: " ", count: 600), String(repeating: "ab", count: 140) + " x",
    ]
    for _ in 0..<count {
      var text = ""
      for _ in 0..<(1 + below(24)) {
        let word =
          below(12) == 0 && !added.isEmpty ? added[below(added.count)] : parts[below(parts.count)]
        text += below(3) == 0 ? " " + word : word
      }
      texts.append(text)
    }
    return texts
  }

  /// What a tokenizer makes of texts, the plain way.
  private struct Expected: Equatable {
    var columns = [Int64](repeating: 0, count: TokenColumn.count)
    var counts: [UInt32: Int64] = [:]
  }

  private func expected(
    _ tokenizer: any Tokenizer, _ texts: [String], _ weights: [UInt64], roundTrip: Bool
  ) throws -> Expected {
    var expected = Expected()
    let compared = try RoundTrip(tokenizer)
    let encoder = tokenizer.makeEncoder()
    for (text, weight) in zip(texts, weights) {
      let weight = Int64(weight)
      let bytes = Array(text.utf8)
      let ids = encoder.encode(bytes)
      func add(_ column: TokenColumn, _ count: Int) {
        expected.columns[column.rawValue] += Int64(count) * weight
      }
      add(.tokens, ids.count)
      add(.unknown, ids.count { tokenizer.vocabulary.kind(of: $0) == .unknown })
      add(.fragments, ids.count { TokenFlags.isFragment($0, of: tokenizer.vocabulary) })
      for id in ids { expected.counts[id, default: 0] += weight }
      if roundTrip, text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) {
        let same = bytes.withUnsafeBufferPointer { compared.compare($0, ids) }
        #expect(same.bytes == ((try? tokenizer.decode(ids)) == bytes))
        add(.sameBytes, same.bytes ? 1 : 0)
        add(.sameNormalized, same.normalized ? 1 : 0)
        add(.sameFolded, same.folded ? 1 : 0)
      }
    }
    expected.counts = expected.counts.filter { $0.value != 0 }
    return expected
  }

  private func found(_ tally: LanguageTally, _ tokenizer: Int) -> Expected {
    var found = Expected()
    for column in TokenColumn.allCases {
      found.columns[column.rawValue] = tally.tokens[tokenizer].total(column)
    }
    for (id, count) in tally.tokenCounts[tokenizer].enumerated() where count != 0 {
      found.counts[UInt32(id)] = count
    }
    return found
  }

  private static func source(
    _ language: String, _ texts: [String], _ weights: [UInt64], batch: Int
  ) -> LanguageSource {
    LanguageSource(corpus: "texts", language: language, isParallel: false) {
      take throws(Failure) in
      var first = 0
      while first < texts.count {
        var part = TextBatch()
        for index in first..<min(first + batch, texts.count) {
          part.append(texts[index].utf8, weight: weights[index])
        }
        try take(part)
        first += batch
      }
    }
  }

  @Test(arguments: [false, true])
  func piecesAddUpToTexts(roundTrip: Bool) throws {
    let tokenizers = Self.tokenizers
    #expect(tokenizers.count > 40)
    let texts = [Self.texts(220, seed: 1), Self.texts(90, seed: 2)]
    let weights = [
      texts[0].map { _ in UInt64(1) }, texts[1].indices.map { UInt64($0 % 4) },
    ]
    let expected = try zip(texts, weights).map { texts, weights in
      try tokenizers.map {
        try self.expected($0.tokenizer, texts, weights, roundTrip: roundTrip)
      }
    }
    var settings = MetricSettings(focus: "xx")
    settings.metrics = ["tokens", "fertility", "fragments", "unk", "vocabulary_use", "entropy"]
    if roundTrip { settings.metrics?.append("round_trip") }
    for (workers, batch, window) in [(1, 1000, 16 << 20), (2, 7, 2000), (2, 1, 1 << 15)] {
      settings.windowBytes = window
      let counts = try MetricEngine.count(
        tokenizers: tokenizers,
        sources: [
          Self.source("lt", texts[0], weights[0], batch: batch),
          Self.source("lv", texts[1], weights[1], batch: batch),
        ], settings: settings, pool: WorkerPool(workers: workers))
      for language in 0..<2 {
        let tally = counts.corpora[0].languages[language]
        for (index, tokenizer) in tokenizers.enumerated() {
          let isEqual = found(tally, index) == expected[language][index]
          #expect(
            isEqual,
            "\(tokenizer.name), \(tally.language), \(workers) workers, batches of \(batch)")
        }
      }
    }
  }

  @Test func mostTokenizersEncodePieces() throws {
    let measured = Self.tokenizers.enumerated().map {
      MeasuredTokenizer($1, index: $0, needs: CountingNeeds())
    }
    let groups = MeasuredGroup.groups(measured, countsTokens: false)
    let names = groups.map { $0.tokenizers.map(\.name) }
    // Those that go over spaces, or pass through unused pieces, do not.
    let whole = measured.filter { $0.cutting == nil }.map(\.name)
    #expect(whole.contains("SentencePiece/bpe-across.model"))
    #expect(whole.count < measured.count / 4, "\(whole)")
    #expect(names.contains { $0.contains("short") && $0.contains("long") })
    #expect(names.contains { $0.contains("SentencePiece/bpe.model") })
  }

  /// Pieces that there is no room for are encoded each time.
  @Test func fullTablesChangeNothing() throws {
    let texts = Self.texts(60, seed: 3)
    let weights = texts.indices.map { UInt64($0 % 3) }
    let needs = CountingNeeds(tokenCounts: true)
    let measured = Self.tokenizers.enumerated().map {
      MeasuredTokenizer($1, index: $0, needs: needs)
    }
    var batch = TextBatch()
    for (text, weight) in zip(texts, weights) { batch.append(text.utf8, weight: weight) }
    var facts = BatchFacts()
    facts.units = 1
    facts.unitOf = texts.map { _ in 0 }
    facts.plainWords = texts.map { _ in 1 }
    for tokenizer in measured {
      guard let cutting = tokenizer.cutting else { continue }
      let measurer = TextMeasurer([(cutting, [tokenizer])], countsTokens: true, limit: 0)
      let pending = PendingBatch(language: 0, firstDocument: 0, texts: batch)
      let counts = try measurer.counts(of: pending, facts, needs: needs)[0]
      var found = Expected(columns: TokenColumn.allCases.map { counts.sums[0, $0] })
      for (id, count) in zip(counts.tokenCounts.ids, counts.tokenCounts.counts) where count != 0 {
        found.counts[id, default: 0] += count
      }
      for drained in measurer.drain()?.counts ?? [] {
        for (id, count) in zip(drained.ids, drained.counts) where count != 0 {
          found.counts[id, default: 0] += count
        }
      }
      found.counts = found.counts.filter { $0.value != 0 }
      let expected = try self.expected(tokenizer.tokenizer, texts, weights, roundTrip: false)
      let isEqual = found == expected
      #expect(isEqual, "\(tokenizer.name)")
    }
  }
}
