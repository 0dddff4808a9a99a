import Foundation
import Groundwork
import TestSupport
import Testing

@testable import Corpora

@Suite struct TEIReadingTests {
  private func tei(_ body: String) -> String {
    "<?xml version=\"1.0\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><p>galva</p>"
      + "</teiHeader><text><body>\(body)</body></text></TEI>"
  }

  @Test(arguments: [
    ("<head>I. </head><p> Jis\n\t ėjo  namo. </p>", ["I.", "Jis ėjo namo."]),
    ("<p>a<hi>b</hi>c</p>", ["abc"]),
    ("<p>a &amp; b &lt;c&gt; &#279; <![CDATA[<d>]]></p>", ["a & b <c> ė <d>"]),
    ("<lg><l>viena</l><l>kita</l></lg>", ["viena", "kita"]),
    ("<p>sakė: <quote><l>viena</l><l>kita</l></quote> tarė</p>", ["sakė: viena kita tarė"]),
    ("<p>eilė<lb/>eilė</p>", ["eilė eilė"]),
    ("<p>žo<lb break=\"no\"/>dis</p>", ["žodis"]),
    ("<p/><p> </p><p>x</p>", ["", "", "x"]),
    ("ne <div>ne</div><p>a<!-- ne --><?pi ne?>b</p>", ["ab"]),
    ("<p>a\u{A0}b</p>", ["a b"]),
  ])
  func paragraphsHeadsAndVersesAreDocuments(_ body: String, _ expected: [String]) throws {
    #expect(try documents(tei(body)) == expected)
  }

  @Test func headersAreSkippedAtEveryDepth() throws {
    let xml =
      "<teiCorpus><teiHeader><p>ne</p></teiHeader><TEI><teiHeader><head>ne</head></teiHeader>"
      + "<text><p>taip</p></text></TEI></teiCorpus>"
    #expect(try documents(xml) == ["taip"])
  }

  @Test func longTextsStreamOverChunks() throws {
    let paragraph = String(repeating: "žodis ėjo ", count: 30_000)
    let body = (0..<6).map { "<p>\($0) \(paragraph)</p>" }.joined()
    let result = try documents(tei(body))
    #expect(result == (0..<6).map { "\($0) \(paragraph.dropLast())" })
  }

  @Test func notesAreDocumentsOfTheirOwn() throws {
    #expect(
      try documents(tei("<p>Ėjo<note>kas? <p>jis</p></note>, parėjo.</p><note>pabaiga</note>"))
        == ["kas? jis", "Ėjo, parėjo.", "pabaiga"])
    #expect(try documents(tei("<p>a<note/>b</p>")) == ["ab"])
    #expect(
      try documents(tei("<note>x<note>y</note>z</note><p>a</p>")) == ["y", "xz", "a"])
  }

  @Test func ofAChoiceTheFirstReadingIsText() throws {
    let body = "<p>jis <choice><orig>ejo</orig><reg>ėjo</reg></choice>, "
    #expect(
      try documents(tei(body + "<choice><sic>a<b>b</b></sic> <corr>c</corr></choice>d</p>"))
        == ["jis ejo, ab d"])
  }

  @Test func speechesCellsAndItemsAreDocuments() throws {
    let body = "<u><seg>Laba</seg><seg>diena</seg><vocal>kosti</vocal></u>"
    #expect(
      try documents(
        tei(body + "<table><row><cell>a</cell></row></table><list><item>b</item></list>"))
        == ["Laba diena", "a", "b"])
  }

  @Test func ofADictionaryTheHeadwordsAreText() throws {
    let entry =
      "<entry><form><orth>žodis</orth></form><gramGrp><pos>n</pos></gramGrp>"
      + "<sense><cit type=\"trans\"><quote>word</quote></cit><def>unit of speech</def></sense></entry>"
    #expect(try documents(tei(entry + entry)) == ["žodis", "žodis"])
  }

  @Test func aTextOfAnotherRootIsRefused() throws {
    #expect(
      try message("<?xml version=\"1.0\"?>\n<cesDoc>\n<p>a</p></cesDoc>", format: .tei)
        == "a.xml:2: the root element is <cesDoc>, not <TEI>; name a TEI text, or the format "
        + "`text` to read the lines as they are")
    #expect(
      try message("<TEI><text><div>x</div></text></TEI>")
        == "a.xml: holds no text in <p>, <head> or <l>; name a TEI text, or the format `text` to "
        + "read the lines as they are")
  }

  @Test func aNamedFormatWins() throws {
    #expect(
      try documents("<TEI>\n<p>a</p>\n</TEI>", format: .text) == ["<TEI>", "<p>a</p>", "</TEI>"])
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func theFiveBooksGiveTheirLines() throws {
    let folder = SharedData.path("text/lt/literature")
    let names = try listDirectory(joinPath(folder, "txt"))
    #expect(names.count == 5)
    for name in names {
      let lines = try texts(CorpusFile(path: joinPath(folder, "txt/\(name)")))
      let book = try texts(CorpusFile(path: joinPath(folder, "xml/\(pathStem(name)).xml")))
      #expect(book.record.format == .tei)
      #expect(book.texts.map { Array($0.utf8) } == lines.texts.map { Array($0.utf8) }, "\(name)")
      #expect(book.record.words == lines.record.words)
    }
  }
}
