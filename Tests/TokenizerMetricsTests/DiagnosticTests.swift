import Foundation
import Groundwork
import Segmentation
import Testing
import Tokenization

@testable import TokenizerMetrics

/// Surcharges, letters that break, vocabularies in a language's letters, and what words cost.
@Suite struct DiagnosticTests {
  static let metrics = [
    "surcharge_nfd", "surcharge_upper", "surcharge_diacritics", "letter_fragments",
    "vocabulary_letters", "words_per_window", "price_per_1000_words", "fertility",
  ]

  func run(
    _ texts: [String], _ tokenizers: [ToyTokenizer], language: String = "lit", batch: Int = 3,
    metrics: [String] = Self.metrics, _ change: (inout MetricSettings) -> Void = { _ in }
  ) throws -> [ResultRow] {
    var settings = MetricSettings(focus: language)
    settings.metrics = metrics
    settings.resampling.resamples = 0
    change(&settings)
    return try MetricEngine.run(
      tokenizers: tokenizers.enumerated().map {
        BenchmarkTokenizer(name: "toy\($0)", tokenizer: $1)
      },
      sources: [source("x", language, texts, batch: batch)], settings: settings,
      pool: WorkerPool(workers: 2)
    ).rows
  }

  func letter(_ row: ResultRow) -> String? {
    row.policy.further.first { $0.name == "letter" }?.value
  }

  @Test("letters are broken where a token ends inside their bytes")
  func findsBrokenLetters() throws {
    // Steps of one byte, then of the bytes 0–1, 1–3, 3–4, 4–6: ą is cut, ž is whole.
    let rows = try run(
      ["ąb ž", "Ą"], [ToyTokenizer(step: 1), ToyTokenizer(step: 3)], metrics: ["letter_fragments"])
    let found = rows.map { "\($0.tokenizer) \(letter($0) ?? "") \($0.value ?? -1) of \($0.n)" }
    #expect(
      found == [
        "toy0 * 1.0 of 3", "toy0 ą 1.0 of 2", "toy0 ž 1.0 of 1",
        "toy1 * \(2.0 / 3) of 3", "toy1 ą 1.0 of 2", "toy1 ž 0.0 of 1",
      ])
    #expect(rows.allSatisfy { $0.countedAs == "letters" })
  }

  @Test("surcharges and letters agree with a slow count of strings", arguments: 1...4)
  func agreesWithStrings(seed: UInt64) throws {
    let texts = randomTexts(50, seed: seed)
    let tokenizers = [ToyTokenizer(step: 3), ToyTokenizer(step: 4, marks: true)]
    let rows = try run(texts, tokenizers, batch: Int(seed))
    for (index, tokenizer) in tokenizers.enumerated() {
      func tokens(_ form: (String) -> String) -> Double {
        Double(texts.reduce(0) { $0 + tokenizer.makeEncoder().encode(form($1)).count })
      }
      func value(_ metric: String) -> Double? {
        rows.first { $0.metric == metric && $0.tokenizer == "toy\(index)" }?.value
      }
      let plain = tokens { $0 }
      #expect(
        value("surcharge_nfd") == tokens { $0.decomposedStringWithCanonicalMapping } / plain)
      #expect(value("surcharge_upper") == tokens { $0.uppercased() } / plain)
      #expect(
        value("surcharge_diacritics")
          == plain
          / tokens { text in
            let kept = text.decomposedStringWithCanonicalMapping.unicodeScalars
              .filter { $0.properties.generalCategory != .nonspacingMark }
            return String(String.UnicodeScalarView(kept)).precomposedStringWithCanonicalMapping
          })
      for small in ["ą", "č", "ė", "š", "ž"] {
        let (count, cut) = broken(small, texts, tokenizer)
        let row = rows.first { letter($0) == small && $0.tokenizer == "toy\(index)" }
        #expect(row?.n == count && row?.value == Double(cut) / Double(count), "\(small)")
      }
    }
  }

  /// The occurrences of a letter, small and capital, and how many of them tokens cut or bytes stand for.
  private func broken(
    _ small: String, _ texts: [String], _ tokenizer: ToyTokenizer
  ) -> (count: Int, cut: Int) {
    var count = 0
    var cut = 0
    for text in texts {
      var ids: [UInt32] = []
      var spans: [TokenSpan] = []
      Array(text.utf8).withUnsafeBufferPointer {
        tokenizer.makeEncoder().encode($0, into: &ids, spans: &spans)
      }
      var start = 0
      for scalar in text.unicodeScalars {
        let end = start + String(scalar).utf8.count
        if String(scalar).lowercased() == small {
          count += 1
          let isCut = zip(ids, spans).contains { id, span in
            span.end > span.start
              && (span.start > start && span.start < end || span.end > start && span.end < end
                || tokenizer.vocabulary.kind(of: id) == .byte && span.start < end
                  && span.end > start)
          }
          cut += isCut ? 1 : 0
        }
        start = end
      }
    }
    return (count, cut)
  }

  @Test("costs follow from fertility, and only where the user gives figures")
  func tellsCosts() throws {
    let texts = ["vienas du trys", "keturi"]
    let rows = try run(texts, [ToyTokenizer(step: 3)]) {
      $0.window = 1000
      $0.price = 2.5
    }
    func row(_ metric: String) throws -> ResultRow {
      try #require(rows.first { $0.metric == metric })
    }
    let tokens = texts.reduce(0) { $0 + ToyTokenizer(step: 3).makeEncoder().encode($1).count }
    #expect(try row("fertility").value == Double(tokens) / 4)
    #expect(try row("words_per_window").value == 4000 / Double(tokens))
    #expect(try row("words_per_window").policy.entries.last == NamedText("window", "1000"))
    #expect(
      abs(try row("price_per_1000_words").value! - 2.5 * Double(tokens) / 4 / 1000) < 1e-15)
    #expect(
      try row("price_per_1000_words").policy.entries.last
        == NamedText("pricePerMillionTokens", "2.5"))
    let without = try run(texts, [ToyTokenizer(step: 3)])
    #expect(
      without.filter { $0.value == nil && letter($0) == nil }.map(\.why) == [
        "no context window is given: --window N",
        "no price of a million tokens is given: --price P",
      ])
  }

  @Test("vocabularies are counted by tokens in the alphabet's own letters")
  func countsVocabularies() throws {
    var vocabulary = Vocabulary()
    // Own: two. Not: ASCII, a letter of another language, ASCII that is not of the alphabet, bytes, a control token.
    for token in ["žodis", " Ą.", "namas", "łž", "wž", "日š"] { vocabulary.append(token.utf8) }
    vocabulary.append([0xC4])
    vocabulary.append("ž".utf8, kind: .control)
    vocabulary.append("ž".utf8, kind: .byte)
    let alphabet = try #require(Alphabet(Language("lt")))
    let count = AlphabetTokens(alphabet).count(vocabulary)
    #expect(count.own == 2 && count.ordinary == 7)
  }

  @Test("a language without letters beyond ASCII says so")
  func saysWhy() throws {
    let rows = try run(
      ["one"], [ToyTokenizer(step: 3)], language: "eng",
      metrics: ["letter_fragments", "vocabulary_letters"])
    #expect(
      rows.map(\.why)
        == [String](
          repeating: "CLDR names no letters beyond ASCII for this language", count: 2))
  }
}
