import Groundwork
import Morphology
import Testing
import Tokenization

@testable import TokenizerMetrics

/// Metrics of morphemes on words made by hand, with numbers worked out by hand.
@Suite struct MorphologyMetricsTests {
  static func rows(
    _ texts: [String], _ tokenizer: any Tokenizer, _ provider: any MorphemeProvider,
    _ metrics: [String]? = nil, weights: [UInt64]? = nil
  ) throws -> [ResultRow] {
    var settings = MetricSettings(focus: "lit_Latn")
    settings.resampling.resamples = 0
    settings.metrics = metrics
    let source = LanguageSource(
      corpus: "c", language: "lit_Latn", isParallel: false, morphology: provider
    ) { take throws(Failure) in
      var batch = TextBatch()
      for (index, text) in texts.enumerated() {
        batch.append(Array(text.utf8), weight: weights?[index] ?? 1)
      }
      try take(batch)
    }
    return try MetricEngine.run(
      tokenizers: [BenchmarkTokenizer(name: "t", tokenizer: tokenizer)], sources: [source],
      settings: settings, pool: WorkerPool(workers: 2)
    ).rows
  }

  /// Values by metric (and what a policy adds), of one subject.
  static func values(_ rows: [ResultRow], _ subject: String = "t") -> [String: Double] {
    var values: [String: Double] = [:]
    for row in rows where row.tokenizer == subject {
      let further = row.policy.further.filter { ["part", "measure"].contains($0.name) }
      let name = ([row.metric] + further.map(\.value)).joined(separator: " ")
      if let value = row.value { values[name] = value }
    }
    return values
  }

  let provider = WrittenMorphemes([
    "kalb-os:9?", "pa-kalb-ė-jo:1", "ir", "žem-ė:5", "moksl-as:2", "e-pašt-as:3",
  ])

  @Test("tokens of words: whole, cut right, cut wrong, across words")
  func wordsInText() throws {
    let tokenizer = PieceTokenizer([" kalb", "kalb", "os", " ir", " pakalb", "ėjo", "o k"])
    // kalb|os is pure; ir whole is pure; pakalb|ėjo cuts once, right, and no token is a segment.
    let rows = try Self.rows(["kalbos ir pakalbėjo"], tokenizer, provider)
    let found = Self.values(rows)
    #expect(found["pure"] == 100 * 3.0 / 5)
    #expect(found["words_pure"] == 100 * 2.0 / 3)
    #expect(found["aligned"] == 100)
    #expect(found["boundary_precision"] == 1)
    #expect(found["boundary_recall"] == 2.0 / 4)
    #expect(found["tokens_per_only_segment"] == 1)
    #expect(found["tokens_per_first_segment"] == 1)
    #expect(found["tokens_per_last_segment"] == 1)
    let characters = Self.values(rows, "characters")
    // k-a-l-b-o-s, i-r, p-a-k-a-l-b-ė-j-o: of 17 letters only ė is a segment.
    #expect(characters["pure"] == 100 * 1.0 / 17)
    #expect(characters["words_pure"] == 0)
    #expect(characters["tokens_per_only_segment"] == 2)
    #expect(characters["tokens_per_first_segment"] == 6.0 / 2)
    #expect(characters["tokens_per_middle_segment"] == 5.0 / 2)
    #expect(characters["tokens_per_last_segment"] == 4.0 / 2)
    #expect(Self.values(rows, "words")["words_pure"] == 100 * 1.0 / 3)
    #expect(Self.values(rows, "gold")["words_pure"] == 100)
    let gold = Self.values(rows, "gold")
    #expect(gold["morphology_ambiguity"] == 1.0 / 3)
    #expect(gold["morphology_coverage"] == 1 && gold["morphology_coverage_types"] == 1)
  }

  @Test("a token that touches two words makes neither pure")
  func acrossWords() throws {
    let tokenizer = PieceTokenizer(["žem", "ė kalb", "os"])
    let found = Self.values(try Self.rows(["žemė kalbos"], tokenizer, provider))
    // žem, ė kalb (starts in the first word, ends in the second), os.
    #expect(found["pure"] == 100 * 2.0 / 3)
    #expect(found["words_pure"] == 0)
    #expect(found["aligned"] == 100 * 2.0 / 3)
    #expect(found["boundary_recall"] == 1)
  }

