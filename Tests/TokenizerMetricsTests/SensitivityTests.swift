import Foundation
import Groundwork
import Segmentation
import Testing
import Tokenization

@testable import TokenizerMetrics

/// Metrics under every policy, against a slow count of strings; expensive words by hand.
@Suite struct SensitivityTests {
  let tokenizers = [ToyTokenizer(step: 3), ToyTokenizer(step: 5, marks: true)]

  func study(
    _ lithuanian: [String], _ english: [String]?, batch: Int = 3, workers: Int = 2,
    bytes: Int = 16 << 20, _ change: (inout MetricSettings) -> Void = { _ in }
  ) throws -> FocusStudy.Outcome {
    var settings = MetricSettings(focus: "lit", reference: "eng")
    change(&settings)
    var wish = FocusStudy.Wish()
    wish.bytes = bytes
    var sources = [
      source("toy", "lit", lithuanian, parallel: english != nil, batch: batch)
    ]
    if let english { sources.append(source("toy", "eng", english, parallel: true, batch: batch)) }
    return try FocusStudy.run(
      tokenizers: tokenizers.enumerated().map {
        BenchmarkTokenizer(name: "toy\($0)", tokenizer: $1)
      },
      sources: sources, settings: settings, wish: wish, pool: WorkerPool(workers: workers))
  }

