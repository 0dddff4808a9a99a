import Groundwork
import Testing

@testable import TokenizerMetrics

@Suite struct WorstSentenceTests {
  private struct Offer {
    var line: Int
    var text: String
    var tokens: Int
    var against: Int
  }

  /// Offers whose ratios and texts repeat; equal texts have equal counts.
  private func offers(_ count: Int, seed: UInt64) -> [Offer] {
    let random = KeyedRandom(seed: seed, stream: 1)
    return (0..<count).map { line in
      let kind = random.below(count / 2, UInt64(line))
      let tokens = 1 + kind * 7 % 13
      return Offer(line: line + 1, text: "text \(kind)", tokens: tokens, against: 1 + kind % 5)
    }
  }

  private func picker(_ offers: [Offer]) -> WorstSentencePicker {
    var picker = WorstSentencePicker(tokenizers: 2)
    for offer in offers {
      Array(offer.text.utf8).withUnsafeBufferPointer {
        picker.offer(
          $0, line: offer.line, tokenizer: 1, .perWord, tokens: offer.tokens,
          against: offer.against)
      }
    }
    return picker
  }

  /// The lines of what should stay, by sorting everything.
  private func expected(_ offers: [Offer]) -> [Int] {
    var seen: Set<String> = []
    let first = offers.sorted { $0.line < $1.line }.filter { seen.insert($0.text).inserted }
    return first.sorted {
      let (one, two) = ($0.tokens * $1.against, $1.tokens * $0.against)
      return one == two ? $0.line < $1.line : one > two
    }.prefix(WorstSentencePicker.kept).map(\.line)
  }

  @Test func keepsTheDearestWhateverTheParts() {
    for seed in 0..<40 {
      let offers = offers(3 + seed, seed: UInt64(seed))
      let expected = expected(offers)
      #expect(picker(offers).entries(1, .perWord).map(\.line) == expected)
      #expect(picker(offers).entries(0, .perWord).isEmpty)
      #expect(picker(offers).entries(1, .againstBaseline).isEmpty)
      // Three parts, merged in both groupings and in another order.
      let parts = (0..<3).map { part in
        picker(offers.filter { $0.line * 7 % 11 % 3 == part })
      }
      var left = parts[0]
      left.merge(parts[1])
      left.merge(parts[2])
      var right = parts[2]
      var last = parts[1]
      last.merge(parts[0])
      right.merge(last)
      #expect(left.lists == right.lists)
      #expect(left.entries(1, .perWord).map(\.line) == expected)
    }
  }

  @Test func surviveWritingAndDamageIsRefused() throws {
    let picker = picker(offers(30, seed: 5))
    var writer = ArchiveWriter()
    picker.write(to: &writer)
    var reader = ArchiveReader(writer.bytes, name: "part")
    #expect(try WorstSentencePicker(from: &reader).lists == picker.lists)
    // The list in another order is none that a picker keeps.
    var turned = ArchiveWriter()
    WorstSentencePicker(lists: picker.lists.map { $0.reversed() }).write(to: &turned)
    var other = ArchiveReader(turned.bytes, name: "part")
    #expect(throws: Failure.self) { try WorstSentencePicker(from: &other) }
    var huge = ArchiveWriter()
    WorstSentencePicker(
      lists: [[.init(line: 1, text: [], tokens: .max, against: 1)]]
    ).write(to: &huge)
    var last = ArchiveReader(huge.bytes, name: "part")
    #expect(throws: Failure.self) { try WorstSentencePicker(from: &last) }
  }

  private func outcome(
    _ texts: [String], baseline: String?, showsText: Bool = true
  ) throws -> MetricOutcome {
    var settings = MetricSettings(focus: "lt", baseline: baseline)
    settings.resampling.resamples = 0
    settings.showsText = showsText
    let source = LanguageSource(corpus: "c", language: "lt", isParallel: false) {
      take throws(Failure) in try take(TextBatch(texts))
    }
    return try MetricEngine.run(
      tokenizers: [3, 5].map {
        BenchmarkTokenizer(name: "t\($0)", tokenizer: ToyTokenizer(step: $0))
      }, sources: [source], settings: settings, pool: WorkerPool(workers: 1))
  }

  @Test func aRunShowsTheDearestOfEachTokenizer() throws {
    let texts = [
      "a b c d", "ilgiausias žodis yra čia", "du žodžiai", "a b c d",
      String(repeating: "labai ", count: 25), "trumpas bet visai padorus sakinys",
    ]
    let outcome = try outcome(texts, baseline: "t3")
    // Too few words, too many, and a repeat are no candidates.
    let words = outcome.worstSentences.filter { $0.tokenizer == "t5" && $0.order == .perWord }
    #expect(Set(words.map(\.sentence.line)) == [1, 2, 6])
    let ratios = words.map { Double($0.tokens) / Double($0.against) }
    #expect(ratios == ratios.sorted(by: >))
    #expect(words[0].sentence.cuts.map(\.tokenizer) == ["t3", "t5"])
    #expect(words[0].sentence.cuts[1].tokens.count == words[0].tokens)
    let relative = outcome.worstSentences.filter { $0.order == .againstBaseline }
    #expect(relative.count == 3 && relative.allSatisfy { $0.tokenizer == "t5" })
    #expect(relative.allSatisfy { $0.sentence.cuts[0].tokens.count == $0.against })
    let alone = try self.outcome(texts, baseline: nil)
    #expect(alone.worstSentences.allSatisfy { $0.order == .perWord })
    #expect(alone.worstSentences[0].sentence.cuts.map(\.tokenizer) == ["t3"])
  }

  @Test func textsCanBeLeftOut() throws {
    let outcome = try outcome(
      ["a b c d", "keturi žodžiai yra čia"], baseline: "t3", showsText: false)
    #expect(outcome.showcase.isEmpty && outcome.worstSentences.isEmpty)
    #expect(!outcome.rows.isEmpty)
  }
}
