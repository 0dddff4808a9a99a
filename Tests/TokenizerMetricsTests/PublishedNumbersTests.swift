import Groundwork
import Morphology
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

@testable import TokenizerMetrics

/// Numbers of public vocabularies on public text, computed before with the formats' own libraries.
@Suite(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"), .serialized)
struct PublishedNumbersTests {
  /// Rank files are read once for all tests.
  static let tokenizers = Result { try ["r50k_base", "cl100k_base", "o200k_base"].map(read) }

  static func read(_ name: String) throws -> BenchmarkTokenizer {
    BenchmarkTokenizer(
      name: name,
      tokenizer: try TiktokenReader.load(
        rankFile: SharedData.path("vocab/tiktoken/\(name).tiktoken")))
  }

  static func flores(_ language: String, _ morphology: (any MorphemeProvider)? = nil)
    -> LanguageSource
  {
    LanguageSource(
      corpus: "flores", language: language, isParallel: true, morphology: morphology
    ) { take throws(Failure) in
      let bytes = try readFile(SharedData.path("text/parallel/flores200/dev/\(language).dev"))
      var batch = TextBatch()
      for line in bytes.split(separator: 0x0A) { batch.append(line) }
      try take(batch)
    }
  }

  struct Expected {
    var tokens = 0.0
    var fragments = 0.0
    var premium = 0.0
    var macroPremium = 0.0
    var bare = 0.0
    var prefixed = 0.0
    var isolatedBare = 0.0
    var isolatedPrefixed = 0.0
    /// Tokens of the lines joined by spaces, as tiktoken 0.14.0 counts them, and of English.
    var joined = 0.0
    var joinedEnglish = 0.0
  }

  let expected = [
    "cl100k_base": Expected(
      tokens: 57_405, fragments: 0.132009407, premium: 2.224913763, macroPremium: 2.252797134,
      bare: 0.877276232, prefixed: 0.882911205, isolatedBare: 3.466457085,
      isolatedPrefixed: 3.397354529, joined: 57_277, joinedEnglish: 25_738),
    "o200k_base": Expected(
      tokens: 43_540, fragments: 0.000689022, premium: 1.705043860, macroPremium: 1.725191177,
      bare: 0.846906697, prefixed: 0.750341064, isolatedBare: 2.836941693,
      isolatedPrefixed: 2.573580877, joined: 43_389, joinedEnglish: 25_475),
  ]

  @Test("FLORES dev, Lithuanian and English: tokens, fragments, premiums, words alone")
  func lithuanian() throws {
    let tokenizers = Array(try Self.tokenizers.get().dropFirst())
    for space in [LeadingSpace.inText, .prefixed, .bare] {
      var settings = MetricSettings(
        focus: "lit_Latn", reference: "eng_Latn", baseline: "o200k_base")
      settings.resampling.resamples = space == .inText ? 40 : 0
      settings.leadingSpace = space
      if space != .inText { settings.metrics = ["fertility", "pcw"] }
      let outcome = try MetricEngine.run(
        tokenizers: tokenizers, sources: [Self.flores("eng_Latn"), Self.flores("lit_Latn")],
        settings: settings, pool: WorkerPool())
      func value(_ tokenizer: String, _ metric: String) throws -> Double {
        let row = try #require(
          outcome.rows.first {
            $0.tokenizer == tokenizer && $0.metric == metric && $0.language == "lit_Latn"
          })
        return try #require(row.value)
      }
      for (name, expected) in expected {
        func expect(_ metric: String, _ known: Double) throws {
          #expect(abs(try value(name, metric) - known) < 5e-10, "\(metric) of \(name)")
        }
        switch space {
        case .inText:
          try expect("tokens", expected.tokens)
          try expect("fertility", expected.tokens / 16_859)
          try expect("fragments", expected.fragments)
          try expect("premium", expected.premium)
          try expect("premium_macro", expected.macroPremium)
          try expect("chars_per_token", 125_914 / expected.tokens)
          try expect("bytes_per_token", 134_711 / expected.tokens)
          try expect("pcw", expected.prefixed)
          try expect("petrov2023", expected.joined / expected.joinedEnglish)
        case .prefixed:
          try expect("fertility", expected.isolatedPrefixed)
          try expect("pcw", expected.prefixed)
        case .bare:
          try expect("fertility", expected.isolatedBare)
          try expect("pcw", expected.bare)
        }
      }
      if space == .inText {
        #expect(abs(try value("bytes", "premium") - 1.075) < 5e-4)
        #expect(abs(try value("characters", "premium") - 1.006) < 5e-4)
        #expect(abs(try value("words", "premium") - 0.805) < 5e-4)
        #expect(outcome.languages.map(\.documents) == [997, 997])
        #expect(outcome.languages.map(\.units) == [200, 200])
        let comparison = try #require(outcome.comparisons.first)
        #expect(comparison.tokenizer == "cl100k_base" && comparison.metric == "fertility")
        #expect(abs(comparison.ratio - 57_405.0 / 43_540) < 1e-12)
        // The least p of a thousand exchanges, and one tokenizer in the family.
        #expect(comparison.p == 1.0 / 1001 && comparison.pIsBound)
        #expect(comparison.effect?.units == 200 && comparison.effect?.shareBelow == 0)
        #expect(outcome.showcase.first?.line == 5)
      }
    }
  }

  @Test("FLORES dev: Gini over all 45 languages")
  func giniOfAll() throws {
    let names = try listDirectory(SharedData.path("text/parallel/flores200/dev"))
      .filter { $0.hasSuffix(".dev") }.map { String($0.dropLast(4)) }.sorted()
    #expect(names.count == 45)
    var settings = MetricSettings(focus: "lit_Latn")
    settings.resampling.resamples = 0
    settings.metrics = ["gini"]
    let outcome = try MetricEngine.run(
      tokenizers: Array(try Self.tokenizers.get().dropFirst()),
      sources: names.map { Self.flores($0) }, settings: settings, pool: WorkerPool())
    let values = try outcome.rows.map { try #require($0.value) }
    #expect(zip(values, [0.360422967, 0.164682233]).allSatisfy { abs($0 - $1) < 5e-10 })
    #expect(values.count == 2)
    let lithuanian = try #require(outcome.languages.first { $0.language == "lit_Latn" })
    #expect(lithuanian.words == 16_859)
    let share = Double(lithuanian.wordsWithoutLetter) / Double(lithuanian.words)
    #expect((share * 1000).rounded() == 24, "2.4 % of words have no letter: \(share)")
  }

  @Test("FLORES dev: Gini over five languages")
  func gini() throws {
    var settings = MetricSettings(focus: "lit_Latn")
    settings.resampling.resamples = 0
    settings.metrics = ["gini"]
    let outcome = try MetricEngine.run(
      tokenizers: Array(try Self.tokenizers.get().dropFirst()),
      sources: ["eng_Latn", "lit_Latn", "lvs_Latn", "est_Latn", "pol_Latn"].map {
        Self.flores($0)
      }, settings: settings, pool: WorkerPool())
    let values = try outcome.rows.map { try #require($0.value) }
    #expect(zip(values, [0.131675457, 0.098209640]).allSatisfy { abs($0 - $1) < 5e-10 })
    #expect(outcome.rows.map(\.language) == ["*", "*"])
    #expect(
      outcome.rows.first?.note?.hasPrefix("most tokens: lvs_Latn, fewest: eng_Latn, ratio 2.")
        == true)
  }

  /// %pure and κ of the rank files, then of characters, words and gold.
  func pure(_ gold: any MorphemeProvider) throws -> (pure: [Double], kappa: [Double?]) {
    var settings = MetricSettings(focus: "lit_Latn")
    settings.resampling.resamples = 0
    settings.metrics = ["pure", "boundary_kappa"]
    let outcome = try MetricEngine.run(
      tokenizers: try Self.tokenizers.get(), sources: [Self.flores("lit_Latn", gold)],
      settings: settings, pool: WorkerPool())
    let rows = outcome.rows.filter { $0.metric == "pure" }
    #expect(
      rows.map(\.tokenizer) == [
        "r50k_base", "cl100k_base", "o200k_base", "characters", "words", "gold",
      ])
    return (
      try rows.map { try #require($0.value) },
      outcome.rows.filter { $0.metric == "boundary_kappa" }.map(\.value)
    )
  }

  @Test("FLORES dev Lithuanian on the morphemics list: tokens that are one morpheme")
  func pureTokens() throws {
    let list = SharedData.path("morphology/rimkute-2011-morphemes.tsv")
    // A script of its own, by the rule of the most frequent analysis, found these.
    let (values, kappa) = try pure(try SegmentList(path: list, name: "VMU"))
    let kappas = [0.0855, 0.1182, 0.2758, 0, nil, 1]
    #expect(zip(kappa, kappas).allSatisfy { abs(($0 ?? 9) - ($1 ?? 9)) < 0.0002 }, "\(kappa)")
    let known = [19.86, 22.16, 32.35, 9.95, 0.44, 100]
    #expect(zip(values, known).allSatisfy { abs($0 - $1) < 0.01 }, "\(values)")
    // The numbers published first took each form's last row.
    let last = try pure(try LastRows(path: list))
    let published = [19.8, 22.2, 32.2, 10.4, 0.4, 100]
    #expect(zip(last.pure, published).allSatisfy { abs($0 - $1) < 0.05 }, "\(last)")
  }
}

/// The morphemics list with the last row of each form as its analysis.
private struct LastRows: MorphemeProvider {
  let name = "last rows"
  let language = "lt"
  let sha256 = ""
  private var cuts: [[UInt8]: [Int]] = [:]

  init(path: String) throws {
    for row in try readFile(path).split(separator: 0x0A).dropFirst() {
      let columns = row.split(separator: 0x09, maxSplits: 3, omittingEmptySubsequences: false)
      let segments = lower(columns[2]).split { $0 == 0x2D || $0 == 0x20 }
      guard segments.reduce([], +) == lower(columns[0]) else { continue }
      var ends: [Int] = []
      for segment in segments { ends.append((ends.last ?? 0) + segment.count) }
      cuts[lower(columns[0])] = ends.dropLast()
    }
  }

  func findCuts(of form: UnsafeBufferPointer<UInt8>, into cuts: inout [Int]) -> Bool {
    guard let found = self.cuts[Array(form)] else { return false }
    cuts = found
    return true
  }

  func knowsSegment(
    _ piece: UnsafeBufferPointer<UInt8>, at position: SegmentPosition
  ) -> Bool { false }
}

private func lower(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
  Array(String(decoding: bytes, as: UTF8.self).lowercased().utf8)
}
