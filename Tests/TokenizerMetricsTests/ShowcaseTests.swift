import Groundwork
import Testing

@testable import TokenizerMetrics

@Suite struct ShowcaseTests {
  func pick(_ texts: [String]) -> (line: Int, words: Int)? {
    var picker = ShowcasePicker()
    for (index, text) in texts.enumerated() {
      let words = text.split(separator: " ").count
      Array(text.utf8).withUnsafeBufferPointer {
        picker.offer($0, words: words, line: index + 1)
      }
    }
    return picker.pick.map { ($0.line, $0.words) }
  }

  @Test("the pick is the first short text with three letters, else short, else any")
  func picks() throws {
    let plain = "a b c d e f g h"
    let lithuanian = "ką Čia ės d e f g h"
    #expect(pick(["", "x", plain, lithuanian, lithuanian + " i"])?.line == 4)
    #expect(pick(["", "x", plain, plain + " ą ą č"])?.line == 3)
    #expect(pick(["", "x", "y"])?.line == 2)
    #expect(pick(["", ""]) == nil)
    #expect(pick([lithuanian + String(repeating: " ž", count: 9), plain])?.line == 2)
  }

  @Test("of a long text the start is kept, up to a word's end")
  func startsOfLongTexts() throws {
    func start(_ text: String) throws -> ShowcasePicker.Pick {
      var picker = ShowcasePicker()
      Array(text.utf8).withUnsafeBufferPointer { picker.offer($0, words: 1, line: 1) }
      return try #require(picker.pick)
    }
    let words = try start(String(repeating: "žodis ", count: 1000))
    #expect(words.isPart && words.text.count == 600 / 7 * 7 - 1)
    #expect(String(decoding: words.text, as: UTF8.self).hasSuffix(" žodis"))
    let one = try start(String(repeating: "字", count: 100_000))
    #expect(one.isPart && one.text.count == 600)
    let other = try start("a" + String(repeating: "字", count: 100_000))
    #expect(String(validating: other.text, as: UTF8.self) != nil && other.text.count == 598)
    #expect(try !start("trumpas").isPart)
  }

  @Test("the pick's line is read in the reference language, whatever stands around it")
  func translates() throws {
    func counts(
      _ lithuanian: [String], _ english: [String], batch: Int, isParallel: Bool = true,
      reference: String? = "eng"
    ) throws -> ShowcaseTranslation? {
      let sources = [
        source("c", "eng", english, parallel: isParallel, batch: batch),
        source("c", "lit", lithuanian, parallel: isParallel, batch: batch),
      ]
      let settings = MetricSettings(focus: "lit", reference: reference)
      var counts = try MetricEngine.count(
        tokenizers: [BenchmarkTokenizer(name: "toy", tokenizer: ToyTokenizer(step: 1))],
        sources: sources, settings: settings, pool: WorkerPool(workers: 2))
      try counts.translate(by: sources, settings: settings)
      var archive = ArchiveWriter()
      counts.write(to: &archive)
      var reader = ArchiveReader(archive.bytes, name: "counts")
      let read = try MetricCounts(from: &reader).corpora[0].showcase.pick?.translation
      #expect(read == counts.corpora[0].showcase.pick?.translation)
      return read
    }
    let lithuanian = ["a", "b", "ką Čia ės d e f g h", "d", "e"]
    let english = ["one", "two", "the <third>", "four", "five"]
    let third = ShowcaseTranslation(language: "eng", text: "the <third>")
    for batch in 1...5 { #expect(try counts(lithuanian, english, batch: batch) == third) }
    #expect(try counts(["", "ą"], ["", "last"], batch: 2)?.text == "last")
    let long = String(repeating: "word ", count: 1000)
    let start = try #require(try counts(["ą"], [long], batch: 1))
    #expect(start.isPart && start.text.hasSuffix("word") && start.text.utf8.count < 600)
    #expect(try counts(["ą"], [""], batch: 1) == nil)
    #expect(try counts(lithuanian, english, batch: 2, isParallel: false) == nil)
    #expect(try counts(lithuanian, english, batch: 2, reference: nil) == nil)
    #expect(try counts(lithuanian, english, batch: 2, reference: "lit") == nil)
  }

  @Test("a long text is taken only where no short one is there")
  func prefersShortTexts() {
    let long = String(repeating: "ilgažodžiuojantis ", count: 30)
    #expect(pick([long, "du žodžiai, arba trys"])?.line == 2)
    #expect(pick([long, "trys"])?.line == 1)
  }

  @Test("a sentence is cut by each tokenizer, fragments marked")
  func cuts() throws {
    let toy = BenchmarkTokenizer(name: "toy", tokenizer: ToyTokenizer(step: 1))
    let sentence = ShowcaseSentence(
      corpus: "c", language: "lit", line: 3, text: Array("aA ž".utf8), tokenizers: [toy])
    #expect(sentence.text == "aA ž" && sentence.words == 2 && sentence.line == 3)
    #expect(
      sentence.cuts == [
        ShowcaseCut(
          tokenizer: "toy",
          tokens: [
            ShowcaseToken(id: 98, start: 0, end: 1, isFragment: false),
            ShowcaseToken(id: 265, start: 1, end: 2, isFragment: true),
            ShowcaseToken(id: 33, start: 2, end: 3, isFragment: false),
            ShowcaseToken(id: 0xC6, start: 3, end: 4, isFragment: true),
            ShowcaseToken(id: 0xBF, start: 4, end: 5, isFragment: true),
          ])
      ])
  }
}
