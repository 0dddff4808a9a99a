import Foundation
import Groundwork
import Testing
import Tokenization

@testable import TokenizerMetrics

/// Metrics over distributions, round trips and agreement, through the engine and by slow definitions.
@Suite struct DistributionTests {
  let short = ToyTokenizer(step: 3)
  let long = ToyTokenizer(step: 5, marks: true)

  func run(
    _ tokenizers: [(String, any Tokenizer)], _ sources: [LanguageSource], _ metrics: [String]?,
    change: (inout MetricSettings) -> Void = { _ in }
  ) throws -> MetricOutcome {
    var settings = MetricSettings(focus: "lit")
    settings.resampling.resamples = 0
    settings.metrics = metrics
    change(&settings)
    return try MetricEngine.run(
      tokenizers: tokenizers.map { BenchmarkTokenizer(name: $0, tokenizer: $1) },
      sources: sources, settings: settings, pool: WorkerPool(workers: 2))
  }

  func cut(_ text: String, _ tokenizer: ToyTokenizer) -> (ids: [UInt32], spans: [TokenSpan]) {
    tokenizer.encodeWithSpans(Array(text.utf8))
  }

  @Test("every metric is its definition, text by text", arguments: 1...4)
  func agreesWithDefinitions(seed: UInt64) throws {
    let texts = randomTexts(80, seed: seed)
    let outcome = try run(
      [("short", short), ("long", long)], [source("toy", "lit", texts, batch: Int(seed) * 3)],
      nil
    ) { $0.baseline = "long" }
    for (name, tokenizer) in [("short", short), ("long", long)] {
      let ids = texts.flatMap { cut($0, tokenizer).ids }
      let count = Double(ids.count)
      let counts = Dictionary(grouping: ids) { $0 }.mapValues { Double($0.count) }
      let shares = counts.values.map { $0 / count }.sorted(by: >)
      let entropy = -shares.reduce(0) { $0 + $1 * log2($1) }
      func renyi(_ alpha: Double) -> Double {
        log2(shares.reduce(0) { $0 + pow($1, alpha) }) / (1 - alpha)
      }
      let all = log2(Double(tokenizer.vocabulary.ordinaryCount))
      let observed = log2(Double(shares.count))
      let bytes = Double(texts.reduce(0) { $0 + $1.utf8.count })
      let windows = (0...ids.count - 500).map { Set(ids[$0..<$0 + 500]).count }
      let expected: [String: Double] = [
        "entropy": entropy, "renyi_entropy": renyi(2.5), "renyi_efficiency": renyi(2.5) / all,
        "renyi_efficiency_observed": renyi(2.5) / observed, "shannon_efficiency": entropy / all,
        "zouhar2023": renyi(3) / observed, "zouhar2023_vocabulary": renyi(3) / all,
        "code_length": count * entropy / bytes, "ttr": Double(shares.count) / count,
        "vocabulary_use": Double(shares.count) / Double(tokenizer.vocabulary.ordinaryCount),
        "mattr": Double(windows.reduce(0, +)) / Double(windows.count) / 500,
        "f95": (counts.values.sorted(by: >)[Int((Double(shares.count) * 0.95).rounded(.up)) - 1]),
        "average_rank": shares.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element },
        "cpt": Double(texts.reduce(0) { $0 + $1.unicodeScalars.count }) / count,
        "unk_scalars": Double(texts.reduce(0) { $0 + unknownScalars($1, tokenizer) })
          / Double(texts.reduce(0) { $0 + $1.unicodeScalars.count }),
      ]
      for (metric, value) in expected {
        let row = try #require(
          outcome.rows.first { $0.metric == metric && $0.tokenizer == name }, "\(metric)")
        let found = try #require(row.value, "\(metric)")
        #expect(abs(found - value) < 1e-11, "\(metric) of \(name): \(found), not \(value)")
      }
    }
  }

  /// The scalars whose first byte is in an unknown token without the white space that it starts with.
  func unknownScalars(_ text: String, _ tokenizer: ToyTokenizer) -> Int {
    let bytes = Array(text.utf8)
    let (ids, spans) = cut(text, tokenizer)
    var covered: Set<Int> = []
    for (id, span) in zip(ids, spans) where id == 0 {
      // An unknown token of the toy starts with z.
      covered.formUnion(span.start..<span.end)
    }
    return covered.count { bytes[$0] & 0xC0 != 0x80 }
  }

  @Test(
    "agreement is that of the sets of cuts of words alone", arguments: [LeadingSpace.bare, .inText])
  func agreement(space: LeadingSpace) throws {
    let texts = randomTexts(60, seed: 31)
    let other = ToyTokenizer(step: 4)
    let outcome = try run(
      [("short", short), ("base", other), ("long", long)], [source("toy", "lit", texts)],
      ["agreement_words", "agreement_cuts"]
    ) {
      $0.baseline = "base"
      $0.leadingSpace = space
    }
    #expect(outcome.rows.map(\.tokenizer) == ["short", "long", "short", "long"])
    let words = texts.flatMap { $0.unicodeScalars.split { $0.properties.isWhitespace } }
      .map { String($0) }
    func cuts(_ word: String, _ tokenizer: ToyTokenizer) -> Set<Int> {
      let prefix = space == .bare || tokenizer.marks ? 0 : 1
      let spans = cut((prefix == 1 ? " " : "") + word, tokenizer).spans
      // A first token that holds the space starts the word all the same.
      return Set(spans.filter { $0.end > $0.start }.map { $0.start - prefix }.filter { $0 > 0 })
    }
    for (index, tokenizer) in [short, long].enumerated() {
      var alike = 0
      var shared = 0
      var either = 0
      for word in words {
        let (mine, theirs) = (cuts(word, tokenizer), cuts(word, other))
        alike += mine == theirs ? 1 : 0
        shared += mine.intersection(theirs).count
        either += mine.union(theirs).count
      }
      #expect(outcome.rows[index].value == Double(alike) / Double(words.count))
      #expect(outcome.rows[index + 2].value == Double(shared) / Double(either))
      #expect(outcome.rows[index].n == words.count)
      #expect(
        outcome.rows[index].policy.entries.suffix(1) == [NamedText("crossTokenizer", "base")])
    }
    let alone = try run([("short", short)], [source("toy", "lit", texts)], ["agreement_words"])
    #expect(alone.rows.map(\.why) == ["needs a second tokenizer"])
  }

  @Test("round trips: bytes, the tokenizer's own normalizer, NFC and spaces")
  func roundTrips() throws {
    let texts = [
      "Ąžuolas žydi", "kopa  12", "", " jūra ", "e\u{301} ir \u{E9}", "dvi dienos", " \t",
    ]
    let tokenizers: [(String, any Tokenizer)] = [
      ("exact", EchoTokenizer()),
      ("lower", EchoTokenizer(normalizer: .lower)),
      ("spaces", EchoTokenizer(changes: .foldSpaces)),
      ("composed", EchoTokenizer(changes: .compose)),
      ("clipped", EchoTokenizer(changes: .dropLastByte)),
      ("silent", EchoTokenizer(changes: .refuse)),
    ]
    let outcome = try run(
      tokenizers, [source("toy", "lit", texts)],
      ["round_trip", "round_trip_l1", "round_trip_l2"])
    func values(_ metric: String) -> [Double?] {
      outcome.rows.filter { $0.metric == metric }.map(\.value)
    }
    // Of five texts with words: all but the first are lower case; two have odd spaces; one is not NFC;
    // without its last byte " jūra " still reads the same.
    #expect(values("round_trip") == [100, 80, 60, 80, 0, 0])
    #expect(values("round_trip_l1") == [100, 100, 60, 80, 0, 0])
    #expect(values("round_trip_l2") == [100, 80, 100, 100, 20, 0])
    #expect(outcome.rows.allSatisfy { $0.n == 5 })
  }

  @Test("a rank file's tokens are compared with the text, and decoded where they are not the text")
  func ranksAreProved() throws {
    var bytes: [[UInt8]] = (0...255).map { [UInt8($0)] }
    bytes.append(Array("ab".utf8))
    var tokens = RankedTokens()
    for (rank, token) in bytes.enumerated() { tokens.append(token[...], rank: UInt32(rank)) }
    let tokenizer = try RankTokenizer(
      tokens: tokens, splitter: try SplitPattern.splitter(for: "gpt2"),
      summary: TokenizerSummary(format: "tiktoken", model: "bpe", sha256: ""))
    let roundTrip = try RoundTrip(tokenizer)
    func compare(_ text: String, _ ids: [UInt32]) -> RoundTrip.Sameness {
      Array(text.utf8).withUnsafeBufferPointer { roundTrip.compare($0, ids) }
    }
    #expect(compare("abc", [256, 0x63]) == .all)
    #expect(compare("abc", [256]) == RoundTrip.Sameness())
    #expect(compare("ab", [256, 0x63]) == RoundTrip.Sameness())
    #expect(compare("ab ", [256]) == RoundTrip.Sameness(folded: true))
    #expect(compare("ab", [999]) == RoundTrip.Sameness())
    #expect(compare("", []) == .all)
  }

  @Test("the vocabulary: types used, unreachable ones, and the text's script")
  func vocabulary() throws {
    let texts = ["ab дом", "a"]
    let outcome = try run(
      [("echo", EchoTokenizer(words: ["а", "б", "дом", "ab", "a1", "aд", "12"]))],
      [source("toy", "lit", texts)],
      ["vocabulary_use", "unreachable", "unreachable_share", "vocabulary_script"])
    func row(_ metric: String) throws -> ResultRow {
      try #require(outcome.rows.first { $0.metric == metric })
    }
    // 256 bytes and 7 words are ordinary; one special token is not. a, b, space and six bytes of дом, of
    // which two are the same.
    let used = try row("vocabulary_use")
    let types = Set("ab дом".utf8).count
    #expect(used.value == Double(types) / 263)
    #expect(used.note == "\(types) of 263 types" && used.n == 10)
    #expect(used.policy.entries.suffix(1) == [NamedText("types", "vocabulary without specials")])
    #expect(try row("unreachable").value == 7)
    #expect(try row("unreachable_share").value == 7.0 / 263)
    #expect(try row("unreachable").language == "*")
    let script = try row("vocabulary_script")
    // 52 letters of ASCII, ab and a1.
    #expect(script.value == 54.0 / 263)
    #expect(script.policy.entries.suffix(1) == [NamedText("script", "Latn")])
    #expect(
      script.note
        == "Latn 20.5 %, Cyrl 1.1 %, common 29.3 %, several scripts 0.4 %, fragments 48.7 %")
  }

  @Test("windows of types do not cross stretches of 4,096 documents", arguments: [700, 4096, 5000])
  func windowsKeepToStretches(batch: Int) throws {
    let texts = [String](repeating: "ab", count: 5000)
    let outcome = try run(
      [("echo", EchoTokenizer())], [source("toy", "lit", texts, batch: batch)], ["mattr"])
    let row = try #require(outcome.rows.first)
    // 8,192 and 1,808 tokens.
    #expect(row.value == 2.0 / 500 && row.n == 7693 + 1309)
    #expect(
      row.policy.entries.suffix(2) == [
        NamedText("window", "500 tokens"), NamedText("stretch", "4096 documents"),
      ])
  }

  @Test("divergence is over all pairs of languages, and needs two")
  func divergence() throws {
    let sources = [
      source("toy", "lit", ["aa"]), source("toy", "eng", ["ab"]), source("toy", "pol", ["c", ""]),
      source("toy", "est", [""]),
    ]
    let outcome = try run([("echo", EchoTokenizer())], sources, ["jsd"])
    let row = try #require(outcome.rows.first)
    let near = TokenDistribution([2]).divergence(from: TokenDistribution([1, 1]))
    let expected = (try #require(near) + 1 + 1) / 3
    #expect(abs((row.value ?? 9) - expected) < 1e-15)
    #expect(row.n == 3 && row.countedAs == "pairs" && row.language == "*")
    #expect(row.note == "nearest: lit and eng 0.311, farthest: lit and pol 1.0")
    let alone = try run([("echo", EchoTokenizer())], [sources[0]], ["jsd"])
    #expect(alone.rows.map(\.why) == ["needs at least two languages"])
  }

  @Test("what cannot be computed is said, never a number that is none")
  func saysWhy() throws {
    let metrics = (MetricList.distribution + [.zouhar, .zouharVocabulary]).map(\.record.id)
    func whys(_ texts: [String]) throws -> [String: String] {
      let outcome = try run(
        [("a", EchoTokenizer()), ("b", EchoTokenizer())],
        [source("toy", "lit", texts), source("toy", "eng", [])], metrics)
      for row in outcome.rows {
        #expect(row.value?.isFinite ?? (row.why != nil), "\(row.metric)")
      }
      return outcome.rows.filter { $0.tokenizer == "b" && ["lit", "*"].contains($0.language) }
        .reduce(into: [:]) { $0[$1.metric] = $1.value == nil ? $1.why : nil }
    }
    let nothing = "nothing was counted to divide by"
    let empty = try whys(["", ""])
    for metric in metrics
    where !["unreachable", "unreachable_share", "vocabulary_use"].contains(metric) {
      switch metric {
      case "mattr": #expect(empty[metric] == "no stretch of the text has 500 tokens")
      case "vocabulary_script":
        #expect(empty[metric] == "no token of the text is in one script alone")
      default: #expect(empty[metric] == nothing, "\(metric)")
      }
    }
    let single = try whys(["aaa"])
    let alone = "one type alone: there is no entropy to divide by"
    #expect(single["renyi_efficiency_observed"] == alone && single["zouhar2023"] == alone)
    #expect(single["entropy"] == nil && single["renyi_efficiency"] == nil)
    #expect(single["agreement_cuts"] == nil)
    let toys = try run([("toy", short)], [source("toy", "lit", ["a"])], ["unreachable"])
    #expect(
      toys.rows.map(\.why) == [
        "what the model gives for a piece alone does not decide it for this kind of model"
      ])
  }
}