  @Test("every policy agrees with a slow count of strings", arguments: 1...3)
  func agreesWithStrings(seed: UInt64) throws {
    let lithuanian = randomTexts(40, seed: seed)
    let english = randomTexts(40, seed: seed + 50)
    let outcome = try study(lithuanian, english)
    var policies: Set<[String]> = []
    for record in outcome.sensitivity {
      policies.insert([record.metric] + record.policy.entries.map(\.value))
      let values = try tokenizers.map { tokenizer in
        try SlowPolicy(record, tokenizer).value(lithuanian, english)
      }
      for (found, expected) in zip(record.values, values) {
        let difference = abs((found ?? -1) - (expected ?? -1))
        #expect(difference < 1e-8, "\(record.metric) \(record.policy.entries) \(values)")
      }
    }
    // Of 4 forms (NFC changes nothing here): 40 policies of fertility, 30, 10 and 22 of the others.
    #expect(outcome.texts.first?.formsWithoutEffect == ["NFC"])
    #expect(outcome.sensitivity.count == 4 * (40 + 30 + 10 + 22))
    #expect(policies.count == outcome.sensitivity.count)
    #expect(
      outcome.sensitivity.filter(\.isDefault).map(\.metric) == [
        "fertility", "pcw", "strr", "premium",
      ])
  }

  @Test("the default's values are the engine's")
  func agreesWithEngine() throws {
    let lithuanian = randomTexts(40, seed: 9)
    let english = randomTexts(40, seed: 10)
    var settings = MetricSettings(focus: "lit", reference: "eng")
    settings.resampling.resamples = 0
    settings.words = .uax29
    settings.keepsPunctuation = false
    settings.leadingSpace = .bare
    let outcome = try study(lithuanian, english) { $0 = settings }
    let rows = try MetricEngine.run(
      tokenizers: tokenizers.enumerated().map {
        BenchmarkTokenizer(name: "toy\($0)", tokenizer: $1)
      },
      sources: [
        source("toy", "lit", lithuanian, parallel: true),
        source("toy", "eng", english, parallel: true),
      ], settings: settings, pool: WorkerPool(workers: 1)
    ).rows
    for record in outcome.sensitivity where record.isDefault {
      let expected = rows.filter {
        $0.metric == record.metric && $0.language == "lit" && $0.tokenizer.hasPrefix("toy")
      }
      #expect(record.values == expected.map(\.value), "\(record.metric)")
      #expect(record.policy.words == "uax29" && record.policy.punctuation == "dropped")
    }
  }

  @Test("neither workers nor batches show in a result")
  func isDeterministic() throws {
    let lithuanian = randomTexts(60, seed: 3)
    let english = randomTexts(60, seed: 4)
    let first = try study(lithuanian, english, batch: 60, workers: 1)
    for (batch, workers) in [(1, 2), (7, 3)] {
      let other = try study(lithuanian, english, batch: batch, workers: workers)
      #expect(other.sensitivity == first.sensitivity)
      #expect(other.wordCosts == first.wordCosts)
      #expect(other.wordLengths == first.wordLengths)
      #expect(other.texts == first.texts)
    }
  }

  @Test("a limit ends the reading after the document that reaches it")
  func readsTheFirstPart() throws {
    let outcome = try study(["aaaa", "bbbb", "cccc"], nil, batch: 1, bytes: 5)
    #expect(
      outcome.texts == [
        StudiedText(
          corpus: "toy", language: "lit", documents: 2, bytes: 8, isWhole: false,
          formsWithoutEffect: ["NFC", "NFD", "NFKC", "lower"])
      ])
    #expect(try study(["aaaa", "bbbb"], nil, bytes: 8).texts.map(\.isWhole) == [true])
    #expect(!outcome.sensitivity.contains { $0.metric == "premium" })
  }

  @Test("a text in a form keeps it, and empty text has no values")
  func handlesFormsAndNothing() throws {
    let formed = try study(["ąžuolas"], nil) { $0.form = "NFD" }
    #expect(Set(formed.sensitivity.map(\.policy.form)) == ["NFD"])
    let nothing = try study([], nil)
    #expect(nothing.sensitivity.allSatisfy { $0.values == [nil, nil] && $0.best.isEmpty })
    #expect(
      nothing.sensitivity.allSatisfy { $0.why == "fewer than two tokenizers have values" })
    let single = try study(["a"], nil) { $0.metrics = ["strr", "tokens"] }
    #expect(Set(single.sensitivity.map(\.metric)) == ["strr"])
  }

  @Test("expensive words come by tokens, by tokens times occurrences, by length")
  func findsExpensiveWords() throws {
    // Bare or after a space, a toy of step 1 makes a token of each byte but every seventh.
    let outcome = try FocusStudy.run(
      tokenizers: [BenchmarkTokenizer(name: "bytes", tokenizer: ToyTokenizer(step: 1))],
      sources: [source("x", "lit", ["ąė namas, oras oras", "oras 12 pievos"])],
      settings: MetricSettings(focus: "lit"), pool: WorkerPool(workers: 1))
    let lists = outcome.wordCosts.map { record in
      "\(record.order.rawValue): "
        + record.words.map { "\($0.word) \($0.tokens)×\($0.occurrences)" }.joined(separator: " ")
    }
    #expect(
      lists == [
        "tokens: pievos 6×1 namas 6×1 oras 5×3 ąė 5×1",
        "total: oras 5×3 pievos 6×1 namas 6×1 ąė 5×1",
        "length: pievos 6×1 namas 6×1 oras 5×3 ąė 5×1",
      ])
    #expect(
      outcome.wordCosts[0].words[3].pieces == [" ", "<0xC4>", "<0x85>", "<0xC4>", "<0x97>"])
    // ąė and oras, three times, take 5 tokens; namas and pievos 6.
    #expect(outcome.wordLengths.map(\.words) == [[0, 0, 0, 0, 0, 4, 2]])
  }

  @Test("lists hold ten words, and no runs of letters that are none")
  func limitsLists() throws {
    let words = (0..<30).map { String(repeating: "a", count: 80 + $0) }
    let outcome = try study([words.joined(separator: " ")], nil)
    let longest = try #require(outcome.wordCosts.first { $0.order == .length })
    #expect(longest.words.map(\.word.count) == Array((91...100).reversed()))
    // They stand among the words by tokens all the same, those of 32 and more tokens together.
    let lengths = try #require(outcome.wordLengths.first)
    #expect(lengths.words.reduce(0, +) == 30 && lengths.words.count <= WordLengths.most + 1)
  }

  @Test("a treebank's words are a rule where texts come with them")
  func takesGivenWords() throws {
    // ToyTokenizer(step: 1) makes a token of each byte but every seventh.
    var given = GivenWords()
    given.append("ne".utf8)
    given.append("ėjo".utf8)
    given.append(".".utf8, isPunctuation: true)
    given.endText()
    var batch = TextBatch(["neėjo."])
    batch.givenWords = given
    let texts = batch
    let outcome = try FocusStudy.run(
      tokenizers: [BenchmarkTokenizer(name: "toy", tokenizer: ToyTokenizer(step: 1))],
      sources: [
        LanguageSource(corpus: "x", language: "lit", isParallel: false) { take throws(Failure) in
          try take(texts)
        }
      ], settings: MetricSettings(focus: "lit"), pool: WorkerPool(workers: 1))
    let found = outcome.sensitivity.filter { record in
      let policy = record.policy
      return record.metric == "fertility" && policy.words == "treebank" && policy.form == "raw"
        && policy.average == "micro"
    }
    #expect(
      found.map { "\($0.policy.leadingSpace) \($0.policy.punctuation) \($0.values[0] ?? -1)" } == [
        "in-text kept 2.0", "prefixed kept \(10 / 3.0)", "bare kept \(7 / 3.0)",
        "in-text dropped 3.0", "prefixed dropped 4.0", "bare dropped 3.0",
      ])
  }

  @Test("Kendall's tau with ties")
  func computesTau() {
    #expect(KendallTau.b([1, 2, 3], [10, 20, 30]) == 1)
    #expect(KendallTau.b([1, 2, 3], [3, 2, 1]) == -1)
    #expect(KendallTau.b([1, 2, 3], [1, 3, 2]) == 1.0 / 3)
    // Two pairs agree, one is tied in the first: 2 / √(2 · 3).
    #expect(KendallTau.b([1, 1, 2], [1, 2, 3]) == 2 / 6.0.squareRoot())
    #expect(KendallTau.b([1, 1, 2], [5, 5, 9]) == 1)
    #expect(KendallTau.b([1, 1], [1, 2]) == nil)
    #expect(KendallTau.b([1], [2]) == nil)
  }
}