  @Test("bytes of one letter are two tokens and no morpheme")
  func fragments() throws {
    let tokenizer = PieceTokenizer(["žem"])
    // žem and the two bytes of ė.
    let found = Self.values(try Self.rows(["žemė"], tokenizer, provider))
    #expect(found["pure"] == 100 * 1.0 / 3)
    #expect(found["words_pure"] == 0)
    // The second byte starts inside the letter: a wrong cut.
    #expect(found["boundary_precision"] == 1.0 / 2 && found["boundary_recall"] == 1)
    #expect(found["tokens_per_last_segment"] == 2)
  }

  @Test("soft hyphens, stress marks and capitals are the form's; hyphens are its letters")
  func writtenForms() throws {
    let tokenizer = PieceTokenizer(["Kal\u{AD}b", "os", "mo\u{301}ksl", "as", "e-", "pašt"])
    let rows = try Self.rows(
      ["Kal\u{AD}bos mo\u{301}kslas", "KALBOS kalbos"], tokenizer, provider,
      ["pure", "words_pure", "morphology_coverage", "morphology_coverage_types"])
    // Two words of two segments each; KALBOS and kalbos fall to bytes but for os.
    #expect(Self.values(rows)["words_pure"] == 100 * 2.0 / 4)
    #expect(Self.values(rows)["pure"] == 100 * 5.0 / (4 + 6 + 5))
    // Two forms: kalbos, mokslas.
    let types = try #require(rows.last)
    #expect(types.metric == "morphology_coverage_types" && types.n == 2 && types.value == 1)
    // UAX #29 has two words here; a token that starts with the hyphen is in neither.
    let hyphen = ["pure", "words_pure", "morphology_coverage"]
    let parts = WrittenMorphemes(["pašt-as"])
    let cut = try Self.rows(["e-paštas"], tokenizer, parts, hyphen)
    #expect(Self.values(cut) == ["pure": 100, "words_pure": 100])
    #expect(Self.values(cut, "gold")["morphology_coverage"] == 0.5)
    let joined = try Self.rows(["e-paštas"], PieceTokenizer(["-pašt", "as"]), parts, hyphen)
    #expect(Self.values(joined) == ["pure": 100, "words_pure": 0])
  }

