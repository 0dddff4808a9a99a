import Foundation
import Groundwork
import TestSupport
import Testing

@testable import Corpora

@Suite struct TEIReadingTests {
  private func read(_ xml: String, format: CorpusFormat? = nil) throws -> [String] {
    let fixture = try Fixture()
    let path = try fixture.write("a.xml", xml)
    return try texts(CorpusFile(path: path, format: format)).texts
  }

  private func message(_ xml: String) throws -> String {
    let fixture = try Fixture()
    let path = try fixture.write("a.xml", xml)
    return fixture.message { _ = try texts(CorpusFile(path: path)) }
  }

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
    #expect(try read(tei(body)) == expected)
  }

  @Test func otherEncodingsAndNoNamespaceAreRead() throws {
    let fixture = try Fixture()
    let xml = "<?xml version=\"1.0\" encoding=\"ISO-8859-13\"?><TEI><p>".utf8
    let path = try fixture.write("a.xml", Array(xml) + [0xEB] + Array("jo</p></TEI>".utf8))
    #expect(try texts(CorpusFile(path: path)).texts == ["ėjo"])
  }

  @Test func headersAreSkippedAtEveryDepth() throws {
    let xml =
      "<teiCorpus><teiHeader><p>ne</p></teiHeader><TEI><teiHeader><head>ne</head></teiHeader>"
      + "<text><p>taip</p></text></TEI></teiCorpus>"
    #expect(try read(xml) == ["taip"])
  }

  @Test func longTextsStreamOverChunks() throws {
    let paragraph = String(repeating: "žodis ėjo ", count: 30_000)
    let body = (0..<6).map { "<p>\($0) \(paragraph)</p>" }.joined()
    let result = try read(tei(body))
    #expect(result == (0..<6).map { "\($0) \(paragraph.dropLast())" })
  }

  @Test func errorsHaveTheirLine() throws {
    let remedy = "; correct the XML, or get the file again"
    #expect(
      try message("<TEI>\n<p>a</p>\n<p>b</q>\n</TEI>")
        == "a.xml:3: Opening and ending tag mismatch: p line 3 and q" + remedy)
    #expect(
      try message("<?xml version=\"1.0\"?>\n<cesDoc>\n<p>a</p></cesDoc>")
        == "a.xml:2: the root element is <cesDoc>, not <TEI>; name a TEI text, or the format "
        + "`text` to read the lines as they are")
    #expect(try message("<TEI><p>a</p>").hasPrefix("a.xml:1: "))
    #expect(try message("<TEI><p>a</p>").hasSuffix(remedy))
    #expect(
      try message("<TEI><text><ab>x</ab></text></TEI>")
        == "a.xml: holds no text in <p>, <head> or <l>; name a TEI text, or the format `text` to "
        + "read the lines as they are")
  }

  @Test func invalidBytesAreAnError() throws {
    let fixture = try Fixture()
    let path = try fixture.write(
      "a.xml", Array("<TEI>\n<p>".utf8) + [0xFF] + Array("</p></TEI>".utf8))
    let message = fixture.message { _ = try texts(CorpusFile(path: path)) }
    #expect(message.hasPrefix("a.xml:2: Input is not proper UTF-8"))
    #expect(!message.contains("\n"))
  }

  // libxml2 lets scalars pass that are written with more bytes than they need.
  @Test(
    arguments: [
      [0xC1, 0x87], [0xE0, 0x81, 0x87], [0xF0, 0x80, 0x81, 0x87], [0xC0, 0xBC],
    ] as [[UInt8]])
  func overlongScalarsAreAnError(_ bytes: [UInt8]) throws {
    let fixture = try Fixture()
    for (before, after) in [("a", "b"), ("ė", "ž"), ("<![CDATA[a", "b]]>")] {
      let start = Array("<TEI><text>\n<p>\(before)".utf8)
      let path = try fixture.write("a.xml", start + bytes + Array("\(after)</p></text></TEI>".utf8))
      let message = fixture.message { _ = try texts(CorpusFile(path: path)) }
      #expect(message.hasPrefix("a.xml:2: "), "\(before): \(message)")
      #expect(message.hasSuffix("; correct the XML, or get the file again"))
    }
  }

  @Test func entitiesAreRefused() throws {
    let remedy = "; write the characters themselves: entities are not read"
    var bomb = "<!DOCTYPE TEI [\n<!ENTITY a0 \"ha\">\n"
    for level in 1...20 {
      bomb += "<!ENTITY a\(level) \"&a\(level - 1);&a\(level - 1);\">\n"
    }
    bomb += "]><TEI><p>&a20;</p></TEI>"
    #expect(
      try message("<?xml version=\"1.0\"?>" + bomb)
        == "a.xml:2: the document declares the entity a0" + remedy)
    let file = "<!DOCTYPE TEI [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><TEI><p>&x;</p></TEI>"
    #expect(
      try message("<?xml version=\"1.0\"?>" + file)
        == "a.xml:1: the document declares the entity x" + remedy)
    #expect(
      try message("<TEI><p>&nbsp;</p></TEI>") == "a.xml:1: the entity &nbsp; is not defined"
        + remedy)
    let external = "<!DOCTYPE TEI SYSTEM \"http://localhost/tei.dtd\"><TEI><p>a&nbsp;b</p></TEI>"
    let found = try message("<?xml version=\"1.0\"?>" + external)
    #expect(
      found
        == "a.xml:1: the entity &nbsp; is not defined" + remedy)
    let parameter = "<!DOCTYPE TEI [<!ENTITY % x \"y\"> %x;]><TEI><p>a</p></TEI>"
    #expect(
      try message("<?xml version=\"1.0\"?>" + parameter)
        == "a.xml:1: the document declares the entity x" + remedy)
    let harmless = "<!DOCTYPE TEI SYSTEM \"tei.dtd\"><TEI><p>a</p></TEI>"
    #expect(try read("<?xml version=\"1.0\"?>" + harmless) == ["a"])
  }

  @Test func deepNestingIsAnErrorNotACrash() throws {
    let deep = String(repeating: "<div>", count: 100_000)
    #expect(try message("<TEI>" + deep).hasPrefix("a.xml:1: "))
  }

  @Test func aNamedFormatWins() throws {
    #expect(try read("<TEI>\n<p>a</p>\n</TEI>", format: .text) == ["<TEI>", "<p>a</p>", "</TEI>"])
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
