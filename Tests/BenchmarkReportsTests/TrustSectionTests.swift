import Testing
import TokenizerMetrics

@testable import BenchmarkReports

/// Warnings, what could not be computed, controls, inputs.
@Suite struct TrustSectionTests {
  private func text(_ section: Section?) throws -> String {
    String(
      try #require(section).content.plainText.map {
        $0 == "\u{202F}" || $0 == "\u{A0}" ? " " : $0
      })
  }

  @Test func warningsAreSaidOnceAndOverlapByName() throws {
    let text = try text(WarningsSection.make(ReportModel(SampleResult.make())))
    #expect(text.contains("8 files of flores have no language in their names and were left out"))
    #expect(text.split(separator: "12 of 997 documents repeat").count == 2, "once, in the table")
    #expect(
      text.contains(
        "None was found where training text was given. Nothing is known of the training text of cl100k_base, "
          + "o200k_base and r50k_base: overlap can be neither found nor ruled out."))
    #expect(!text.contains("not in NFC, ") && text.contains("1 findings more") == true)
  }

  @Test func overlapThatWasFoundIsNotDenied() throws {
    var result = SampleResult.make()
    result.overlaps[0].exactLines = 7
    let text = try text(WarningsSection.make(ReportModel(result)))
    #expect(!text.contains("None was found"))
  }

  @Test func aCleanTextIsSaidToBeClean() throws {
    let text = try text(WarningsSection.make(ReportModel(HostileResults.oneTokenizer())))
    #expect(text.contains("are left to derlius corpus check. Nothing was found."))
  }

  @Test func whatIsMissingStandsWithItsReasonOnce() throws {
    let text = try text(UncomputedSection.make(ReportModel(HostileResults.noValue())))
    #expect(
      text.contains(
        "o300k_base is missing: not in the vocabulary folder; derlius pull o300k_base gets it"))
    #expect(text.split(separator: "The tokenizer has no id for 12 bytes of the text").count == 2)
    #expect(
      text.contains(
        "Needs a word list: STRR of cl100k_base, o200k_base, lt-bpe-4k, lt-bpe-32k in Lithuanian"))
    #expect(UncomputedSection.make(ReportModel(HostileResults.oneTokenizer())) != nil)
  }

  @Test func aReportWithoutTextSaysSo() throws {
    let model = ReportModel(HostileTexts.none())
    #expect(try text(UncomputedSection.make(model)).contains("made without text of its corpora"))
    let page = try ReportPage(model: model, commands: []).text()
    #expect(page.contains("Sentences of the corpora are not shown"))
    #expect(!page.contains("class=\"tokens\""))
  }

  @Test func controlsAreExplained() throws {
    let text = try text(ControlsSection.make(ReportModel(SampleResult.make())))
    #expect(text.contains("bytesevery byte of the text's UTF-8 is a token"))
    #expect(ControlsSection.make(ReportModel(HostileResults.forty())) == nil)
  }

  @Test func inputsStandWithSizeLicenceAndHash() throws {
    let reading = PageReading(
      Array(InputsSection.make(ReportModel(SampleResult.make())).markup().rendered().utf8))
    let text = reading.text
    #expect(text.contains("MIT" + SampleResult.hash("cl100k_base")))
    #expect(text.contains("not stated" + SampleResult.hash("lt-bpe-32k")))
    #expect(text.contains("135\u{202F}708CC BY-SA 4.0" + SampleResult.hash("lit_Latn")))
    #expect(text.contains("law.txt52\u{202F}428\u{202F}800not stated" + SampleResult.hash("law")))
  }
}
