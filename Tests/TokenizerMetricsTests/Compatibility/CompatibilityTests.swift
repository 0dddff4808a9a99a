import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

@testable import TokenizerMetrics

/// Compatibility modes on small text, by hand, and against what the format's own library counts.
@Suite struct CompatibilityTests {
  private let a = ToyTokenizer(step: 3)
  private let b = ToyTokenizer(step: 5)

  private func run(
    _ metrics: [String], _ sources: [LanguageSource], reference: String? = nil,
    _ change: (inout MetricSettings) -> Void = { _ in }
  ) throws -> [ResultRow] {
    var settings = MetricSettings(focus: "lt", reference: reference, baseline: "b")
    settings.resampling.resamples = 0
    settings.metrics = metrics
    change(&settings)
    return try MetricEngine.run(
      tokenizers: [
        BenchmarkTokenizer(name: "a", tokenizer: a), BenchmarkTokenizer(name: "b", tokenizer: b),
      ], sources: sources, settings: settings, pool: WorkerPool(workers: 2)
    ).rows
  }

  private func count(_ text: String, _ tokenizer: ToyTokenizer) -> Int {
    tokenizer.makeEncoder().encode(text).count
  }

  @Test("petrov2023: one text with a space after each line")
  func petrov() throws {
    let lithuanian = ["vienas du", "", "trys keturi"]
    let english = ["one two", "", "three four"]
    let rows = try run(
      ["petrov2023"],
      [
        source("p", "lt", lithuanian, parallel: true, batch: 2),
        source("p", "en", english, parallel: true, batch: 1),
      ], reference: "en")
    #expect(rows.map(\.language) == ["lt", "lt", "en", "en"])
    for (row, tokenizer) in zip(rows, [a, b]) {
      let mine = count("vienas du  trys keturi ", tokenizer)
      let theirs = count("one two  three four ", tokenizer)
      #expect(row.value == Double(mine) / Double(theirs))
      #expect(row.why == "no interval defined" && row.n == 3 && row.countedAs == "lines")
      #expect(row.policy.join == "joined-by-space")
      let perLine =
        Double(lithuanian.reduce(0) { $0 + count($1, tokenizer) })
        / Double(english.reduce(0) { $0 + count($1, tokenizer) })
      let rounded = (perLine * 10_000).rounded() / 10_000
      #expect(row.note == "\(mine) tokens joined; per line it is \(rounded)")
    }
    #expect(rows[2].value == 1)
    let alone = try run(["petrov2023"], [source("p", "lt", lithuanian)])
    #expect(alone.map(\.why) == ["needs parallel text", "needs parallel text"])
    let long = [String](repeating: String(repeating: "ab ", count: 1 << 20), count: 3)
    let refused = try run(
      ["petrov2023"],
      [
        source("p", "lt", long, parallel: true),
        source("p", "en", ["a", "b", "c"], parallel: true),
      ],
      reference: "en")
    #expect(refused.first?.value == nil)
    #expect(refused.first?.why == "the joined text is longer than 8 MiB")
  }

  @Test("rust2021: words of a treebank alone and bare; those of no token left out")
  func rust() throws {
    func treebank(_ sentences: [[String]]) -> LanguageSource {
      LanguageSource(corpus: "t", language: "lt", isParallel: false) { take throws(Failure) in
        for sentence in sentences {
          var batch = TextBatch([sentence.joined(separator: " ")])
          var given = GivenWords()
          for word in sentence { given.append(word.utf8, isPunctuation: word == ".") }
          given.endText()
          batch.givenWords = given
          try take(batch)
        }
      }
    }
    let sentences = [["vienas", "du", "."], ["nebeprisikiškiakopūsteliaujantiesiems", ""]]
    let rows = try run(["rust2021-fertility", "rust2021-pcw"], [treebank(sentences)])
    let words = sentences.flatMap { $0 }
    for (index, tokenizer) in [a, b].enumerated() {
      let counts = words.map { count($0, tokenizer) }.filter { $0 > 0 }
      #expect(rows[index].metric == "rust2021-fertility" && rows[index].n == 4)
      #expect(rows[index].value == Double(counts.reduce(0, +)) / 4)
      #expect(rows[index + 2].value == Double(counts.count { $0 > 1 }) / 4)
      #expect(rows[index].policy.words == "treebank" && rows[index].policy.leadingSpace == "bare")
      #expect(rows[index].note?.hasPrefix("in text, per whitespace word it is ") == true)
    }
    let plain = try run(["rust2021-pcw"], [source("t", "lt", ["vienas du"])])
    #expect(plain.allSatisfy { $0.why == "needs the words of a treebank (CoNLL-U)" })
  }

  @Test("nayeem2025-strr: entries without a space, each as often as it stands")
  func nayeem() throws {
    let list = ["a", "ab", "a", "a b", "", "vienas", "du trys"]
    let rows = try run(["nayeem2025-strr", "strr"], [source("l", "lt", list)])
    for (row, tokenizer) in zip(rows.filter { $0.metric == "nayeem2025-strr" }, [a, b]) {
      let kept = ["a", "ab", "a", "vienas"].count { count($0, tokenizer) == 1 }
      #expect(row.value == 100 * Double(kept) / 4 && row.n == 4)
      #expect(row.policy.words == "wordlist" && row.policy.leadingSpace == "bare")
      let spaced = ["a", "ab", "a", "vienas"].count { count(" " + $0, tokenizer) == 1 }
      #expect(row.note == "with a space before them it is \(100 * Double(spaced) / 4)")
    }
    let text = try run(["nayeem2025-strr"], [source("l", "lt", ["vienas du", "trys", "a b"])])
    #expect(text.allSatisfy { $0.value == nil && $0.why == "needs a list of words, one a line" })
    let lines = [String](repeating: String(repeating: "ภาษา", count: 9), count: 3)
    let unspaced = try run(["nayeem2025-strr"], [source("l", "lt", lines)])
    #expect(unspaced.allSatisfy { $0.why == "needs a list of words, one a line" })
  }

  @Test("dagan2024-nsl: ratio of sums, the mean of ratios beside it")
  func dagan() throws {
    let texts = ["vienas du", "", "a", "trys keturi penki"]
    let rows = try run(["dagan2024-nsl"], [source("d", "lt", texts)])
    let filled = texts.filter { !$0.isEmpty }
    let sums = filled.reduce((0, 0)) { ($0.0 + count($1, a), $0.1 + count($1, b)) }
    #expect(rows.first?.value == Double(sums.0) / Double(sums.1) && rows.first?.n == 3)
    let ratios = filled.map { Double(count($0, a)) / Double(count($0, b)) }
    let rounded = (ratios.reduce(0, +) / 3 * 10_000).rounded() / 10_000
    #expect(rows.first?.note == "as a mean of ratios it is \(rounded)")
    #expect(rows.last?.value == 1 && rows.last?.policy.average == "micro")
    let without = try run(["dagan2024-nsl"], [source("d", "lt", texts)]) { $0.baseline = nil }
    #expect(
      without.allSatisfy { $0.why == "no baseline is named that lengths are divided by" })
  }

  @Test("modes of one language are measured on the focus alone unless asked for")
  func focus() throws {
    let sources = ["lt", "en"].map { source("c-\($0)", $0, ["vienas", "du"]) }
    let rows = try run([], sources) { $0.metrics = nil }
    let strr = rows.filter { $0.metric == "nayeem2025-strr" }
    #expect(Set(strr.map(\.language)) == ["lt"])
    let asked = try run(["nayeem2025-strr"], sources)
    #expect(Set(asked.map(\.language)) == ["lt", "en"])
  }
}