  @Test("forms are cut once each, alone after a space, in small letters")
  func distinctForms() throws {
    let tokenizer = PieceTokenizer([" kalb", "os", " ir", "žem", " žemė"])
    let rows = try Self.rows(["Kalbos kalbos ir žemė žemė, o žemė kalbos"], tokenizer, provider)
    let found = Self.values(rows)
    // kalb|os, ir, žemė: one gold cut found of two, four tokens, three of them pure.
    #expect(found["pure_types"] == 100 * 3.0 / 4)
    #expect(found["boundary_precision_types"] == 1)
    #expect(found["boundary_recall_types"] == 1.0 / 2)
    #expect(found["boundary_f1_types"] == 2.0 / (1 + 2))
    // kalbos 9 times, žemė 5 times; ir has no frequency.
    #expect(found["boundary_f1_frequency"] == 2.0 * 9 / (9 + 14))
    let frequency = try #require(rows.first { $0.metric == "boundary_f1_frequency" })
    #expect(frequency.n == 2 && frequency.policy.average == "micro")
    #expect(frequency.policy.leadingSpace == "prefixed" && frequency.policy.form == "lower")
    let coverage = try #require(rows.first { $0.metric == "morphology_coverage_types" })
    #expect(coverage.value == 3.0 / 4 && coverage.n == 4)
    #expect(coverage.why == "no interval defined")
    #expect(Self.values(rows, "words")["pure_types"] == 100 * 1.0 / 3)
    #expect(Self.values(rows, "gold")["boundary_f1_types"] == 1)
    // Words make no cut, so precision has nothing to divide by.
    let words = try #require(
      rows.first { $0.metric == "boundary_precision_types" && $0.tokenizer == "words" })
    #expect(words.value == nil && words.why == "nothing was counted to divide by")
  }

  @Test("a morphology without frequencies says so")
  func withoutFrequencies() throws {
    let rows = try Self.rows(
      ["kalbos"], PieceTokenizer([]), WrittenMorphemes(["kalb-os"]), ["boundary_f1_frequency"])
    #expect(rows.map(\.tokenizer) == ["t", "characters", "words", "gold"])
    #expect(
      rows.allSatisfy {
        $0.value == nil && $0.why == "the morphology has no frequencies of these forms"
      })
  }

  @Test("MorphScore: the cut before the last segment")
  func morphScores() throws {
    // Bare: kalb|os is cut there, žemė is whole, mok|slas is cut elsewhere, ir has one segment.
    let tokenizer = PieceTokenizer(["kalb", "os", "žemė", "mok", "slas", "ir"])
    let texts = ["kalbos kalbos žemė", "mokslas ir"]
    let found = Self.values(
      try Self.rows(texts, tokenizer, provider, ["morphscore-v1", "morphscore-v2"]))
    #expect(found["morphscore-v1"] == 1.0 / 2)
    // By occurrences: 2 of kalbos, 1 whole, 1 wrong; precision of kalbos is a half, for two tokens.
    #expect(found["morphscore-v2 recall"] == 3.0 / 4)
    #expect(found["morphscore-v2 precision"] == (1 + 2 * 0.5) / 4)
    // A line that occurs three times counts so, but not in the first.
    let weighted = Self.values(
      try Self.rows(
        texts, tokenizer, provider, ["morphscore-v1", "morphscore-v2"], weights: [3, 1]))
    #expect(weighted["morphscore-v1"] == 1.0 / 2)
    #expect(weighted["morphscore-v2 recall"] == 9.0 / 10)
  }

  @Test("consistency: pairs that share a token against pairs that share a morpheme")
  func consistency() throws {
    let list = WrittenMorphemes(["kalb-a", "kalb-os", "žem-os", "ir"])
    // kalba: kal|ba; kalbos: kal|bos; žemos: že|m|os; ir whole. Only kalba and kalbos share a token.
    let tokenizer = PieceTokenizer([" kal", "ba", "bos", " že", "m", "os", " ir"])
    let rows = try Self.rows(["kalba kalbos žemos ir"], tokenizer, list, ["morph_consistency"])
    // Morphemes: kalba-kalbos and kalbos-žemos.
    #expect(Self.values(rows)["morph_consistency"] == 2.0 * 1 / (1 + 2))
    #expect(Self.values(rows, "gold")["morph_consistency"] == 1)
    #expect(Self.values(rows, "words")["morph_consistency"] == 0)
    // Letters: k a l b with k a l b o s and with m o s; kalba-žemos share none; ir shares none.
    #expect(Self.values(rows, "characters")["morph_consistency"] == 1)
    #expect(rows[0].n == 6 && rows[0].countedAs == "pairs")
    #expect(rows[0].policy.further.last == NamedText("pairs", "all of 4 forms"))
  }

  @Test("chains have a second column for the first provider alone")
  func chains() throws {
    let chain = ProviderChain([
      WrittenMorphemes(["kalb-os"], name: "list"), WrittenMorphemes(["ir"], name: "uninflected"),
    ])
    let tokenizer = PieceTokenizer(["kal", "bos", " ir"])
    let rows = try Self.rows(
      ["kalbos ir ir žemė"], tokenizer, chain, ["pure", "morphology_coverage"])
    func value(_ subject: String, _ metric: String, _ morphology: String) -> Double? {
      rows.first {
        $0.tokenizer == subject && $0.metric == metric
          && $0.policy.further.contains(NamedText("morphology", morphology))
      }?.value
    }
    #expect(value("t", "pure", "list > uninflected") == 50)
    #expect(value("t", "pure", "list") == 0)
    #expect(value("words", "pure", "list") == 0 && value("gold", "pure", "list") == 100)
    #expect(value("gold", "morphology_coverage", "list > uninflected") == 0.75)
    #expect(value("gold", "morphology_coverage", "list") == 0.25)
    let one = try Self.rows(["kalbos"], tokenizer, ProviderChain([provider]), ["pure"])
    #expect(one.count == 4)
  }
}