/// One metric under one policy by its definition, with nothing shared with the study but the segmenter and the toys.
private struct SlowPolicy {
  let record: SensitivityRecord
  let tokenizer: ToyTokenizer

  init(_ record: SensitivityRecord, _ tokenizer: ToyTokenizer) {
    self.record = record
    self.tokenizer = tokenizer
  }

  private func form(_ text: String) -> String {
    switch record.policy.form {
    case "NFC": text.precomposedStringWithCanonicalMapping
    case "NFD": text.decomposedStringWithCanonicalMapping
    case "NFKC": text.precomposedStringWithCompatibilityMapping
    case "lower": text.lowercased()
    default: text
    }
  }

  private func words(_ text: String) throws -> [String] {
    var found: [String] = []
    if record.policy.words == "whitespace" {
      found = text.unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }
    } else {
      let bytes = Array(text.utf8)
      let rule = try #require(WordRule(rawValue: record.policy.words))
      var ranges: [Range<Int>] = []
      try bytes.withUnsafeBufferPointer { try WordSegmenter(rule).words(in: $0, into: &ranges) }
      found = ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
    }
    if record.policy.punctuation == "kept" { return found }
    return found.filter { word in
      word.unicodeScalars.contains {
        let category = $0.properties.generalCategory
        return category == .decimalNumber || letters.contains(category)
      }
    }
  }

  private let letters: Set<Unicode.GeneralCategory> = [
    .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
  ]

  private func tokens(_ text: String) -> Double {
    Double(tokenizer.makeEncoder().encode(text).count)
  }

  private func alone(_ word: String) -> Double {
    tokens(record.policy.leadingSpace == "prefixed" && !tokenizer.marks ? " " + word : word)
  }

  private func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  func value(_ own: [String], _ reference: [String]) throws -> Double? {
    let own = own.map(form)
    let reference = reference.map(form)
    let words = try own.map(words)
    let isAlone = record.policy.leadingSpace != "in-text"
    if record.metric == "premium" {
      let others = try reference.map(self.words)
      let costs = zip(own, words).map { isAlone ? $1.map(alone).reduce(0, +) : tokens($0) }
      let theirs = zip(reference, others).map { isAlone ? $1.map(alone).reduce(0, +) : tokens($0) }
      if record.policy.average == "micro" { return costs.reduce(0, +) / theirs.reduce(0, +) }
      let pairs = own.indices.filter { index in
        if isAlone { return !words[index].isEmpty && theirs[index] > 0 }
        return [own[index], reference[index]].allSatisfy {
          $0.unicodeScalars.contains { !$0.properties.isWhitespace }
        }
      }
      return mean(pairs.map { costs[$0] / theirs[$0] })
    }
    func cost(_ word: String) -> Double {
      switch record.metric {
      case "fertility": alone(word)
      case "pcw": alone(word) > 1 ? 1 : 0
      default: alone(word) == 1 ? 100 : 0
      }
    }
    let costs = zip(own, words).map { isAlone ? $1.map(cost).reduce(0, +) : tokens($0) }
    switch record.policy.average {
    case "micro": return costs.reduce(0, +) / Double(words.joined().count)
    case "macro-document":
      return mean(zip(costs, words).filter { !$1.isEmpty }.map { $0 / Double($1.count) })
    default:
      // Distinct by scalars, not by what Swift calls equal.
      return mean(
        Dictionary(words.joined().map { (Array($0.utf8), $0) }) { one, _ in one }.values.map(cost))
    }
  }
}
