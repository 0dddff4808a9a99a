import Testing
import TokenizerMetrics

@testable import BenchmarkReports

@Suite struct LaneTests {
  private func reading(_ parts: [Markup]) -> PageReading {
    PageReading(Array(h("p") { parts }.rendered().utf8))
  }

  private func lane(
    _ text: String, _ spans: [(Int, Int)], other: [(Int, Int)]? = nil
  ) -> PageReading {
    func cut(_ spans: [(Int, Int)]) -> ShowcaseCut {
      ShowcaseCut(
        tokenizer: "t",
        tokens: spans.enumerated().map {
          ShowcaseToken(
            id: UInt32($0.offset), start: $0.element.0, end: $0.element.1, isFragment: false)
        })
    }
    return reading(TokenLane(text: text, cut: cut(spans), other: other.map(cut)).markup())
  }

  @Test func everySecondTokenIsUnderlinedAndTheFirstIsReachedByTab() {
    let spans = lane("a bc", [(0, 1), (1, 3), (3, 4)]).named("span")
    #expect(spans.map { $0.attributes["class"] } == ["a", nil, "a"])
    #expect(spans.map { $0.attributes["tabindex"] } == ["0", "-1", "-1"])
    #expect(spans.map { $0.attributes["title"] } == ["id 0: 61", "id 1: 20 62", "id 2: 63"])
  }

  @Test func tokensThatTheOtherDoesNotHaveAreMarked() {
    let spans = lane("abcd", [(0, 1), (1, 4)], other: [(0, 1), (1, 2), (2, 4)]).named("span")
    #expect(spans.map { $0.attributes["class"] } == ["a", "o"])
  }

  @Test func spacesStandAloneAndWhatIsHiddenStandsByName() {
    let parts = TokenText.markup("a b\u{A0}\t\u{202E}\u{AD}\r\n\n\u{200D}", isToken: true)
    let reading = reading(parts)
    #expect(reading.text == "a b\u{A0}⇥⟨RLO⟩⟨SHY⟩⏎⏎\u{200D}")
    #expect(reading.named("i").map { $0.attributes["class"] } == [nil, "w", "c", "c"])
    #expect(reading.named("i")[1].attributes["title"] == "U+00A0")
    #expect(TokenText.markup("", isToken: true).map(\.plainText) == ["▁"])
    #expect(TokenText.markup("", isToken: false).isEmpty)
  }

  @Test func longTextsAreCutAndTheRestIsCounted() {
    let thin = "\u{202F}"
    let long = String(repeating: "ž", count: 500_000)
    #expect(
      ShortText.cut(long)
        == String(repeating: "ž", count: 120) + "… 999\(thin)760 bytes more")
    #expect(ShortText.cut(long, scalars: 499_999).hasSuffix("ž… 2 bytes more"))
    #expect(ShortText.cut(long, scalars: 500_000) == long)
    #expect(ShortText.cut("šž", scalars: 2) == "šž")
    #expect(ShortText.hexadecimal([0xC4, 0x07]) == "C4 07")
    #expect(ShortText.hexadecimal([]) == "no bytes")
    #expect(
      ShortText.hexadecimal([UInt8](repeating: 0xED, count: 1024)[...])
        == Array(repeating: "ED", count: 24).joined(separator: " ") + "… 1\(thin)000 bytes more")
    let spans = lane(String(repeating: "a", count: 450), (0..<450).map { ($0, $0 + 1) })
    #expect(spans.named("span").count == TokenLane.shown + 1)
    #expect(spans.text.hasSuffix("a … 50 tokens more"))
  }

  @Test func morphemesCoverTheSentence() {
    var sentence = SampleResult.make().showcase[0]
    let lane = MorphemeLane(sentence: sentence)
    let reading = reading(lane.markup())
    #expect(reading.text == SampleSentences.text)
    #expect(lane.count == 18)
    let classes = reading.named("span").compactMap { $0.attributes["class"] }
    #expect(classes.count { $0 == "w" } == 8 && classes.count { $0 == "m" } == 10)
    // What does not lie in the text, in order, is left out.
    sentence.morphemes = HostileTexts.make().showcase[0].morphemes
    #expect(self.reading(MorphemeLane(sentence: sentence).markup()).text == SampleSentences.text)
  }

  @Test func theTranslationStandsUnderTheSentenceInItsLanguage() throws {
    let files = try ReportFiles.make(result: SampleResult.make(), manifest: .null)
    let reading = PageReading(files[0].bytes)
    let rows = reading.named("tr").filter { $0.attributes["class"] == "translation" }
    let cells = reading.named("td").filter { $0.attributes["lang"] == "eng-Latn" }
    #expect(rows.count == 1 && cells.count == 1 && cells[0].attributes["dir"] == "auto")
    #expect(reading.text.contains("English\(SampleSentences.translation)"))
    let hostile = String(
      decoding: try ReportFiles.make(result: HostileTexts.make(), manifest: .null)[0].bytes,
      as: UTF8.self)
    let found = hostile.split(separator: "<tr class=\"translation\">").dropFirst()
      .compactMap { $0.split(separator: "</tr>").first?.split(separator: "<td ").last }
    #expect(found.count == 2 && found[0].contains("lang=\"&lt;/script&gt;&lt;img src=x"))
    #expect(found[0].contains(">&lt;/script&gt;&lt;img") && found[0].contains("⟨RLO⟩sakul"))
    #expect(found[1].hasSuffix("ž… 998\u{202F}600 bytes more …</td>"))
  }

  @Test func aHostilePageStaysSmallAndHarmless() throws {
    let files = try ReportFiles.make(result: HostileTexts.make(), manifest: .null)
    let page = try #require(files.first { $0.name == "index.html" }).bytes
    #expect(page.count < 700_000, "\(page.count) bytes")
    let reading = PageReading(page)
    #expect(reading.problem == nil)
    #expect(reading.named("img").isEmpty && reading.named("script").count == 2)
    #expect(reading.elements.allSatisfy { !$0.attributes.keys.contains("onerror") })
    #expect(reading.text.contains("…\u{20}999\u{202F}760 bytes more"))
    // A mark that turns text stands only inside elements that isolate it.
    let tokens = reading.named("td").filter { $0.attributes["class"] == "tokens" }
    #expect(tokens.allSatisfy { $0.attributes["dir"] == "auto" })
  }

  @Test func worstSentencesStandWithTheBaselinesCut() throws {
    let model = ReportModel(SampleResult.make())
    let section = try #require(WorstSentencesSection.make(model, order: ["lt-bpe-32k"]))
    let reading = PageReading(Array(section.markup().rendered().utf8))
    #expect(reading.named("h3").count == 2 && reading.named("table").count == 3)
    #expect(reading.named("tr").count == 5)
    let text = section.content.plainText
    #expect(text.contains("4.67line 812") && text.contains("0.464\u{202F}×line 812"))
    #expect(text.contains("Most tokens against cl100k_base"))
    #expect(WorstSentencesSection.make(ReportModel(HostileTexts.none()), order: []) == nil)
  }
}
